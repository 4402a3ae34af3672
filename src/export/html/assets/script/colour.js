// Colours as text: a theme's colour is chosen for points, and may be too pale or too dark to read.
const LEGIBLE = 5.5;

const channels = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));

// Relative luminance and contrast as WCAG defines them.
function luminance(colour) {
  const [r, g, b] = colour.map(value => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

// The colour, mixed with as much of the ink as it needs to be read on the board.
function legible(hex) {
  const [colour, text, ground] = [hex, ink.text, ink.surface].map(channels);
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = colour.map((value, at) => value + (text[at] - value) * share);
    if (contrast(mixed, ground) >= LEGIBLE) return `rgb(${mixed.map(Math.round)})`;
  }
  return ink.text;
}
