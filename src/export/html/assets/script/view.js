// The part of the map on screen: its centre in map units, and how many times it is enlarged.
const MOST_ZOOM = 60;
const canvas = byId("canvas");
const board = byId("board");

const least = values => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = values => values.reduce((a, b) => Math.max(a, b), -Infinity);
const extent = count
  ? { left: least(xs), right: most(xs), top: least(ys), bottom: most(ys) }
  : { left: 0, right: 1, top: 0, bottom: 1 };
const wholeMap = () => ({
  x: (extent.left + extent.right) / 2, y: (extent.top + extent.bottom) / 2, zoom: 1,
});

let view = wholeMap();
let size = { width: 1, height: 1 };

// Pixels to one map unit.
function scale() {
  const margin = Math.min(56, size.width / 8);
  const across = (size.width - 2 * margin) / Math.max(extent.right - extent.left, 0.01);
  const down = (size.height - 2 * margin) / Math.max(extent.bottom - extent.top, 0.01);
  return Math.max(1, Math.min(across, down)) * view.zoom;
}

const toScreenX = x => (x - view.x) * scale() + size.width / 2;
const toScreenY = y => (y - view.y) * scale() + size.height / 2;
const toMap = (screenX, screenY) => ({
  x: (screenX - size.width / 2) / scale() + view.x,
  y: (screenY - size.height / 2) / scale() + view.y,
});

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

function moveView(next) {
  view = {
    x: clamp(next.x, extent.left, extent.right),
    y: clamp(next.y, extent.top, extent.bottom),
    zoom: clamp(next.zoom, 1, MOST_ZOOM),
  };
  if (view.zoom === 1) view = wholeMap();
  board.classList.toggle("zoomed", view.zoom > 1);
  requestDraw();
  rememberSoon();
}

const pan = (dx, dy) => moveView({ ...view, x: view.x - dx / scale(), y: view.y - dy / scale() });

// Zooms so that the place under a point of the screen stays there.
function zoomAt(screenX, screenY, factor) {
  const fixed = toMap(screenX, screenY);
  const zoom = clamp(view.zoom * factor, 1, MOST_ZOOM);
  const change = view.zoom / zoom;
  moveView({ x: fixed.x + (view.x - fixed.x) * change, y: fixed.y + (view.y - fixed.y) * change, zoom });
}

const zoomBy = factor => zoomAt(size.width / 2, size.height / 2, factor);

// Shows some documents as large as they fit.
function zoomTo(members) {
  if (!members.length) return;
  const values = column => members.map(doc => column[doc]).sort((a, b) => a - b);
  const span = sorted => {
    // A few strays should not make the rest small.
    const low = sorted[Math.floor(sorted.length * 0.03)];
    const high = sorted[Math.ceil(sorted.length * 0.97) - 1];
    return { middle: (low + high) / 2, width: Math.max(high - low, 0.02) };
  };
  const across = span(values(xs));
  const down = span(values(ys));
  const unit = scale() / view.zoom;
  const zoom = 0.7 * Math.min(size.width / across.width, size.height / down.width) / unit;
  moveView({ x: across.middle, y: down.middle, zoom: Math.min(zoom, 12) });
}
