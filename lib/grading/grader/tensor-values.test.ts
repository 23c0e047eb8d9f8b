import { expect, it } from "vitest";
import { isClose } from "./tensor-values.ts";

const within = { rtol: 1e-6, atol: 1e-9 };
const { POSITIVE_INFINITY: infinite, NaN: none } = Number;

// |a − b| ≤ 1e-9 + 1e-6·|b|: at b = 2 the bound is 2.001e-6.
it.each([
  [2.000002, 2, true],
  [2.0000021, 2, false],
  [5e-10, 0, true],
  [infinite, infinite, true],
  [800, infinite, false],
  [infinite, 800, false],
  [-infinite, infinite, false],
  [none, none, false],
  [0, none, false],
])("holds %d beside %d: %s", (a, b, close) => {
  expect(isClose(a, b, within)).toBe(close);
});
