// Numbers with one decimal: one example with room to spare, one past the middle of the margin, one on the other side, none near an
// edge. The two that send a signal belong to one class, so that the step moves the bias; it moves both weights as well.
const tenth = (lo, hi) => Math.round(lo * 10 + Math.floor(Math.random() * ((hi - lo) * 10 + 1))) / 10;

function draw() {
  return {
    x: [[tenth(-2, 2), tenth(-2, 2), tenth(-2, 2)], [tenth(-2, 2), tenth(-2, 2), tenth(-2, 2)]],
    y: [[1, -1, -1]],
    w: [[tenth(0.3, 1)], [tenth(0.3, 1)]],
    b: [[tenth(0.2, 0.6)]],
    alpha: [[0.1]],
  };
}

const within = (value, lo, hi) => value > lo + 0.09 && value < hi - 0.09;

function suits({ x, y, w, b }) {
  const margin = y[0].map((side, k) => side * (w[0][0] * x[0][k] + w[1][0] * x[1][k] - b[0][0]));
  // So that a bias with the other sign shows in every score, and moves an example over an edge.
  const added = y[0].map((side, k) => side * (w[0][0] * x[0][k] + w[1][0] * x[1][k] + b[0][0]));
  const weights = x.map((row) => row[1] * y[0][1] + row[2] * y[0][2]);
  const edges = [...margin, ...added].every((one) => Math.abs(one) > 0.09 && Math.abs(one - 1) > 0.09);
  return (
    edges &&
    within(margin[0], 1, 3) &&
    within(margin[1], 0.5, 1) &&
    within(margin[2], -3, 0) &&
    weights.every((one) => Math.abs(one) >= 0.2)
  );
}

export function variant() {
  for (;;) {
    const given = draw();
    if (suits(given)) return given;
  }
}
