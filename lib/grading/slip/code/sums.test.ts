import { expect, it } from "vitest";
import { repairsOf } from "../index.ts";

it("adds the whole of a value that is a choice, not its question, to an element that was written anew", () => {
  const source = `export function f(T, x) {
  for (let i = 0; i < 3; i++) T.set(i, 0, x[i] > 0 ? x[i] : 0);
  return T;
}`;
  const codes = repairsOf(source)
    .filter(({ id }) => id === "overwritten")
    .map(({ code }) => code);
  expect(codes).toEqual([expect.stringContaining("T.set(i, 0, T.get(i, 0) + (x[i] > 0 ? x[i] : 0))")]);
});
