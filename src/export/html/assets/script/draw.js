// The map on its canvas: grey points behind, the shown ones over them, names on top.
const context = canvas.getContext("2d");
let fontFamily = "sans-serif";
let ink = {};
let pendingDraw = 0;
let namesDrawn = [];

function readColours() {
  const style = getComputedStyle(root);
  fontFamily = style.getPropertyValue("--text");
  const colour = name => style.getPropertyValue(name).trim();
  ink = { text: colour("--ink"), soft: colour("--soft"), surface: colour("--surface"), edge: colour("--edge"), accent: colour("--accent") };
}

function requestDraw() {
  pendingDraw ||= requestAnimationFrame(() => {
    pendingDraw = 0;
    draw();
  });
}

// Fewer documents and closer views have larger points.
const pointRadius = () => clamp(70 / Math.sqrt(count), 1.4, 4.5) * view.zoom ** 0.35;

// A point drawn once; stamping it is many times faster than drawing a circle each time.
function stamp(colour, radius, alpha, hollow) {
  const ratio = devicePixelRatio || 1;
  const side = Math.ceil((radius + 1.5) * 2 * ratio);
  const image = document.createElement("canvas");
  image.width = image.height = side;
  const brush = image.getContext("2d");
  brush.scale(ratio, ratio);
  brush.globalAlpha = alpha;
  brush.beginPath();
  brush.arc(side / 2 / ratio, side / 2 / ratio, hollow ? radius - 0.6 : radius, 0, 2 * Math.PI);
  if (hollow) {
    brush.lineWidth = Math.max(1.2, radius * 0.35);
    brush.strokeStyle = colour;
    brush.stroke();
  } else {
    brush.fillStyle = colour;
    brush.fill();
    brush.lineWidth = 0.7;
    brush.strokeStyle = ink.surface;
    brush.stroke();
  }
  return { image, half: side / 2 / ratio, side: side / ratio };
}

function draw() {
  const ratio = devicePixelRatio || 1;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  const radius = pointRadius();
  drawPoints(radius);
  drawMarked(radius);
  const taken = [toolsBox()];
  namesDrawn = placeThemeNames(context, size.width < 500 ? 12 : 13.5, taken);
  placeTitles(context, 12, radius, taken).forEach(drawTitle);
  [...namesDrawn].reverse().forEach(drawName);
  drawLasso(context);
}

function drawPoints(radius) {
  const stamps = new Map();
  const stampOf = (theme, hollow) => {
    const key = theme * 2 + (hollow ? 1 : 0);
    if (!stamps.has(key)) stamps.set(key, stamp(colourOf(theme), radius, 0.9, hollow));
    return stamps.get(key);
  };
  const faint = stamp(ink.edge, Math.max(1, radius * 0.7), 0.28, false);
  const unassigned = stamp(ink.edge, Math.max(1, radius * 0.75), 0.75, false);
  const unit = scale();
  const offsetX = size.width / 2 - view.x * unit;
  const offsetY = size.height / 2 - view.y * unit;
  const pass = (wanted, pick) => {
    for (const doc of everyDocument) {
      if (shown[doc] !== wanted) continue;
      const x = xs[doc] * unit + offsetX;
      const y = ys[doc] * unit + offsetY;
      if (!inView(x, y)) continue;
      const { image, half, side } = pick(doc);
      context.drawImage(image, x - half, y - half, side, side);
    }
  };
  if (shownDocuments.length < count) pass(0, () => faint);
  const pointed = state.pointedTheme;
  pass(1, doc => {
    const theme = docs.theme[doc];
    if (pointed >= 0 && theme !== pointed) return faint;
    return theme < 0 ? unassigned : stampOf(theme, statusOf(doc) === "b");
  });
}

function drawMarked(radius) {
  for (const doc of new Set([state.doc, state.hovered])) {
    if (doc < 0) continue;
    context.beginPath();
    context.arc(toScreenX(xs[doc]), toScreenY(ys[doc]), radius + 3.5, 0, 2 * Math.PI);
    context.lineWidth = 2.5;
    context.strokeStyle = doc === state.doc ? ink.accent : ink.text;
    context.stroke();
  }
}

function drawName({ theme, lines, left, top, width, height }) {
  const font = size.width < 500 ? 12 : 13.5;
  context.beginPath();
  context.roundRect(left, top, width, height, 7);
  context.globalAlpha = 0.88;
  context.fillStyle = ink.surface;
  context.fill();
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(left + 12, top + height / 2, 4, 0, 2 * Math.PI);
  context.fillStyle = colourOf(theme);
  context.fill();
  context.font = `650 ${font}px ${fontFamily}`;
  context.fillStyle = ink.text;
  context.textBaseline = "middle";
  lines.forEach((line, index) =>
    context.fillText(line, left + 21, top + 4.5 + font * 1.2 * (index + 0.5)));
}

function drawTitle({ text, left, top, height }) {
  context.font = `12px ${fontFamily}`;
  context.textBaseline = "middle";
  context.lineWidth = 3;
  context.lineJoin = "round";
  context.strokeStyle = ink.surface;
  context.strokeText(text, left, top + height / 2);
  context.fillStyle = ink.soft;
  context.fillText(text, left, top + height / 2);
}

// Where the buttons lie, so that no name is hidden behind them.
function toolsBox() {
  const tools = board.querySelector(".tools");
  return {
    left: tools.offsetLeft - 4, top: tools.offsetTop - 4,
    right: tools.offsetLeft + tools.offsetWidth + 4, bottom: tools.offsetTop + tools.offsetHeight + 4,
  };
}

function fitCanvas() {
  const ratio = devicePixelRatio || 1;
  size = { width: board.clientWidth || 1, height: board.clientHeight || 1 };
  canvas.width = Math.round(size.width * ratio);
  canvas.height = Math.round(size.height * ratio);
  // Setting the size clears the canvas, so it is drawn again at once.
  draw();
}
