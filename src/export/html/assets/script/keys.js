// The keyboard: on the map itself, and from anywhere on the page.
const STEP = 60;
const MAP_KEYS = {
  ArrowLeft: () => pan(STEP, 0),
  ArrowRight: () => pan(-STEP, 0),
  ArrowUp: () => pan(0, STEP),
  ArrowDown: () => pan(0, -STEP),
  "+": () => zoomBy(1.4),
  "=": () => zoomBy(1.4),
  "-": () => zoomBy(1 / 1.4),
  0: () => moveView(wholeMap()),
  l: () => setLasso(!lassoMode),
};

canvas.addEventListener("keydown", event => {
  const act = MAP_KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
});

const isTyping = element => element.matches("input:not([type=checkbox]), select, textarea");

addEventListener("keydown", event => {
  if (event.key === "/" && !isTyping(event.target)) {
    event.preventDefault();
    byId("query").focus();
  } else if (event.key === "z" && (event.ctrlKey || event.metaKey) && !isTyping(event.target) && state.edits.length) {
    event.preventDefault();
    undo(state.edits.length - 1);
  } else if (event.key === "Escape") {
    stepBack();
  }
});

// Undoes the innermost thing that is open.
function stepBack() {
  hideHover();
  if (lassoMode || lassoPath) {
    lassoPath = null;
    setLasso(false);
    requestDraw();
  } else if (state.form) change({ form: "" });
  else if (state.doc >= 0) change({ doc: -1 });
  else if (state.selection) change({ selection: null });
  else if (state.query) change({ query: "" });
  else if (state.theme >= 0) change({ theme: -1 });
  else moveView(wholeMap());
}
