// Numbers with one decimal, drawn so that no bias is zero and no two weights of a row agree.
const tenth = (lo, hi) => Math.round(lo * 10 + Math.floor(Math.random() * ((hi - lo) * 10 + 1))) / 10;

export function variant() {
  const other = (taken) => {
    for (;;) {
      const value = tenth(0.1, 0.9);
      if (!taken.includes(value)) return value;
    }
  };
  const row = () => {
    const first = other([]);
    return [first, other([first])];
  };
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
