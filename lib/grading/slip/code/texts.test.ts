import { describe, expect, it } from "vitest";
import { functionAt, functionsInLoops } from "./texts.ts";

const SOURCE = `
const each = (rows: number[][], f) => rows.map(f);
function plain(a) {
  // for (each of them) something else would do
  return nd.array(a).mul("while (true)".length);
}
export function forward(p, X) {
  for (const row of X) plain(row);
}
export const backward = (p, X) => each(X, plain);
export const train = function (p) { do p = forward(p); while (p.more); return p; };
`;

describe("Functions of a source", () => {
  it("go through entries one by one where they have a loop or a list's method, not where a remark or a text says so", () => {
    expect([...functionsInLoops(SOURCE)].sort()).toEqual(["each", "forward", "train"]);
  });

  it("are none where the source cannot be read", () => {
    expect([...functionsInLoops("function forward( {")]).toEqual([]);
  });

  it("are found by a line in them", () => {
    expect([4, 8, 10].map((line) => functionAt(SOURCE, line))).toEqual(["plain", "forward", "backward"]);
  });
});
