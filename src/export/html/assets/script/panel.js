// The panel beside the map: the list of themes, or the theme, document or selection that is open.
const panel = byId("panel");

function openTheme(theme) {
  change({ theme, doc: -1, selection: null });
  zoomTo(themeMembers[theme]);
}

function openDocument(doc) {
  change({ doc });
  const x = toScreenX(xs[doc]);
  const y = toScreenY(ys[doc]);
  if (x < 0 || y < 0 || x > size.width || y > size.height) moveView({ ...view, x: xs[doc], y: ys[doc] });
}

function showPanel() {
  const hadFocus = panel.contains(document.activeElement);
  const content = state.doc >= 0 ? documentPage(state.doc)
    : state.selection ? selectionPage()
    : state.theme >= 0 ? themePage(state.theme)
    : themeList();
  panel.replaceChildren(...content);
  panel.scrollTop = 0;
  // What had the focus is gone; the panel keeps it so that the keyboard does not start over.
  const field = panel.querySelector("form :is(input, select)");
  if (field || hadFocus) (field || panel.querySelector("button") || panel).focus({ preventScroll: true });
  if (field?.select) field.select();
}

const back = (text, patch) => button(`← ${text}`, () => change(patch), { class: "text back" });
const documentButton = doc => button(phrase(heading(doc)), () => openDocument(doc), { class: "text" });
const list = items => element("ul", {}, ...items.map(item => element("li", {}, ...[item].flat())));

function facts(pairs) {
  return element("dl", {}, ...pairs.filter(([, value]) => value !== "").flatMap(([name, value]) =>
    [element("dt", {}, name), element("dd", {}, value)]));
}

// A theme's name; that of an unstable one says so.
function nameOf(row) {
  if (!row.unstable) return phrase(row.label);
  return element("span", {}, phrase(row.label), element("span", { class: "soft" }, " unstable"));
}

function themeList() {
  const entries = presentThemes().map(theme => {
    const row = themes[theme];
    const made = button("", () => openTheme(theme), shownOfTheme[theme] ? {} : { class: "none" });
    made.append(dot(theme), nameOf(row), element("span", { class: "soft" }, number(isFiltered() ? shownOfTheme[theme] : row.size)));
    const point = pointedTheme => () => change({ pointedTheme });
    made.addEventListener("pointerenter", point(theme));
    made.addEventListener("pointerleave", point(-1));
    made.addEventListener("focus", point(theme));
    made.addEventListener("blur", point(-1));
    return element("li", {}, made);
  });
  return [
    element("h3", {}, plural(entries.length, "theme")),
    element("p", { class: "soft" }, `Filled points are sure of their theme, rings lie between two, grey points are in none.${themes.some(row => row.unstable) ? " Light names: unstable themes." : ""}`),
    element("ul", { class: "theme-list" }, ...entries),
  ];
}

function themePage(theme) {
  const row = themes[theme];
  const [share, stability, cohesion, silhouette, meanYear] = row.figures;
  const parts = partsOf(theme).map(part => themes[part]);
  const keywords = [...new Set(parts.flatMap(part => part.keywords))].slice(0, 10);
  const figures = isRecut(theme)
    ? [["Documents", number(row.size)]]
    : [["Documents", `${number(row.size)} (${share})`], ["Stability", stability], ["Cohesion", cohesion], ["Silhouette", silhouette], ["Mean year", meanYear]];
  const neighbours = row.neighbours.filter(([other]) => partOf[other] !== theme && !isGone(other));
  return [
    back("All themes", { theme: -1 }),
    themeHeading(theme),
    element("p", {}, ...keywords.flatMap((word, index) => index ? [", ", phrase(word)] : [phrase(word)])),
    facts([["Given as", row.given ? phrase(row.given) : ""], ...figures]),
    themeTools(theme),
    element("h4", {}, "Documents that show it best"),
    list(parts.flatMap(part => part.exemplars).filter(doc => docs.theme[doc] === theme).map(documentButton)),
    ...timeline(theme),
    ...(neighbours.length ? [element("h4", {}, "Nearest themes"), list(neighbours.map(([other, cosine]) =>
      [dot(other), button(phrase(themes[other].label), () => openTheme(other), { class: "text" }),
        element("span", { class: "soft" }, ` ${figure(cosine, 2)}`)]))] : []),
  ];
}

