// Two numbers left of zero and two right of it, none near zero and no two of one size.
const pick = (list) => list[Math.floor(Math.random() * list.length)];

export function variant() {
  return { x: [[-pick([1.5, 2, 2.5]), -pick([0.4, 0.5, 0.6]), pick([0.8, 1, 1.2]), pick([3, 3.5, 4])]] };
}
