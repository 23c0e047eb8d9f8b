import { describe, expect, it } from "vitest";
import { functionAt, namesRead } from "./texts.ts";

const SOURCE = `
const each = (rows: number[][], f) => rows.map(f);
function plain(a) {
  return nd.array(a);
}
export const backward = (p, X) => each(X, plain);
`;

describe("The function of a line", () => {
  it("is the one at the top level that it lies in, or none", () => {
    expect([1, 2, 4, 6, 9].map((line) => functionAt(SOURCE, line))).toEqual([null, "each", "plain", "backward", null]);
  });
});

describe("The names that a value of a file reads", () => {
  const SHEET = `
const scale = (v) => { const z1 = v; return z1; };
export const z1 = (given) =>
  // Not of a2.
  nd.mul(given.x, scale(2));
export function a1(given, field) { return nd.tanh(field.z1, "o"); }
export  const o: Field = twice((given, { a1 }) => a1);
const e = 1, d = (given, field) => field.o - given.y;
export { d };
`;
  it.each([
    ["z1", ["given", "nd", "mul", "x", "scale"]],
    ["a1", ["a1", "given", "field", "nd", "tanh", "z1"]],
    ["o", ["twice", "given", "a1"]],
    ["d", ["given", "field", "o", "y"]],
    ["none", []],
  ])("are those of its tree, however it is written: %s", (name, names) => {
    expect([...namesRead(SHEET, name)].sort()).toEqual([...names].sort());
  });
});
