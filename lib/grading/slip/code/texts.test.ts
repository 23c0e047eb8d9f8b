import { describe, expect, it } from "vitest";
import { functionAt } from "./texts.ts";

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