function themeLink(theme) {
  if (theme < 0) return "none";
  const made = element("span", {}, dot(theme));
  made.append(button(phrase(themes[theme].label), () => openTheme(theme), { class: "text" }));
  return made;
}

function documentPage(doc) {
  const address = addressOf(docs.id[doc]);
  const abstract = docs.abstract[doc];
  return [
    back(state.selection ? "Selection" : state.theme >= 0 ? "Theme" : "All themes", { doc: -1 }),
    element("h3", {}, marked(heading(doc))),
    facts([
      ["Theme", themeLink(docs.theme[doc])],
      ...(moved.has(doc) ? [["Status", "moved here by you"]] : [
        ["Status", STATUS[statusOf(doc)]],
        ["Score", `${figure(docs.score[doc], 3)}, margin ${figure(docs.margin[doc], 3)}`],
        ["Second", docs.second[doc] >= 0 ? themeLink(docs.second[doc]) : ""],
        ["Why", why(doc).join(", ")],
      ]),
      ["Year", docs.year[doc] === null ? "" : String(docs.year[doc])],
      ["Source", phrase(sourceNames(doc))],
      ["Id", address
        ? element("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, docs.id[doc])
        : phrase(docs.id[doc])],
    ]),
    documentTools(doc),
    ...(abstract ? [element("h4", {}, "Abstract"), element("p", { class: "abstract", dir: "auto" }, marked(abstract))] : []),
  ];
}

// Where a paper can be read, for ids that are a DOI or an arXiv number; else nothing.
function addressOf(id) {
  const doi = /^(?:doi:)?(10\.\d{4,9}\/[\w.;()/:-]+)$/i.exec(id);
  if (doi) return `https://doi.org/${encodeURI(doi[1])}`;
  const arxiv = /^(?:arxiv:)?(\d{4}\.\d{4,5}(?:v\d+)?)$/i.exec(id);
  return arxiv ? `https://arxiv.org/abs/${arxiv[1]}` : null;
}

function selectionPage() {
  const chosen = shownDocuments;
  const papers = new Map();
  for (const doc of chosen) papers.set(docs.theme[doc], (papers.get(docs.theme[doc]) || 0) + 1);
  const parts = [...papers].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return [
    back("Give up the selection", { selection: null }),
    element("h3", {}, `${plural(chosen.length, "document")} selected`),
    element("div", { class: "actions" }, button("Export as CSV", () => exportCsv(chosen))),
    list(parts.map(([theme, papersHere]) => [dot(theme), theme < 0 ? "no theme" : phrase(themes[theme].label), element("span", { class: "soft" }, ` ${number(papersHere)}`)])),
    element("h4", {}, "Documents"),
    list(chosen.slice(0, 100).map(documentButton)),
    ...(chosen.length > 100 ? [element("p", { class: "soft" }, "The table below has the rest.")] : []),
  ];
}

function hoverLines(doc) {
  const theme = docs.theme[doc];
  const label = theme < 0 ? "in no theme" : themes[theme].label;
  const second = statusOf(doc) === "b" && docs.second[doc] >= 0 ? [element("span", {}, "near ", phrase(themes[docs.second[doc]].label))] : [];
  return [
    element("b", {}, phrase(heading(doc))),
    element("span", {}, dot(theme), phrase(label), ` · score ${figure(docs.score[doc], 2)}`),
    ...second,
    ...(docs.why[doc].length ? [element("span", {}, phrase(why(doc).join(", ")))] : []),
  ];
}
