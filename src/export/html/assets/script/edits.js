// What the reader changes: a list in the state, replayed over what was found whenever it changes.
// Changes name themes as they were found, so that any of them can be taken back by itself.
const found = {
  theme: [...docs.theme], second: [...docs.second], status: docs.status,
  themes: themes.map(({ label, size, years }) => ({ label, size, years })),
};
const foundMembers = theme => everyDocument.filter(doc => found.theme[doc] === theme);

// For each theme the one that it is now part of: itself, unless it was merged.
let partOf = themes.map((_, theme) => theme);
let moved = new Map();
let excluded = new Set();

const isGone = theme => partOf[theme] !== theme;
const presentThemes = () => themes.map((_, theme) => theme).filter(theme => !isGone(theme));
// The themes as found that one consists of, itself first.
const partsOf = theme => [theme, ...partOf.flatMap((whole, part) => whole === theme && part !== theme ? [part] : [])];
const isRenamed = theme => themes[theme].label !== found.themes[theme].label;
// Whether other documents are in it than were found.
const isRecut = theme => partsOf(theme).length > 1
  || [...moved.keys(), ...excluded].some(doc => docs.theme[doc] === theme || partOf[found.theme[doc]] === theme);
const remaining = () => count - excluded.size;

function replay() {
  partOf = themes.map((_, theme) => theme);
  moved = new Map();
  excluded = new Set();
  const names = found.themes.map(row => row.label);
  for (const edit of state.edits) {
    if (edit.kind === "rename") names[partOf[edit.theme]] = edit.name;
    else if (edit.kind === "merge") {
      const [gone, kept] = [partOf[edit.theme], partOf[edit.into]];
      partOf = partOf.map(whole => whole === gone ? kept : whole);
    } else if (edit.kind === "move") moved.set(edit.doc, edit.to);
    else excluded.add(edit.doc);
  }
  const wholeOf = theme => theme < 0 ? -1 : partOf[theme];
  const home = doc => excluded.has(doc) ? -1 : wholeOf(moved.get(doc) ?? found.theme[doc]);
  docs.theme = everyDocument.map(home);
  docs.second = found.second.map((theme, doc) => wholeOf(theme) === docs.theme[doc] ? -1 : wholeOf(theme));
  docs.status = [...found.status].map((status, doc) => moved.has(doc) && status === "u" ? "b" : status);
  themes.forEach((row, theme) => Object.assign(row, { label: names[theme], size: 0, years: [] }));
  const years = themes.map(() => new Map());
  const add = (theme, year, papers) => {
    if (year !== null) years[theme].set(year, (years[theme].get(year) || 0) + papers);
  };
  found.themes.forEach((row, theme) => {
    themes[partOf[theme]].size += row.size;
    for (const [year, papers] of row.years) add(partOf[theme], year, papers);
  });
  for (const doc of new Set([...moved.keys(), ...excluded])) {
    for (const [theme, papers] of [[wholeOf(found.theme[doc]), -1], [docs.theme[doc], 1]]) {
      if (theme < 0) continue;
      themes[theme].size += papers;
      add(theme, docs.year[doc], papers);
    }
  }
  themes.forEach((row, theme) => { row.years = [...years[theme]].filter(([, papers]) => papers > 0).sort((a, b) => a[0] - b[0]); });
  arrange();
}

// Makes a change, and leaves what is no longer there.
function edit(made, patch = {}) {
  change({ edits: [...state.edits, made], form: "", ...patch });
}

function undo(index) {
  change({ edits: state.edits.filter((_, place) => place !== index), form: "" });
}

const quoted = text => `“${text}”`;
const themeAsFound = theme => `theme ${themes[theme].number} ${quoted(found.themes[theme].label)}`;

// What a change does, in words.
const EDITS = {
  rename: ({ theme, name }) => `Call ${themeAsFound(theme)} ${quoted(name)}`,
  merge: ({ theme, into }) => `Merge ${themeAsFound(theme)} into ${themeAsFound(into)}`,
  move: ({ doc, to }) => `Move ${quoted(heading(doc))} to ${themeAsFound(to)}`,
  exclude: ({ doc }) => `Leave out ${quoted(heading(doc))}`,
};

// Why a theme cannot have a name; nothing when it can.
function nameFault(theme, name) {
  if (!name) return "A theme needs a name.";
  if ([...name].length > 60) return "A name has at most 60 characters.";
  const isTaken = presentThemes().some(other => other !== theme && fold(themes[other].label) === fold(name));
  return isTaken ? "Another theme has this name; merge the two instead." : "";
}
