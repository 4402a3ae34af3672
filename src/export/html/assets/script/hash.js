// The address keeps what is open, so that a view can be bookmarked and sent.
let remembering = 0;

function stateAsHash() {
  const parts = new URLSearchParams();
  if (state.theme >= 0) parts.set("theme", themes[state.theme].number);
  if (state.query) parts.set("q", state.query);
  if (state.source >= 0) parts.set("source", state.source + 1);
  if (state.from !== null) parts.set("from", state.from);
  if (state.to !== null) parts.set("to", state.to);
  if (state.status !== "cbu") parts.set("status", state.status);
  if (state.doc >= 0) parts.set("doc", docs.id[state.doc]);
  if (view.zoom > 1) parts.set("at", [view.x, view.y, view.zoom].map(value => value.toFixed(4)).join(" "));
  return parts.toString();
}

function rememberSoon() {
  clearTimeout(remembering);
  remembering = setTimeout(() => {
    const hash = stateAsHash();
    const isAnchor = location.hash && !location.hash.includes("=");
    if (hash || !isAnchor) history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }, 200);
}

// Opens what the address names; whatever in it makes no sense is passed over.
function restore() {
  if (!location.hash.includes("=")) return;
  const parts = new URLSearchParams(location.hash.slice(1));
  const whole = name => /^-?\d+$/.test(parts.get(name) ?? "") ? Number(parts.get(name)) : null;
  const source = (whole("source") ?? 0) - 1;
  change({
    ...nothingChosen(),
    theme: themes.findIndex(row => row.number === whole("theme")),
    query: parts.get("q") ?? "",
    source: source < sources.length ? source : -1,
    from: whole("from"),
    to: whole("to"),
    status: parts.has("status") ? [..."cbu"].filter(letter => parts.get("status").includes(letter)).join("") : "cbu",
    doc: parts.has("doc") ? docs.id.indexOf(parts.get("doc")) : -1,
  });
  const [x, y, zoom] = (parts.get("at") ?? "").split(" ").map(Number);
  if (zoom > 0 && Number.isFinite(x + y)) moveView({ x, y, zoom });
  else if (state.theme >= 0) zoomTo(themeMembers[state.theme]);
}
