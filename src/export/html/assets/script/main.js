// Everything shown follows from the state; here is what follows from what.
followers.push(
  ({ differs }) => {
    if (!differs("edits")) return;
    replay();
    drawingOrder = inDrawingOrder();
    fillThemes();
    showEdits();
  },
  ({ filtered }) => { if (filtered) applyFilters(); },
  () => requestDraw(),
  ({ filtered, differs }) => { if (filtered || differs("doc") || differs("form")) showPanel(); },
  ({ filtered, differs }) => { if (filtered || differs("doc")) showControls(); },
  ({ filtered, differs }) => {
    if (filtered || ["sort", "descending", "page"].some(differs)) showTable();
  },
  ({ filtered, differs }) => { if (filtered || differs("doc")) rememberSoon(); },
);

root.classList.add("js");
readColours();
startControls();
startTable();
startEditing();
showPanel();
showControls();
showTable();
new ResizeObserver(fitCanvas).observe(board);
fitCanvas();
restore();
addEventListener("hashchange", restore);
darkScreen.addEventListener("change", () => {
  readColours();
  requestDraw();
});
