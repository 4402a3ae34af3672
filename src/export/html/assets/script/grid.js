// The documents by place: square cells, so that looking round a point costs the same for
// fifty thousand documents as for fifty.
const CELLS = Math.max(1, Math.min(256, Math.ceil(Math.sqrt(count / 2))));
const cellOf = value => Math.max(0, Math.min(CELLS - 1, Math.floor(value * CELLS)));

const cellStart = new Uint32Array(CELLS * CELLS + 1);
const cellDocuments = new Uint32Array(count);
{
  const cell = doc => cellOf(ys[doc]) * CELLS + cellOf(xs[doc]);
  for (const doc of everyDocument) cellStart[cell(doc) + 1]++;
  for (let index = 0; index < CELLS * CELLS; index++) cellStart[index + 1] += cellStart[index];
  const next = cellStart.slice();
  for (const doc of everyDocument) cellDocuments[next[cell(doc)]++] = doc;
}

// Calls `visit` with each document in the cells that a rectangle touches.
function visitWithin(left, top, right, bottom, visit) {
  for (let row = cellOf(top); row <= cellOf(bottom); row++) {
    const start = cellStart[row * CELLS + cellOf(left)];
    const end = cellStart[row * CELLS + cellOf(right) + 1];
    for (let place = start; place < end; place++) visit(cellDocuments[place]);
  }
}

// The shown document nearest to a place of the map within `reach`, or -1.
function nearest(x, y, reach) {
  let best = -1;
  let least = reach * reach;
  visitWithin(x - reach, y - reach, x + reach, y + reach, doc => {
    if (!shown[doc]) return;
    const distance = (xs[doc] - x) ** 2 + (ys[doc] - y) ** 2;
    if (distance < least || (distance === least && doc < best)) {
      least = distance;
      best = doc;
    }
  });
  return best;
}
