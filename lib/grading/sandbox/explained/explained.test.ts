import { describe, expect, it } from "vitest";
import { createLocalRunner } from "../local.ts";
import { explained } from "./index.ts";

const runner = createLocalRunner();
const X = { shape: [2, 3], data: Float64Array.from([1, 2, 3, 4, 5, 6]) };
const one = { shape: [1, 1], data: Float64Array.from([1]) };

async function said(source: string): Promise<string> {
  const outcome = await runner.run({
    place: "guest",
    files: [{ name: "answer.ts", source }],
    calls: [{ fn: "f", args: [X, one], returns: "any" }],
    budget: { fuel: 100, tensorBytes: 1_000_000 },
    seed: 1,
  });
  if (!("error" in outcome)) return outcome.status;
  const { at, message } = outcome.error;
  return `${at?.line}:${at?.column} ${message}`;
}
const inside = (expression: string) =>
  said(`export const f = (X: Tensor, o: Tensor) => {\n  const a2 = 1;\n  return ${expression};\n};`);

describe("What somebody writes who comes from Python", () => {
  it.each([
    ["def f(X, o):\n    return X", "def is Python's; a function begins"],
    ["import numpy as np\nexport const f = 1;", "nothing is imported here"],
    ["export function f(X) {\n  for i in range(3):\n    X\n}", "a loop is written"],
    ["export function f(X) {\n  if X > 0:\n    return 1\n}", "a condition stands in parentheses"],
    ["export function f(X) {\n  return X[:, 0];\n}", "there are no slices with a colon"],
    ["export function f(a, b) {\n  return a and b;\n}", "and is written &&"],
    ["export function f(a) {\n  return not a;\n}", "not is written !"],
    ["export const f = lambda x: x;", "a function without a name"],
    ["export function f(x) {\n  return x if x else 1;\n}", "condition ? a : b"],
    ["export function f(p, X) {\n  return p.W1 @ X;\n}", "a product of matrices is nd.matmul(a, b)"],
    ["export function f(x) {\n  return f'{x}';\n}", "stands between backticks"],
    ["# remark\nexport function f(x) { return 1; }", "a remark begins with //"],
    ["export function f(x) {\n  return 2x;\n}", "a product needs its sign"],
  ])("is told as what is written here: %s", async (source, words) => {
    const told = await said(source);
    expect(told).toContain("This cannot be read: ");
    expect(told).toContain(words);
  });

  it.each([
    ["np.tanh(X)", "'np' is not defined: the library of tensors is called nd here"],
    ["tanh(X)", "'tanh' is not defined: it is nd.tanh for tensors and Math.tanh for numbers"],
    ["matmul(X, X)", "'matmul' is not defined: it is nd.matmul"],
    ["X.sum(axis=1)", "'axis' is not defined: arguments are given in order here"],
    ["X.sum(1, keepdims=True)", "'True' is not defined: arguments are given in order here"],
    ["len(X)", "a list has xs.length, a tensor X.shape[0]"],
    ["None", "it is written null"],
    ["A2", "'A2' is not defined: there is a2 in this file"],
    ["X.shape()", "X.shape is not a function: it is a list"],
    ["X.T()", "it is written without parentheses: X.T"],
    ["X.tolist()", "X.toArray()"],
    ["X.transpos()", "X.transpos is not a function; tensors have .transpose"],
    ["X[0][1]", "A tensor has no [i][j]: X.get(i, j) is one entry"],
    ["nd.linalg.norm(X)", "nd is not divided into parts"],
    ["nd.matmul(o - 1, X)", "signs such as - and * give numbers"],
    ["X > 0", "operators such as +, * and > do not work on tensors"],
  ])("is told where it is called: %s", async (expression, words) => {
    expect(await inside(expression)).toContain(words);
  });

  it("is no matter in a text or a remark, nor where the line is read", async () => {
    expect(await said("export const f = () => 'a and b' 3;")).not.toContain("&&");
    expect(await said("export const f = () => 1 + ; // lambda x: x")).not.toContain("without a name");
    expect(await said("export const f = () => { const np = 3, range = (n) => n; return np + range(2); };")).toBe("ok");
    expect(await inside("unheardOf")).toBe("3:10 'unheardOf' is not defined");
  });

  it.each([
    "export const f = ({ a: b, c: d }, X: Tensor, y: number) => b d;",
    "type T = { [name: string]: number }\nexport const f = (x: T) => x y;",
    "export const f = (x) => x ? [x, 1] : 2e-3 4;",
  ])("is not seen in what is no Python: %s", async (source) => {
    expect(await said(source)).not.toContain("This cannot be read");
  });
});

describe("A bracket without a partner", () => {
  it.each([
    [
      "export function f(x) {\n  if (x) {\n    return 1;\n\n}\n\nexport function g() {\n  return 2;\n}\n",
      "2:10 This { is not closed",
    ],
    ["export function f(x) {\n  return 1;\n\nexport function g() {\n  return 2;\n}\n", "1:22 This { is not closed"],
    ["export function f(x) {\n  return nd.tanh(x;\n}\n", "2:17 This ( is not closed"],
    ["export function f(x) {\n  x = [1, 2\n  return x;\n}\n", "2:7 This [ is not closed"],
    ["export function f(x) {\n  return { x }", "1:22 This { is not closed"],
    ["export function f(x) {\n  return 1;\n}}\nexport function g() {}", "3:2 This } closes nothing"],
    ["export const f = (x) => `${x`;", "1:26 This ${ is not closed"],
  ])("is told where it stands: %s", async (source, told) => {
    expect(await said(source)).toContain(told);
  });

  it("is not looked for where all have one", async () => {
    expect(await said("export const f = () => { for (let i = 0; i < 2; i++) {} return 1 2; };")).not.toContain(
      "closed",
    );
    expect(await said("export const f = () => /[(]/.test('{') '';")).not.toContain("closed");
  });
});

it("is soon through with the longest file there is, on one line", async () => {
  for (const piece of ["(", "[1,", "{;", "f`${", ")", "a b "]) {
    const source = piece.repeat(Math.floor(64_000 / piece.length));
    const error = {
      name: "SyntaxError",
      message: "Unexpected token",
      at: { file: "a.ts", line: 1, column: 63_000 },
      stack: [],
    };
    const begun = performance.now();
    explained(error, [{ name: "a.ts", source }]);
    expect(performance.now() - begun).toBeLessThan(3_000);
  }
});

describe("A word that is mistyped, and one that is missing", () => {
  it.each([
    ["exprt function f(x) { return 1 }", "exprt is no word of the language; did you mean export?"],
    ["export funtion f(x) { return 1 }", "did you mean function?"],
    ["export function f(x) { retrun 1 }", "did you mean return?"],
    ["export function f(x) {\n  let y = 1\n  y = y +\n}", "Something is missing behind the +"],
    ["export function f(x) { const x = 1; const x = 2; }", "A name is declared twice here"],
    ["const a = 1;\na = 2;\nexport const f = 1;", "a was declared with const and keeps its value"],
    ["export function f(x)\n  return 1;\n", "This return stands outside of a function"],
  ])("is told: %s", async (source, words) => {
    expect(await said(source)).toContain(words);
  });
});
