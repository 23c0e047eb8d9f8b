// The number of up spins is never half of all, so that the magnetisation is not zero, and neither class is almost certain.
const logOdds = (q, k) => k * Math.log(0.5 / q) + (16 - k) * Math.log(0.5 / (1 - q));

export function variant() {
  for (;;) {
    const q = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95][Math.floor(Math.random() * 6)];
    const k = [9, 10, 11, 12, 13][Math.floor(Math.random() * 5)];
    const size = Math.abs(logOdds(q, k));
    if (size > 0.3 && size < 6) return { q: [[q]], k: [[k]] };
  }
}
