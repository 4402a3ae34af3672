// Names on the map. The largest themes are placed first; a name that would cover another waits
// until there is room, so zooming in brings out more.
const LABEL_WIDTH = 22;
const TITLES_FROM_ZOOM = 5;
const MOST_POINTS = 150;
const MOST_COST = 1.2;

let themeMembers, themePlaces, themesBySize;
// Where a theme is densest: the busiest of coarse cells, counted with its neighbours. Members
// far from there would pull a mean or a median to a place where the theme is not.
const COARSE = 24;

function densestPlace(members) {
  const counts = new Map();
  // Rows are two longer than they need be, so that no neighbour is a cell of another row.
  const key = (column, row) => row * (COARSE + 2) + column;
  const cell = value => Math.min(COARSE - 1, Math.floor(value * COARSE));
  for (const doc of members) {
    const home = key(cell(xs[doc]), cell(ys[doc]));
    counts.set(home, (counts.get(home) || 0) + 1);
  }
  let best = { weight: -1 };
  for (let row = 0; row < COARSE; row++) {
    for (let column = 0; column < COARSE; column++) {
      let weight = counts.get(key(column, row)) || 0;
      if (!weight) continue;
      for (const down of [-1, 0, 1]) {
        for (const across of [-1, 0, 1]) weight += counts.get(key(column + across, row + down)) || 0;
      }
      if (weight > best.weight) best = { weight, column, row };
    }
  }
  return { x: (best.column + 0.5) / COARSE, y: (best.row + 0.5) / COARSE };
}

// The heart of each theme: its middle, and where it begins and ends on either axis.
function heartOf(members) {
  if (!members.length) return null;
  const dense = densestPlace(members);
  const reach = 1.6 / COARSE;
  const near = members.filter(doc => Math.abs(xs[doc] - dense.x) < reach && Math.abs(ys[doc] - dense.y) < reach);
  const across = near.map(doc => xs[doc]);
  const down = near.map(doc => ys[doc]);
  const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    x: mean(across), y: mean(down),
    left: least(across), right: most(across), top: least(down), bottom: most(down),
  };
}

// What follows from who is in which theme.
function arrange() {
  themeMembers = themes.map(() => []);
  for (const doc of everyDocument) if (docs.theme[doc] >= 0) themeMembers[docs.theme[doc]].push(doc);
  themePlaces = themeMembers.map(heartOf);
  themesBySize = themes.map((_, theme) => theme)
    .sort((a, b) => themes[b].size - themes[a].size || a - b);
}
arrange();

