import { describe, expect, it } from "vitest";
import { SOURCE_BYTES, strip } from "./strip.ts";

const stripped = (source: string) => {
  const result = strip({ name: "answer.ts", source });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

const refused = (source: string) => {
  const result = strip({ name: "answer.ts", source });
  if (result.ok) throw new Error(`not refused: ${result.value.code}`);
  return result.error;
};

describe("strip", () => {
  it("takes types out and leaves every line where it was", () => {
    const { code } = stripped("type P = {\n  W: number;\n};\nexport const f = (p: P): number => p.W as number;\n");
    expect(code.split("\n")[3]).toMatch(/^export const f = \(p\) => p\.W/);
  });

  it("leaves today's syntax as it is, since the engine reads it", () => {
    expect(stripped("a?.b ?? c; class A { #x = 1 }").code).toBe("a?.b ?? c; class A { #x = 1 }");
  });

  it("finds the column of a token behind types that are gone", () => {
    const source = "export function f(p: { W: number[] }, X: number[]): number { throw new Error('x'); }";
    const { code, column } = stripped(source);
    expect(code).not.toContain("number");
    expect(column(1, code.indexOf("new Error") + 1)).toBe(source.indexOf("new Error") + 1);
  });

  it("keeps the distance from the token before for a column inside it", () => {
    const source = "const a: number = answer;";
    const { code, column } = stripped(source);
    expect(column(1, code.indexOf("answer") + 4)).toBe(source.indexOf("answer") + 4);
  });

  it.each([
    ["const a = ;", 1, 11],
    ["let a = 1;\nlet x: = 3", 2, 8],
    ["function f( {", 1, 14],
    ['let a = 1;\n  "abc', 2, 3],
  ])("names line and column of what it cannot read: %j", (source, line, column) => {
    const error = refused(source);
    expect(error.name).toBe("SyntaxError");
    expect(error.message).not.toMatch(/\(\d+:\d+\)/);
    expect(error.at).toEqual({ file: "answer.ts", line, column });
  });

  it.each([
    ["brackets", (n: number) => `let x = ${"(".repeat(n)}1${")".repeat(n)}`],
    ["functions", (n: number) => `let x = ${"()=>{".repeat(n)}1${"}".repeat(n)}`],
    ["templates", (n: number) => `let x = ${"`${".repeat(n)}1${"}`".repeat(n)}`],
    ["signs", (n: number) => `let x = ${"! ".repeat(n)}1`],
    ["branches", (n: number) => `${"if(a){}else ".repeat(n)};`],
    ["branches on lines of their own", (n: number) => `${"if (a)\n".repeat(n)};`],
    ["branches with semicolons", (n: number) => `${"if (a) b; else\n".repeat(n)};`],
    ["loops", (n: number) => `${"do\n".repeat(n)};${"while(0);".repeat(n)}`],
    ["assignments", (n: number) => `${"a =\n".repeat(n)}1`],
    ["labels", (n: number) => `${Array.from({ length: n }, (_, i) => `l${i}:`).join("\n")};`],
    ["types", (n: number) => `let x: ${"A<".repeat(n)}B${">".repeat(n)}`],
    ["long sums", (n: number) => `let x = a${"\n+ b".repeat(4 * n)}`],
  ])("refuses %s nested beyond what every stack can follow, and reads what a person would write", (_, nested) => {
    const error = refused(nested(400));
    expect(error.message).toBe(
      "The code is nested too deeply here: at most 250 levels of brackets, branches and signs are read.",
    );
    expect(error.at?.file).toBe("answer.ts");
    expect(strip({ name: "answer.ts", source: nested(40) }).ok).toBe(true);
    expect(strip({ name: "answer.ts", source: Array(30).fill(nested(30)).join("\n") }).ok).toBe(true);
  });

  it.each([
    ["after a! and a division", "const q = X! / 2; let x = OPEN;"],
    ["between divisions after a!", "let x = X! / 2 + OPEN / 1;"],
    ["between divisions after (a)!", "let x = (X)! / 2 + OPEN / 1;"],
    ["between divisions after a type in braces", "let x = q as {} / 2 + OPEN / 1;"],
    [
      "behind a template that looks like a regular expression",
      `let x = ${"(".repeat(240)}q as {} / \`/ 1 ${")".repeat(230)}\` + OPEN / 1${")".repeat(240)};`,
    ],
    ["after a decorator", "@a class A {}\nlet x = OPEN;"],
    ["after what is no token", 'let s = "\\u{zz}"; let x = OPEN;'],
    ["in what may be a regular expression", "let x = /OPEN/;"],
    ["in assignments to properties named like statements", `a.let${" = a.let".repeat(1500)} = 1`],
    ["in assignments to constant types", `a${" as const = a".repeat(1500)}`],
    ["in assignments over lines", `a = b${"\n.c = b".repeat(1500)}`],
    ["in assignments to types over lines", `a = b${" as\nC = b".repeat(1500)}`],
    ["in assignments to members of objects", `a${" = {}.b".repeat(1500)} = 1`],
    ["in assignments to elements of objects", `a${" = {}[0]".repeat(1500)} = 1`],
    ["in branches after templates", `a = ${`f\`\${1}\` ? `.repeat(1500)}1${" : 1".repeat(1500)}`],
    ["in second arguments of types", `let x: ${"M<a, ".repeat(1500)}b${">".repeat(1500)}`],
    ["in predicates", `let x: ${"(a) => a is ".repeat(1500)}b`],
  ])("sees nesting %s", (_, source) => {
    const nested = source.replace("OPEN", `${"(".repeat(1500)}q${")".repeat(1500)}`);
    expect(refused(nested).message).toContain("nested too deeply");
    expect(refused(nested).at).not.toBeNull();
  });

  it("sees no nesting where much stands in a row", () => {
    const source = [
      "let a = b! / 2, re = /^[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?$/;",
      `for (let i = 0; i < n! / 2; i++) x[i] = (y as number[])[i]! / 2 + (z as Map<string, number>).get(\`\${i}\`)!;`,
      "const f = <T,>(x: T, y: Map<T, { a: T }>): x is T => -x < y && y > -x",
      "i++",
      "j--",
    ].join("\n");
    expect(refused(`${`${source}\n`.repeat(150)}let x: = 1`).message).not.toContain("nested");
  });

  it.each([
    ["brackets in unfinished texts", ";/[x"],
    ["comments", "/*x "],
    ["quotes", "\"'"],
    ["templates", "`${"],
    ["signs", "@"],
    ["bangs", "a! /"],
  ])("is through soon with many %s that do not end", (_, piece) => {
    const begun = performance.now();
    strip({ name: "answer.ts", source: piece.repeat(Math.floor(SOURCE_BYTES / piece.length)) });
    expect(performance.now() - begun).toBeLessThan(2500);
  });

  it("says the same where the file cannot be looked over and the stack runs out", () => {
    expect(refused(`let r = /(/; let x = ${"(".repeat(30000)}`).message).toContain("nested too deeply");
  });

  it("refuses a file above 64 KB, measured in bytes", () => {
    expect(strip({ name: "answer.ts", source: `//${"é".repeat(SOURCE_BYTES / 2 - 1)}` }).ok).toBe(true);
    expect(refused(`//${"é".repeat(SOURCE_BYTES / 2)}`).message).toBe(
      "The file is 65 KB long; at most 64 KB are read.",
    );
  });
});
