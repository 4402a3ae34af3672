// The changes as the [decisions] of a thememap.toml: what the themes have become, not how. Themes
// are known by terms and documents as found, and by their new names once they have them.
const ANCHOR_TERMS = 5;
const ANCHOR_DOCUMENTS = 3;

const tomlText = text => `"${text.toWellFormed().replace(/[\\"\u0000-\u001f\u007f]/g, letter =>
  letter === "\\" || letter === '"' ? `\\${letter}` : `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
const tomlList = texts => `[${texts.map(tomlText).join(", ")}]`;

// The documents that show a theme best, of those that stay in it.
function anchorDocuments(theme) {
  const stays = doc => !moved.has(doc) && !excluded.has(doc);
  const best = themes[theme].exemplars.filter(stays);
  if (best.length) return best.slice(0, ANCHOR_DOCUMENTS);
  return foundMembers(theme).filter(stays).sort((a, b) => docs.score[b] - docs.score[a] || a - b).slice(0, ANCHOR_DOCUMENTS);
}

function anchor(theme) {
  const terms = themes[theme].keywords.slice(0, ANCHOR_TERMS);
  const exemplars = anchorDocuments(theme).map(doc => docs.id[doc]);
  const parts = [["terms", terms], ["exemplars", exemplars]].filter(([, texts]) => texts.length);
  return `{ ${parts.map(([key, texts]) => `${key} = ${tomlList(texts)}`).join(", ")} }`;
}

const isNamed = theme => isRenamed(theme) || partsOf(theme).length > 1;

function decision(kind, lines) {
  return [`[[decisions.${kind}]]`, ...lines.map(([key, value]) => `${key} = ${value}`), ""].join("\n");
}

function decisions() {
  const present = presentThemes();
  const merged = present.filter(theme => partsOf(theme).length > 1);
  const renamed = present.filter(theme => isRenamed(theme) && !merged.includes(theme));
  const strayed = [...moved].filter(([doc]) => !excluded.has(doc) && docs.theme[doc] !== partOf[found.theme[doc]]);
  const name = theme => tomlText(themes[theme].label);
  return [
    ...merged.map(theme => decision("merge", [
      ["themes", `[\n${partsOf(theme).map(part => `  ${anchor(part)},\n`).join("")}]`], ["name", name(theme)],
    ])),
    ...renamed.map(theme => decision("rename", [["theme", anchor(theme)], ["name", name(theme)]])),
    ...strayed.map(([doc]) => decision("move", [
      ["document", tomlText(docs.id[doc])],
      ["to", isNamed(docs.theme[doc]) ? `{ name = ${name(docs.theme[doc])} }` : anchor(docs.theme[doc])],
    ])),
    ...[...excluded].map(doc => decision("exclude", [["document", tomlText(docs.id[doc])]])),
  ];
}

const asToml = () => [
  "# What a reader changed in report.html. Add it to the thememap.toml of the run, and repeat the run\n# with --config thememap.toml, and --previous so that the other themes keep their names.\n",
  ...decisions(),
].join("\n");
