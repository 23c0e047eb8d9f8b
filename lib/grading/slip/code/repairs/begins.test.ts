import { describe, expect, it } from "vitest";
import { plainCode, repairsOf } from "../index.ts";

const squeezed = (code: string): string => plainCode(code).replace(/\s+/g, "");

/** Lines of the changes that begin a sum anew and make an answer read so. */
const linesOf = (answer: string, reads: string): number[] =>
  repairsOf(answer).flatMap(({ id, code, line }) =>
    id === "not-set-back" && squeezed(code).includes(squeezed(reads)) ? [line] : [],
  );

describe("A sum that is not set back to zero", () => {
  it.each([
    [
      "in loops",
      "export function f(A, x) {\n  const out = [];\n  let s = 0;\n  for (let i = 0; i < 3; i++) {\n    for (let j = 0; j < 2; j++) s += A[i][j] * x[j];\n    out.push(s);\n  }\n  return out;\n}",
      "for (let i = 0; i < 3; i++) { s = 0; for",
      3,
    ],
    [
      "in a callback",
      "export const f = (A) => {\n  let total = 0;\n  return A.map((row) => {\n    row.forEach((v) => { total += v; });\n    return total;\n  });\n};",
      "A.map((row) => { total = 0; row",
      2,
    ],
    [
      "of gradients, from epoch to epoch",
      "export const train = (w, xs, epochs) => {\n  const dw = new Array(w.length).fill(0);\n  for (let e = 0; e < epochs; e++) {\n    for (const x of xs) for (let i = 0; i < w.length; i++) dw[i] += x[i];\n    step(w, dw);\n  }\n};",
      "let dw = new Array(w.length).fill(0); for (let e = 0; e < epochs; e++) { dw = new Array(w.length).fill(0);",
      2,
    ],
    [
      "that begins with a bias",
      "export const f = (A, b) => {\n  let s = b;\n  for (const row of A) {\n    for (const v of row) s += v;\n    use(s);\n  }\n};",
      "for (const row of A) { s = b; for",
      2,
    ],
    [
      "of a tensor that is written into",
      "export const f = (X, n) => {\n  const db = nd.zeros(2, 1);\n  for (let e = 0; e < n; e++) {\n    for (let k = 0; k < 4; k++) db.set(0, 0, db.get(0, 0) + X.get(0, k));\n    use(db);\n  }\n};",
      "e++) { db = nd.zeros(2, 1);",
      2,
    ],
  ])("begins in each pass: %s", (_, answer, reads, line) => {
    expect(linesOf(answer, reads)).toContain(line);
  });

  it.each([
    ["in one loop alone", "export const f = (x) => { let s = 0; for (const v of x) s += v; return s; };"],
    [
      "inside of the pass",
      "export const f = (A) => A.map((row) => { let s = 0; for (const v of row) s += v; return s; });",
    ],
  ])("is not looked for where it adds up %s", (_, answer) => {
    expect(repairsOf(answer).filter(({ id }) => id === "not-set-back")).toEqual([]);
  });
});
