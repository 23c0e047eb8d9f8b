// Whole numbers; the first gradient is longer than twice the threshold, the second well below it.
const whole = (lo, hi) => lo + Math.floor(Math.random() * (hi - lo + 1));
const side = () => (Math.random() < 0.5 ? -1 : 1);
const entry = () => side() * whole(1, 6);

export function variant() {
  return {
    dW1: [[entry(), entry()], [entry(), entry()]],
    db1: [[entry()], [entry()]],
    dW2: [[entry(), side() * whole(3, 6)]],
    db2: [[side() * whole(3, 6)]],
    c: [[whole(1, 2)]],
    h: [[(side() * whole(1, 5)) / 10, (side() * whole(1, 5)) / 10]],
  };
}
