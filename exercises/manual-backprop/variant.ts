// Numbers with one decimal: no bias is zero, no two weights of a row agree, and every update moves its parameter visibly at six decimals.
const tenth = (lo, hi) => Math.round(lo * 10 + Math.floor(Math.random() * ((hi - lo) * 10 + 1))) / 10;
const visible = 2e-5;

function row() {
  const first = tenth(0.1, 0.9);
  for (;;) {
    const second = tenth(0.1, 0.9);
    if (second !== first) return [first, second];
  }
}

function draw() {
  return {
    x: [[tenth(0.5, 2)], [tenth(-2, -0.5)]],
    y: [[tenth(0.1, 0.9)]],
    W1: [row(), row()],
    b1: [[tenth(0.1, 0.5)], [tenth(-0.5, -0.1)]],
    W2: [row()],
    b2: [[tenth(0.1, 0.5)]],
    alpha: [[0.1]],
  };
}

// The smallest change among all updated parameters: alpha times the smallest gradient.
function smallestChange({ x, y, W1, b1, W2, b2, alpha }) {
  const sigmoid = (z) => 1 / (1 + Math.exp(-z));
  const a1 = W1.map(([w1, w2], i) => sigmoid(w1 * x[0][0] + w2 * x[1][0] + b1[i][0]));
  const a2 = sigmoid(W2[0][0] * a1[0] + W2[0][1] * a1[1] + b2[0][0]);
  const dz2 = 2 * (a2 - y[0][0]) * a2 * (1 - a2);
  const dz1 = a1.map((a, i) => W2[0][i] * dz2 * a * (1 - a));
  const gradients = [dz2, ...a1.map((a) => dz2 * a), ...dz1, ...dz1.flatMap((d) => [d * x[0][0], d * x[1][0]])];
  return alpha[0][0] * Math.min(...gradients.map(Math.abs));
}

export function variant() {
  for (;;) {
    const given = draw();
    if (smallestChange(given) >= visible) return given;
  }
}
