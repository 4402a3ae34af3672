// Changing themes and documents in the panel, and the list of changes below the map.
let savedEdits = [];

// A form of the panel: a field, a button that does it, and a way out.
function form(label, field, verb, submit) {
  const fault = element("p", { class: "fault", role: "alert" });
  const made = element("form", { class: "edit" },
    element("label", {}, label, field), fault,
    element("div", { class: "actions" },
      element("button", { type: "submit" }, verb), button("Cancel", () => change({ form: "" }))));
  made.addEventListener("submit", event => {
    event.preventDefault();
    fault.textContent = submit() ?? "";
  });
  return made;
}

function choiceOfThemes(without) {
  return element("select", {}, ...presentThemes().filter(theme => theme !== without).map(theme =>
    element("option", { value: String(theme), dir: "auto" }, `${themes[theme].number} ${themes[theme].label}`)));
}

const opens = (text, name) => button(text, () => change({ form: name }));

// The heading of a theme, or the field in its place in which it is renamed.
function themeHeading(theme) {
  const row = themes[theme];
  if (state.form !== "rename") return element("h3", {}, dot(theme), `${row.number} `, phrase(row.label));
  const field = element("input", { type: "text", value: row.label, dir: "auto", autocomplete: "off" });
  return form(`Name of theme ${row.number}`, field, "Rename", () => {
    const name = field.value.trim().replace(/\s+/g, " ");
    if (name === row.label) return change({ form: "" });
    const fault = nameFault(theme, name);
    if (!fault) edit({ kind: "rename", theme, name });
    return fault;
  });
}

function themeTools(theme) {
  if (state.form === "merge") {
    const field = choiceOfThemes(theme);
    const near = themes[theme].neighbours.find(([other]) => partOf[other] !== theme);
    if (near) field.value = String(partOf[near[0]]);
    return form("Merge into", field, "Merge", () => {
      const into = Number(field.value);
      edit({ kind: "merge", theme, into }, { theme: into });
    });
  }
  if (state.form) return "";
  return element("div", { class: "actions" }, opens("Rename", "rename"),
    ...(presentThemes().length > 1 ? [opens("Merge…", "merge")] : []));
}

function documentTools(doc) {
  if (state.form === "move") {
    const field = choiceOfThemes(docs.theme[doc]);
    if (docs.second[doc] >= 0) field.value = String(docs.second[doc]);
    return form("Move to", field, "Move", () => edit({ kind: "move", doc, to: Number(field.value) }));
  }
  return element("div", { class: "actions" },
    ...(presentThemes().length > 1 || docs.theme[doc] < 0 ? [opens("Move…", "move")] : []),
    button("Leave out", () => edit({ kind: "exclude", doc }, { doc: -1 })));
}

function showEdits() {
  const box = byId("edits");
  const hadFocus = box.contains(document.activeElement);
  box.hidden = !state.edits.length;
  byId("edits-count").textContent = state.edits.length ? `Your changes: ${number(state.edits.length)}` : "No changes";
  byId("edits-list").replaceChildren(...state.edits.map((made, index) => {
    const text = EDITS[made.kind](made);
    return element("li", {}, phrase(text), " ", button("Undo", () => undo(index), { class: "text", "aria-label": `Undo: ${text}` }));
  }));
  byId("edits-toml").textContent = asToml();
  byId("edits-copied").textContent = "";
  if (hadFocus) (byId("edits-list").querySelector("li:last-child button") || panel).focus({ preventScroll: true });
  for (const label of document.querySelectorAll(".label[data-theme]")) {
    const theme = themes.findIndex(row => String(row.number) === label.dataset.theme);
    label.closest("tr").hidden = isGone(theme);
    label.querySelector("button").replaceChildren(phrase(themes[theme].label));
  }
}

async function copyToml() {
  const text = byId("edits-toml");
  try {
    await navigator.clipboard.writeText(text.textContent);
    byId("edits-copied").textContent = "Copied.";
    savedEdits = state.edits;
  } catch {
    // Where the browser forbids it the reader copies by hand.
    text.closest("details").open = true;
    getSelection().selectAllChildren(text);
    byId("edits-copied").textContent = "Press Ctrl+C to copy.";
  }
}

function startEditing() {
  byId("edits-save").addEventListener("click", () => {
    download("thememap.toml", asToml(), "application/toml");
    savedEdits = state.edits;
  });
  byId("edits-copy").addEventListener("click", copyToml);
  addEventListener("beforeunload", event => {
    if (state.edits.length && state.edits !== savedEdits) event.preventDefault();
  });
}
