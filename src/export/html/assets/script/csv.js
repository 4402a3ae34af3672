// Documents as a CSV file, in the columns of documents.csv.
const CSV_COLUMNS = {
  id: doc => docs.id[doc],
  title: doc => docs.title[doc],
  source: sourceNames,
  year: doc => docs.year[doc] ?? "",
  theme: doc => themes[docs.theme[doc]]?.number ?? "",
  label: doc => themes[docs.theme[doc]]?.label ?? "",
  score: doc => figure(docs.score[doc], 3),
  margin: doc => figure(docs.margin[doc], 3),
  second_theme: doc => themes[docs.second[doc]]?.number ?? "",
  status: doc => STATUS[statusOf(doc)],
  x: doc => (docs.x[doc] / 10000).toFixed(4),
  y: doc => (docs.y[doc] / 10000).toFixed(4),
  why: doc => why(doc).join("; "),
};

function csvOf(chosen) {
  // A spreadsheet would take such a text for a formula, unless it is a number.
  const isFormula = text => /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text));
  const quote = value => {
    const text = (isFormula(String(value)) ? "'" : "") + value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const row = doc => Object.values(CSV_COLUMNS).map(column => quote(column(doc))).join(",");
  return [Object.keys(CSV_COLUMNS).join(","), ...chosen.map(row)].join("\n") + "\n";
}

function download(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const exportCsv = chosen => download("selection.csv", csvOf(chosen), "text/csv");
