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
    // A rim keeps neighbours apart; on the smallest points it would be all there is.
    if (radius > 2.5) {
      brush.lineWidth = 0.7;
      brush.strokeStyle = ink.surface;
      brush.stroke();
    }
  }
  return { image, half: side / 2 / ratio };
}

// The points as last drawn, and what they showed then: most frames only move a mark or a name.
const pointsLayer = document.createElement("canvas");
let drawnPoints = {};
let namesTaken = [];

function draw() {
  const ratio = devicePixelRatio || 1;
  const radius = pointRadius();
  const wanted = { view, size, shown, ink, ratio, pointed: state.pointedTheme, theme: state.theme };
  if (Object.keys(wanted).some(key => wanted[key] !== drawnPoints[key])) {
    drawnPoints = wanted;
    pointsLayer.width = canvas.width;
    pointsLayer.height = canvas.height;
    const brush = pointsLayer.getContext("2d");
    brush.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawGlow(brush);
    drawPoints(brush, radius);
    namesTaken = [toolsBox()];
    namesDrawn = placeThemeNames(context, radius, namesTaken);
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(pointsLayer, 0, 0);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawMarked(radius);
  placeTitles(context, 12, radius, [...namesTaken]).forEach(drawTitle);
  [...namesDrawn].reverse().forEach(drawName);
  drawLasso(context);
}

// Theme by theme, the largest beneath, so that the brush changes its colour but rarely.
const inDrawingOrder = () => [...everyDocument].sort((a, b) => docs.theme[a] - docs.theme[b] || a - b);
let drawingOrder = inDrawingOrder();

function drawPoints(brush, radius) {
  const look = (colour, size, alpha, hollow) => {
    const half = Math.max(1, radius * size);
    return { colour, half, alpha: hollow ? alpha * 0.6 : alpha, stamp: stamp(colour, half, alpha, hollow) };
  };
  const faint = look(ink.edge, 0.7, 0.28, false);
  const unassigned = look(ink.edge, 0.75, 0.75, false);
  const ofTheme = themes.map((_, theme) => ({
    c: look(colourOf(theme), 1, 0.9, false), b: look(colourOf(theme), 1, 0.9, true),
  }));
  const unit = scale();
  const offsetX = size.width / 2 - view.x * unit;
  const offsetY = size.height / 2 - view.y * unit;
  // The smallest points are squares, which nobody can tell and which are drawn much faster; a
  // crowd of them is see-through, so that it is darkest where it is densest.
  const square = radius < 2;
  let last = null;
  const put = (doc, { colour, half, alpha, stamp }) => {
    const x = xs[doc] * unit + offsetX;
    const y = ys[doc] * unit + offsetY;
    if (!inView(x, y)) return;
    if (!square) {
      brush.drawImage(stamp.image, x - stamp.half, y - stamp.half, 2 * stamp.half, 2 * stamp.half);
      return;
    }
    if (stamp !== last) {
      brush.fillStyle = colour;
      brush.globalAlpha = alpha * 0.55;
      last = stamp;
    }
    brush.fillRect(x - half, y - half, 2 * half, 2 * half);
  };
  const isFaint = doc => !shown[doc] || (state.pointedTheme >= 0 && docs.theme[doc] !== state.pointedTheme);
  for (const doc of drawingOrder) if (isFaint(doc)) put(doc, faint);
  for (const doc of drawingOrder) {
    if (!isFaint(doc)) put(doc, ofTheme[docs.theme[doc]]?.[statusOf(doc)] ?? unassigned);
  }
}

// A soft light of its colour under each theme, from a few of its members: many faint lights
// would lose their colour to rounding.
const GLOWING = 24;

function drawGlow(brush) {
  const radius = clamp(180 / Math.sqrt(themes.length), 22, 46) * view.zoom ** 0.5;
  const strength = darkScreen.matches ? 0.4 : 0.3;
  themeMembers.forEach((members, theme) => {
    if (state.pointedTheme >= 0 && state.pointedTheme !== theme) return;
    const step = Math.max(1, members.length / GLOWING);
    const lit = [];
    for (let at = 0; at < members.length; at += step) lit.push(members[Math.floor(at)]);
    const light = glow(colourOf(theme), radius, strength / Math.sqrt(Math.max(lit.length, 9)));
    for (const doc of lit) {
      const x = toScreenX(xs[doc]);
      const y = toScreenY(ys[doc]);
      const near = x > -radius && y > -radius && x < size.width + radius && y < size.height + radius;
      if (shown[doc] && near) brush.drawImage(light, x - radius, y - radius, 2 * radius, 2 * radius);
    }
  });
}

function glow(colour, radius, alpha) {
  const image = document.createElement("canvas");
  const side = image.width = image.height = Math.ceil(2 * radius);
  const brush = image.getContext("2d");
  const light = brush.createRadialGradient(side / 2, side / 2, 0, side / 2, side / 2, side / 2);
  light.addColorStop(0, colour);
  light.addColorStop(1, `${colour}00`);
  brush.globalAlpha = alpha;
  brush.fillStyle = light;
  brush.fillRect(0, 0, side, side);
  return image;
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

function drawName({ theme, lines, left, top, width }) {
  const line = nameFont() * 1.2;
  context.font = nameStyle(theme);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 5;
  context.strokeStyle = ink.surface;
  context.fillStyle = legible(colourOf(theme));
  const write = (text, index, how) => context[how](text, left + width / 2, top + line * (index + 0.5));
  lines.forEach((text, index) => write(text, index, "strokeText"));
  lines.forEach((text, index) => write(text, index, "fillText"));
  context.textAlign = "start";
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
