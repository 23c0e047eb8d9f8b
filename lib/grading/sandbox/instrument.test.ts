import { describe, expect, it } from "vitest";
import { instrument } from "./instrument.ts";

/** Runs instrumented code without its exports, and gives the indices that were counted. */
function entries(code: string, names: readonly string[], use: string): number[] {
  const result = instrument("answer.ts", code, names);
  if (!result.ok) throw new Error(result.error.message);
  const seen: number[] = [];
  const entered = (index: number, value?: unknown) => {
    if (typeof value !== "function") {
      seen.push(index);
      return value;
    }
    return (...args: unknown[]) => {
      seen.push(index);
      return value(...args);
    };
  };
  const script = result.value.code.replace(/^export (?=function|const)/gm, "").replace(/^export \{.*$/gm, "");
  new Function(result.value.counter, `${script}\n${use}`)(entered);
  return seen;
}

describe("instrument", () => {
  it.each([
    ["a declaration", "export function f(x) { return x; }"],
    ["an arrow with a body", "export const f = (x) => { return x; };"],
    ["an arrow with an expression", "export const f = (x) => x + 1;"],
    ["an arrow that gives an object", "export const f = (x) => ({ x });"],
    ["a function expression", "export const f = function (x) { return x; };"],
    ["another name for a declared function", "function g(x) { return x; }\nexport const f = g;"],
    ["a function made by a call", "const made = () => (x) => x;\nexport const f = made();"],
    ["one of several names in a statement", "export const a = 1, f = (x) => x, b = 2;"],
  ])("counts each entry of %s", (_, code) => {
    expect(entries(code, ["f"], "f(1); f(2);")).toEqual([0, 0]);
  });

  it("counts a function that is exported under another name", () => {
    expect(entries("const f = (x) => x;\nexport { f as forward };", ["forward"], "f(1);")).toEqual([0]);
  });

  it("counts calls from inside the file, and only of the functions named", () => {
    const code = "export function f(x) { return x; }\nexport function g(x) { return f(x) + f(x); }";
    expect(entries(code, ["f"], "g(1);")).toEqual([0, 0]);
    expect(entries(code, ["f", "g"], "g(1);")).toEqual([1, 0, 0]);
  });

  it("takes a counter's name that the file does not use, however it is escaped", () => {
    const result = instrument("answer.ts", "let \\u0065ntered = 1; export const f = () => entered1;", ["f"]);
    expect(result.ok && result.value.counter).toBe("entered2");
  });

  it("keeps lines and gives columns back", () => {
    const code = "export const f = (x) => x.y.z;\nexport function g(x) { return x.y.z; }";
    const result = instrument("answer.ts", code, ["f", "g"]);
    if (!result.ok) throw new Error(result.error.message);
    const before = code.split("\n");
    const after = result.value.code.split("\n");
    expect(after).toHaveLength(2);
    for (const line of [1, 2]) {
      const moved = (after[line - 1] ?? "").indexOf("y.z") + 1;
      expect(result.value.column(line, moved)).toBe((before[line - 1] ?? "").indexOf("y.z") + 1);
    }
    expect(result.value.column(1, 8)).toBe(8);
  });

  it("names the place where code does not parse", () => {
    const result = instrument("answer.ts", "let a = 1;\nlet a = 2;", ["f"]);
    expect(result.ok ? null : result.error.at).toEqual({ file: "answer.ts", line: 2, column: 5 });
  });
});
