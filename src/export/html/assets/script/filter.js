// Which documents are shown: one pass over the columns for all filters together.
const plain = /^[\0-\x7f]*$/;
const fold = text => plain.test(text)
  ? text.toLowerCase()
  : text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// Folded titles and abstracts; made when a search begins, as most readers of a large page look
// at the map first.
let searchable = null;
const prepareSearch = () => {
  searchable ||= everyDocument.map(doc =>
    fold(`${docs.title[doc]}\n${docs.abstract[doc]}\n${docs.id[doc]}`));
};

function wordsOf(query) {
  return fold(query).split(/\s+/).filter(Boolean);
}

function matcher(query) {
  const words = wordsOf(query);
  if (!words.length) return () => true;
  prepareSearch();
  return doc => words.every(word => searchable[doc].includes(word));
}

let shown = new Uint8Array(count).fill(1);
let shownDocuments = everyDocument;
// How many documents of each theme are shown.
let shownOfTheme = themes.map(row => row.size);

function applyFilters() {
  const matches = matcher(state.query);
  const { theme, source, from, to, status, selection } = state;
  const inYears = year => (from === null || (year !== null && year >= from))
    && (to === null || (year !== null && year <= to));
  shown = new Uint8Array(count);
  shownDocuments = everyDocument.filter(doc => {
    const shows = !excluded.has(doc)
      && (theme < 0 || docs.theme[doc] === theme)
      && (source < 0 || sourcesOf(doc).includes(source))
      && status.includes(docs.status[doc])
      && inYears(docs.year[doc])
      && (!selection || selection.has(doc))
      && matches(doc);
    shown[doc] = shows ? 1 : 0;
    return shows;
  });
  shownOfTheme = themes.map(() => 0);
  for (const doc of shownDocuments) if (docs.theme[doc] >= 0) shownOfTheme[docs.theme[doc]]++;
}
