// Mouse, pen and fingers on the map.
const pointers = new Map();
let pressed = null;
let lastPageScroll = -Infinity;

const at = event => {
  const box = canvas.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
};

function documentAt({ x, y }) {
  const place = toMap(x, y);
  return nearest(place.x, place.y, (pointRadius() + 6) / scale());
}

const themeNameAt = ({ x, y }) => namesDrawn.find(name =>
  x >= name.left && x <= name.left + name.width && y >= name.top && y <= name.top + name.height);

canvas.addEventListener("pointerdown", event => {
  if (event.button > 0) return;
  const point = at(event);
  canvas.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, point);
  hideHover();
  if (pointers.size > 1) {
    pressed = null;
    lassoPath = null;
  } else {
    pressed = { ...point, moved: false };
    if (lassoMode || event.shiftKey) lassoPath = [toMap(point.x, point.y)];
  }
});

canvas.addEventListener("pointermove", event => {
  const point = at(event);
  const before = pointers.get(event.pointerId);
  if (!before) return hover(point);
  if (pointers.size === 2) pinch(event.pointerId, before, point);
  pointers.set(event.pointerId, point);
  if (!pressed) return;
  if (Math.hypot(point.x - pressed.x, point.y - pressed.y) > 4) pressed.moved = true;
  if (!pressed.moved) return;
  if (lassoPath) {
    lassoPath.push(toMap(point.x, point.y));
    requestDraw();
  } else {
    board.classList.add("dragging");
    pan(point.x - before.x, point.y - before.y);
  }
});

function pinch(moving, before, after) {
  const [other] = [...pointers].filter(([id]) => id !== moving).map(([, point]) => point);
  const distance = point => Math.hypot(point.x - other.x, point.y - other.y) || 1;
  pan((after.x - before.x) / 2, (after.y - before.y) / 2);
  zoomAt((after.x + other.x) / 2, (after.y + other.y) / 2, distance(after) / distance(before));
}

function release(event) {
  if (!pointers.delete(event.pointerId)) return;
  board.classList.remove("dragging");
  const press = pressed;
  pressed = null;
  if (lassoPath) return endLasso();
  if (!press || press.moved || event.type === "pointercancel") return;
  const point = at(event);
  const name = themeNameAt(point);
  const doc = documentAt(point);
  if (name) openTheme(name.theme);
  else change({ doc });
}
canvas.addEventListener("pointerup", release);
canvas.addEventListener("pointercancel", release);
canvas.addEventListener("pointerleave", () => hideHover());
canvas.addEventListener("dblclick", event => {
  const { x, y } = at(event);
  zoomAt(x, y, 2);
});

addEventListener("scroll", () => { lastPageScroll = performance.now(); }, { passive: true });
canvas.addEventListener("wheel", event => {
  // A wheel that is scrolling the page past the map goes on doing so, and a map that is already
  // whole lets it.
  const scrollsPage = performance.now() - lastPageScroll < 250 || (event.deltaY > 0 && view.zoom === 1);
  if (scrollsPage && !event.ctrlKey) return;
  event.preventDefault();
  const { x, y } = at(event);
  const lines = event.deltaMode === 1 ? 16 : 1;
  zoomAt(x, y, 2 ** (-clamp(event.deltaY * lines, -240, 240) / (event.ctrlKey ? 80 : 240)));
}, { passive: false });

function hover(point) {
  const name = themeNameAt(point);
  const doc = name ? -1 : documentAt(point);
  board.classList.toggle("pointing", doc >= 0 || Boolean(name));
  if (doc < 0) return hideHover();
  const card = byId("hover");
  if (doc !== state.hovered) {
    card.replaceChildren(...hoverLines(doc));
    change({ hovered: doc });
  }
  card.hidden = false;
  const left = point.x + 16 + card.offsetWidth > size.width ? point.x - card.offsetWidth - 12 : point.x + 16;
  const top = point.y + 16 + card.offsetHeight > size.height ? point.y - card.offsetHeight - 12 : point.y + 16;
  card.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
}

function hideHover() {
  byId("hover").hidden = true;
  if (state.hovered >= 0) change({ hovered: -1 });
}
