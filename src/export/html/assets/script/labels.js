// Names on the map. The largest themes are placed first; a name that would cover another waits
// until there is room, so zooming in brings out more.
const LABEL_WIDTH = 22;
const TITLES_FROM_ZOOM = 5;

const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const themeMembers = themes.map(() => []);
for (const doc of everyDocument) if (docs.theme[doc] >= 0) themeMembers[docs.theme[doc]].push(doc);
const themePlaces = themeMembers.map(members => members.length
  ? { x: median(members.map(doc => xs[doc])), y: median(members.map(doc => ys[doc])) }
  : null);
const themesBySize = themes.map((_, theme) => theme)
  .sort((a, b) => themes[b].size - themes[a].size || a - b);

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

// Tries a few places round a point; the first that is free and on the board is taken.
function place(taken, x, y, width, height, offsets) {
  for (const [dx, dy] of offsets) {
    const left = x - width / 2 + dx * width;
    const top = y - height / 2 + dy * height;
    const box = { left: left - 3, top: top - 3, right: left + width + 3, bottom: top + height + 3 };
    const onBoard = left >= 4 && top >= 4 && left + width <= size.width - 4 && top + height <= size.height - 4;
    if (onBoard && !taken.some(other => overlap(other, box))) {
      taken.push(box);
      return { left, top };
    }
  }
  return null;
}

const THEME_OFFSETS = [[0, 0], [0, -0.8], [0, 0.8], [0.35, -0.8], [-0.35, -0.8], [0.35, 0.8], [-0.35, 0.8], [0.6, 0], [-0.6, 0]];
const TITLE_OFFSETS = [[0.5, 0], [-0.5, 0], [0, -1], [0, 1]];

const inView = (x, y) => x > -40 && y > -40 && x < size.width + 40 && y < size.height + 40;

// The theme names to draw: {theme, lines, left, top, width, height}.
function placeThemeNames(context, font, taken) {
  context.font = `650 ${font}px ${fontFamily}`;
  const first = [state.pointedTheme, state.theme].filter(theme => theme >= 0);
  const order = [...first, ...themesBySize.filter(theme => !first.includes(theme))];
  const names = [];
  for (const theme of order) {
    if (!themePlaces[theme] || (state.theme >= 0 && !first.includes(theme))) continue;
    const x = toScreenX(themePlaces[theme].x);
    const y = toScreenY(themePlaces[theme].y);
    if (!inView(x, y)) continue;
    const lines = linesOf(themes[theme].label, LABEL_WIDTH);
    const width = most(lines.map(line => context.measureText(line).width)) + 28;
    const height = lines.length * font * 1.2 + 9;
    const spot = place(taken, x, y, width, height, THEME_OFFSETS);
    if (spot) names.push({ theme, lines, ...spot, width, height });
  }
  return names;
}

// Titles beside their points, once the reader is close: {text, left, top, height}.
function placeTitles(context, font, radius, taken) {
  if (view.zoom < TITLES_FROM_ZOOM) return [];
  context.font = `${font}px ${fontFamily}`;
  const { x: left, y: top } = toMap(0, 0);
  const { x: right, y: bottom } = toMap(size.width, size.height);
  const titles = [];
  visitWithin(left, top, right, bottom, doc => {
    if (!shown[doc] || titles.length >= 60) return;
    const text = cut(heading(doc), 44);
    const width = context.measureText(text).width + 2 * radius + 10;
    const spot = place(taken, toScreenX(xs[doc]), toScreenY(ys[doc]), width, font * 1.3, TITLE_OFFSETS);
    if (spot) titles.push({ text, left: spot.left + radius + 5, top: spot.top, height: font * 1.3 });
  });
  return titles;
}
