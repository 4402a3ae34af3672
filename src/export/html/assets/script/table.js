// The table of documents: all that are shown, a page at a time, in the order asked for.
const ROWS = 50;
const tableBody = byId("documents-table").tBodies[0];
const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });

const SORTS = {
  title: (a, b) => collator.compare(heading(a), heading(b)),
  theme: (a, b) => (themes[docs.theme[a]]?.number ?? Infinity) - (themes[docs.theme[b]]?.number ?? Infinity) || 0,
  year: (a, b) => (docs.year[a] ?? -Infinity) - (docs.year[b] ?? -Infinity) || 0,
  source: (a, b) => collator.compare(sourceNames(a), sourceNames(b)),
  score: (a, b) => docs.score[a] - docs.score[b],
  status: (a, b) => collator.compare(STATUS[statusOf(a)], STATUS[statusOf(b)]),
};

function sortedDocuments() {
  const compare = SORTS[state.sort];
  if (!compare) return shownDocuments;
  const sign = state.descending ? -1 : 1;
  return [...shownDocuments].sort((a, b) => sign * compare(a, b) || a - b);
}

function showTable() {
  const sorted = sortedDocuments();
  const pages = Math.max(1, Math.ceil(sorted.length / ROWS));
  const page = Math.min(state.page, pages - 1);
  const start = page * ROWS;
  const rows = sorted.slice(start, start + ROWS);
  tableBody.replaceChildren(...rows.map(tableRow));
  byId("table-count").textContent = sorted.length === remaining()
    ? plural(remaining(), "document")
    : `${number(sorted.length)} of ${plural(remaining(), "document")} shown`;
  byId("page").textContent = sorted.length
    ? `${number(start + 1)}–${number(start + rows.length)} of ${number(sorted.length)}`
    : "No document matches";
  byId("previous").disabled = page === 0;
  byId("next").disabled = page >= pages - 1;
  for (const head of document.querySelectorAll("th[data-sort]")) {
    if (head.dataset.sort !== state.sort) head.removeAttribute("aria-sort");
    else head.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
  }
}

function tableRow(doc) {
  const theme = docs.theme[doc];
  const open = button("", () => {
    openDocument(doc);
    byId("live").scrollIntoView({ block: "start" });
    panel.focus({ preventScroll: true });
  }, { class: "text" });
  open.append(marked(heading(doc)));
  return element("tr", {},
    element("th", { scope: "row" }, open),
    element("td", {}, ...(theme < 0 ? [element("span", {}, "none")] : [dot(theme), phrase(themes[theme].label)])),
    element("td", {}, String(docs.year[doc] ?? "")),
    element("td", {}, phrase(sourceNames(doc))),
    element("td", {}, figure(docs.score[doc], 2)),
    element("td", {}, STATUS[statusOf(doc)]));
}

function startTable() {
  for (const head of document.querySelectorAll("th[data-sort]")) {
    const sort = head.dataset.sort;
    const made = button(head.textContent, () => change({
      sort, descending: state.sort === sort && !state.descending, page: 0,
    }));
    head.replaceChildren(made);
  }
  byId("previous").addEventListener("click", () => change({ page: state.page - 1 }));
  byId("next").addEventListener("click", () => change({ page: state.page + 1 }));
  byId("export").addEventListener("click", () => exportCsv(sortedDocuments()));
}
