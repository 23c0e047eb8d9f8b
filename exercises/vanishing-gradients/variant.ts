// The error at layer 5, and another norm of the weights, never one for which the bound keeps its size.
const pick = (list) => list[Math.floor(Math.random() * list.length)];

export function variant() {
  return { e: [[pick([1, 2, 3, 5])]], omega: [[pick([2, 3, 5, 6])]] };
}
