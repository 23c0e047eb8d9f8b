// Numbers with one decimal: one example with room to spare, one past the middle of the margin, one far on the other side and one of the
// other class inside the margin, none near an edge. Signals come from both classes, so that their sign shows, and from more of one of
// them, so that the step moves the bias; it moves both weights as well.
const tenth = (lo, hi) => Math.round(lo * 10 + Math.floor(Math.random() * ((hi - lo) * 10 + 1))) / 10;

const WANTED = [
  { side: 1, lo: 1, hi: 3 },
  { side: -1, lo: 0.5, hi: 1 },
  { side: -1, lo: -3, hi: -1 },
  { side: 1, lo: 0, hi: 1 },
];
const TRIES = 100;

const within = (value, lo, hi) => value > lo + 0.09 && value < hi - 0.09;
const offEdges = (one) => Math.abs(one) > 0.09 && Math.abs(one - 1) > 0.09;

function example([[first], [second]], [[b]], { side, lo, hi }) {
  for (let n = 0; n < TRIES; n++) {
    const x = [tenth(-2, 2), tenth(-2, 2)];
    const score = first * x[0] + second * x[1];
    // So that a bias with the other sign shows in every score, and moves an example over an edge.
    const [margin, added] = [side * (score - b), side * (score + b)];
    if (within(margin, lo, hi) && offEdges(margin) && offEdges(added)) return x;
  }
  return null;
}

export function variant() {
  for (;;) {
    const w = [[tenth(0.3, 1)], [tenth(0.3, 1)]];
    const b = [[tenth(0.2, 0.6)]];
    const examples = WANTED.map((wanted) => example(w, b, wanted));
    if (examples.includes(null)) continue;
    const x = [0, 1].map((row) => examples.map((one) => one[row]));
    const y = [WANTED.map(({ side }) => side)];
    const weights = x.map((row) => row[1] * y[0][1] + row[2] * y[0][2] + row[3] * y[0][3]);
    if (weights.every((one) => Math.abs(one) >= 0.2)) return { x, y, w, b, alpha: [[0.1]] };
  }
}
