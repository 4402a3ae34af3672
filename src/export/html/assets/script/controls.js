// The filters above the map, the buttons on it, and the line that counts what is shown.
const fill = (select, all, choices) => select.replaceChildren(
  element("option", { value: "-1" }, all),
  ...choices.map(([value, name]) => element("option", { value: String(value), dir: "auto" }, name)));
const fillThemes = () => fill(byId("theme"), "All themes",
  presentThemes().map(theme => [theme, `${themes[theme].number} ${themes[theme].label}`]));

function startControls() {
  fillThemes();
  fill(byId("source"), "All sources", sources.map((name, source) => [source, name]));
  byId("source").parentElement.hidden = sources.length < 2;

  const known = docs.year.filter(year => year !== null);
  byId("from").closest("fieldset").hidden = !known.length;
  if (known.length) {
    byId("from").placeholder = least(known);
    byId("to").placeholder = most(known);
  }

  const year = input => input.value.trim() === "" || Number.isNaN(input.valueAsNumber) ? null : input.valueAsNumber;
  byId("query").addEventListener("focus", prepareSearch);
  byId("query").addEventListener("input", event => change({ query: event.target.value }));
  byId("theme").addEventListener("change", event => {
    const theme = Number(event.target.value);
    if (theme >= 0) openTheme(theme);
    else change({ theme });
  });
  byId("source").addEventListener("change", event => change({ source: Number(event.target.value) }));
  byId("from").addEventListener("input", event => change({ from: year(event.target) }));
  byId("to").addEventListener("input", event => change({ to: year(event.target) }));
  for (const box of statusBoxes()) {
    box.addEventListener("change", () => change({
      status: statusBoxes().filter(other => other.checked).map(other => other.value).join(""),
    }));
  }
  byId("clear").addEventListener("click", () => {
    change(nothingChosen());
    moveView(wholeMap());
  });
  byId("zoom-in").addEventListener("click", () => zoomBy(1.6));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.6));
  byId("zoom-all").addEventListener("click", () => moveView(wholeMap()));
  byId("lasso").addEventListener("click", () => setLasso(!lassoMode));
  for (const label of document.querySelectorAll(".label[data-theme]")) {
    const theme = themes.findIndex(row => String(row.number) === label.dataset.theme);
    label.replaceChildren(button(phrase(themes[theme].label), () => {
      openTheme(theme);
      byId("live").scrollIntoView({ block: "start" });
    }, { class: "text" }));
  }
}

const statusBoxes = () => [...document.querySelectorAll("input[name=status]")];

// Shows the filters as they stand, however they were set.
function showControls() {
  const set = (id, value) => {
    const input = byId(id);
    if (input.value !== value) input.value = value;
  };
  set("query", state.query);
  set("theme", String(state.theme));
  set("source", String(state.source));
  // A year that is being typed is left alone.
  for (const id of ["from", "to"]) if (document.activeElement !== byId(id)) set(id, String(state[id] ?? ""));
  for (const box of statusBoxes()) box.checked = state.status.includes(box.value);
  byId("clear").disabled = !isFiltered() && state.doc < 0;
  byId("count").textContent = isFiltered()
    ? `${number(shownDocuments.length)} of ${plural(remaining(), "document")} shown`
    : `${plural(remaining(), "document")} shown`;
}