// Breaks a name into lines of about equal length.
function linesOf(name, width) {
  const lines = [];
  for (const word of name.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const cut = (text, longest) => text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// Takes the first of some middles at which a box is free and on the board.
function place(taken, middles, width, height) {
  for (const [x, y] of middles) {
    const left = x - width / 2;
    const top = y - height / 2;
    const box = { left: left - 3, top: top - 3, right: left + width + 3, bottom: top + height + 3 };
    const onBoard = left >= 4 && top >= 4 && left + width <= size.width - 4 && top + height <= size.height - 4;
    if (onBoard && !taken.some(other => overlap(other, box))) {
      taken.push(box);
      return { left, top };
    }
  }
  return null;
}

// Middles at which a name could stand, each with what speaks against it beforehand: close above
// the theme is best, then close below, beside, and farther off.
function nameMiddles({ x, y, top, bottom, left, right }, width, height) {
  const middle = toScreenX(x);
  const over = toScreenY(top) - height / 2;
  const under = toScreenY(bottom) + height / 2;
  const before = toScreenX(left) - width / 2;
  const behind = toScreenX(right) + width / 2;
  const on = toScreenY(y);
  const middles = [[middle, on, 0.5]];
  for (const gap of [6, 20]) {
    const far = gap / 60;
    for (const aside of [0, -0.3, 0.3, -0.6, 0.6]) {
      const shifted = middle + aside * width;
      const against = far + Math.abs(aside) / 4;
      middles.push([shifted, over - gap, against], [shifted, under + gap, against + 0.05]);
    }
    for (const shift of [0, -0.8, 0.8]) {
      const against = far + 0.1 + Math.abs(shift) / 8;
      middles.push([before - gap, on + shift * height, against], [behind + gap, on + shift * height, against]);
    }
  }
  return middles;
}

// The share of a box that points cover, about.
function covered(left, top, width, height, radius) {
  const from = toMap(left, top);
  const to = toMap(left + width, top + height);
  let points = 0;
  visitWithin(from.x, from.y, to.x, to.y, doc => {
    points += shown[doc] && xs[doc] > from.x && xs[doc] < to.x && ys[doc] > from.y && ys[doc] < to.y;
  });
  return Math.min(1, points * 3 * (radius + 0.5) ** 2 / (width * height));
}

// Whether a place is nearer to the heart of another theme.
function strays(theme, x, y) {
  const away = place => Math.hypot(toScreenX(place.x) - x, toScreenY(place.y) - y);
  const own = away(themePlaces[theme]);
  return themePlaces.some((place, other) => other !== theme && place && shownOfTheme[other] && away(place) < own);
}

// The free place that hides least and misleads least.
function placeName(theme, taken, width, height, radius) {
  let best = null;
  const middles = nameMiddles(themePlaces[theme], width, height);
  for (const [x, y, against] of middles.sort((a, b) => a[2] - b[2])) {
    if (best && against >= best.cost) break;
    const left = x - width / 2;
    const top = y - height / 2;
    const box = { left: left - 3, top: top - 1, right: left + width + 3, bottom: top + height + 1 };
    const onBoard = left >= 4 && top >= 4 && left + width <= size.width - 4 && top + height <= size.height - 4;
    if (!onBoard || taken.some(other => overlap(other, box))) continue;
    const misleads = strays(theme, x, y) ? 0.6 : 0;
    const cost = against + misleads + 2 * covered(left, top, width, height, radius);
    if (!best || cost < best.cost) best = { cost, left, top, box };
  }
  // A name in the midst of others says less than none; closer up there is room for it.
  if (!best || best.cost > MOST_COST) return null;
  taken.push(best.box);
  return best;
}

const inView = (x, y) => x > -40 && y > -40 && x < size.width + 40 && y < size.height + 40;
const nameFont = () => size.width < 500 ? 12 : 14;

const nameStyle = theme => `${themes[theme].unstable ? 400 : 650} ${nameFont()}px ${fontFamily}`;

// The theme names to draw: {theme, lines, left, top, width, height}.
function placeThemeNames(context, radius, taken) {
  const first = [state.pointedTheme, state.theme].filter(theme => theme >= 0);
  const order = [...first, ...themesBySize.filter(theme => !first.includes(theme))];
  const names = [];
  for (const theme of order) {
    const middle = themePlaces[theme];
    if (!middle || !shownOfTheme[theme]) continue;
    if (!inView(toScreenX(middle.x), toScreenY(middle.y))) continue;
    const lines = linesOf(themes[theme].label, LABEL_WIDTH);
    context.font = nameStyle(theme);
    const width = most(lines.map(line => context.measureText(line).width)) + 4;
    const height = lines.length * nameFont() * 1.2;
    const spot = placeName(theme, taken, width, height, radius);
    if (spot) names.push({ theme, lines, left: spot.left, top: spot.top, width, height });
  }
  return names;
}

// Titles beside their points, once the reader is close: {text, left, top, height}.
function placeTitles(context, font, radius, taken) {
  if (view.zoom < TITLES_FROM_ZOOM) return [];
  context.font = `${font}px ${fontFamily}`;
  const { x: left, y: top } = toMap(0, 0);
  const { x: right, y: bottom } = toMap(size.width, size.height);
  const inSight = [];
  visitWithin(left, top, right, bottom, doc => {
    if (shown[doc]) inSight.push({ doc, x: toScreenX(xs[doc]), y: toScreenY(ys[doc]) });
  });
  // A crowd leaves no room for titles; the reader has to come closer first.
  if (inSight.length > MOST_POINTS) return [];
  for (const { x, y } of inSight) {
    taken.push({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
  }
  const titles = [];
  for (const { doc, x, y } of inSight) {
    const text = cut(heading(doc), 44);
    const width = context.measureText(text).width;
    const height = font * 1.3;
    const beside = width / 2 + radius + 5;
    const over = radius + height / 2 + 4;
    const spot = place(taken, [[x + beside, y], [x - beside, y], [x, y - over], [x, y + over]], width, height);
    if (spot) titles.push({ text, ...spot, height });
  }
  return titles;
}
