// Numbers with one decimal; no error, gradient or change is too small to be seen.
const tenth = (lo, hi) => Math.round(lo * 10 + Math.floor(Math.random() * ((hi - lo) * 10 + 1))) / 10;

function draw() {
  return {
    x: [[tenth(0.5, 1), tenth(1.5, 2), tenth(2.5, 3.5)]],
    y: [[tenth(1, 2), tenth(2, 3), tenth(3, 5)]],
    w: [[tenth(0.2, 0.7)]],
    b: [[tenth(0.2, 0.5)]],
    alpha: [[0.1]],
  };
}

export function variant() {
  for (;;) {
    const given = draw();
    const errors = given.x[0].map((x, k) => given.w[0][0] * x + given.b[0][0] - given.y[0][k]);
    if (errors.every((error) => Math.abs(error) >= 0.1)) return given;
  }
}
