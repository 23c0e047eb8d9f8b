import { describe, expect, it } from "vitest";
import { factsOf } from "../facts.ts";
import { slipMutants } from "../index.ts";
import { repairsOf } from "../repairs.ts";
import { treeOf } from "../tree.ts";

const HELPERS = `const plain = (t) => (t && t.toArray ? t.toArray() : t);
const turned = (M) => M[0].map((_, k) => M.map((r) => r[k]));
`;

/** Whether the bound of the one loop in a function of X and Y is taken for the number of examples. */
function isExamples(before: string, bound: string): boolean {
  const tree = treeOf(`${HELPERS}export function f(p, X, Y) { ${before} for (let i = 0; i < ${bound}; i++) {} }`);
  if (tree === null) throw new Error("cannot be read");
  const loop = tree.nodes.find(({ type }) => type === "ForStatement");
  const test = loop?.type === "ForStatement" && loop.test?.type === "BinaryExpression" ? loop.test.right : null;
  if (test === null) throw new Error("no bound");
  return factsOf(tree).isExamples(test);
}

describe("The number of examples", () => {
  it.each([
    ["", "X.shape[1]"],
    ["const [n, m] = X.shape;", "m"],
    ["const N = Y.shape[1];", "N"],
    ["const x = plain(X); const M = x[0].length;", "M"],
    ["const x = X.toArray(), N = x.length, M = x[0].length;", "M"],
    ["const y = plain(Y)[0];", "y.length"],
    ["const [y] = Y.toArray();", "y.length"],
    ["const { A2: [q] } = forward(p, X);", "q.length"],
    ["const q = forward(p, X).A2[0];", "q.length"],
    ["const y = Y.row(0).toArray(); const count = y.length;", "count"],
    ["const xs = X.T.toArray();", "xs.length"],
    ["", "X.T.shape[0]"],
  ])("is seen: %s %s", (before, bound) => {
    expect(isExamples(before, bound)).toBe(true);
  });

  it.each([
    ["const x = plain(X); const N = x.length;", "N"],
    ["const y = plain(Y);", "y.length"],
    ["const y = plain(Y); const m = y.length;", "m"],
    ["", "p.W1.shape[1]"],
    ["const w = plain(p.W1);", "w[0].length"],
    ["", "X.T.shape[1]"],
    ["const x = turned(plain(X));", "x[0].length"],
    ["let y = plain(Y)[0]; y = plain(Y);", "y.length"],
    ["const [n, m] = X.shape;", "n"],
    ["const N = 5;", "N"],
  ])("is not claimed of another count, nor of one that may be another: %s %s", (before, bound) => {
    expect(isExamples(before, bound)).toBe(false);
  });

  it("means one thing in one function and another in the next", () => {
    const source = `${HELPERS}export const loss = (p, X, Y) => { const y = plain(Y)[0]; let s = 0; for (let i = 1; i < y.length; i++) s += y[i]; return s; };
export const all = (p, X, Y) => {
  const y = plain(Y); let s = 0; for (let i = 1; i < y.length; i++) s += y[i][0]; return s; };`;
    const told = repairsOf(source).filter(({ id }) => /^first/.test(id));
    expect(told.map(({ id, line }) => [id, line])).toEqual([
      ["first-example-skipped", 3],
      ["first-skipped", 5],
    ]);
  });

  it("is no name for a loop over inputs in a right answer either", () => {
    const source = `export function f(X) { const x = X.toArray(), N = x.length; let s = 0; for (let j = 0; j < N; j++) s += x[j][0]; return s; }`;
    const told = new Set(slipMutants(source).map(({ id }) => id));
    expect(told.has("first-skipped") && told.has("last-skipped")).toBe(true);
    expect([...told].filter((id) => /-example-skipped$/.test(id))).toEqual([]);
  });
});
