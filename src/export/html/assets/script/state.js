// What the reader has chosen. `change` is the only way to alter it; everything shown follows.
const nothingChosen = () => ({
  query: "", theme: -1, source: -1, from: null, to: null, status: "cbu",
  doc: -1, selection: null,
});
let state = { ...nothingChosen(), edits: [], form: "", hovered: -1, pointedTheme: -1, sort: "", descending: false, page: 0 };
const followers = [];

const FILTERS = ["query", "theme", "source", "from", "to", "status", "selection"];

function change(patch) {
  const before = state;
  state = { ...state, ...patch };
  const differs = key => !Object.is(before[key], state[key]);
  const filtered = differs("edits") || FILTERS.some(differs);
  // A form belongs to what was open.
  if (["theme", "doc", "selection"].some(differs) && !("form" in patch)) state.form = "";
  if (filtered && !("page" in patch)) state.page = 0;
  const changed = { filtered, differs };
  for (const follow of followers) follow(changed);
}

const isFiltered = () => {
  const empty = nothingChosen();
  return FILTERS.some(key => state[key] !== empty[key]);
};
