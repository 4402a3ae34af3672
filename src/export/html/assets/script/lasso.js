// Selecting by drawing round documents.
let lassoMode = false;
let lassoPath = null;

function setLasso(on) {
  lassoMode = on;
  byId("lasso").setAttribute("aria-pressed", String(on));
  board.classList.toggle("lasso", on);
}

function drawLasso(context) {
  if (!lassoPath || lassoPath.length < 2) return;
  context.beginPath();
  for (const { x, y } of lassoPath) context.lineTo(toScreenX(x), toScreenY(y));
  context.closePath();
  context.globalAlpha = 0.12;
  context.fillStyle = ink.accent;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 2;
  context.strokeStyle = ink.accent;
  context.stroke();
}

// Whether a place lies within a closed path: a ray from it crosses the path an odd number of times.
function within(path, x, y) {
  let inside = false;
  for (let index = 0, before = path.length - 1; index < path.length; before = index++) {
    const a = path[index];
    const b = path[before];
    if ((a.y > y) !== (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

function endLasso() {
  const path = lassoPath;
  lassoPath = null;
  setLasso(false);
  requestDraw();
  if (!path || path.length < 3) return;
  const selection = new Set();
  const column = key => path.map(point => point[key]);
  visitWithin(least(column("x")), least(column("y")), most(column("x")), most(column("y")), doc => {
    if (shown[doc] && within(path, xs[doc], ys[doc])) selection.add(doc);
  });
  if (selection.size) change({ selection, doc: -1 });
}
