import { describe, expect, it } from "vitest";
import { SOURCE_BYTES, strip } from "./strip.ts";

const REFUSED =
  "Too many functions or types in angle brackets stand inside each other here to be told apart; give the inner ones names of their own.";
/** Of processor time, half a second where nothing else runs: what others take of the machine is not counted. */
const SOON_MS = 2500;

/** Places where the parser tries one reading and goes back for another, `n` of them inside each other. */
const AMBIGUOUS: readonly (readonly [name: string, nested: (n: number) => string])[] = [
  ["assertions", (n) => `${"<T>(".repeat(n)}b${")".repeat(n)}`],
  ["assertions on lines of their own", (n) => `${"<T>\n/* ( */(\n".repeat(n)}b${")".repeat(n)}`],
  ["default values", (n) => `${"(a = ".repeat(n)}1${") => 1".repeat(n)}`],
  ["default values of asynchronous functions", (n) => `${"async<T>(a = ".repeat(n)}b${")".repeat(n)}`],
  ["default values of generic functions", (n) => `${"<T>(a = ".repeat(n)}b${") => 1".repeat(n)}`],
  ["defaults in patterns", (n) => `${"({ a = ".repeat(n)}1${" }) => 1".repeat(n)}`],
  ["defaults in patterns of lists", (n) => `${"([a = ".repeat(n)}1${"]) => 1".repeat(n)}`],
  ["defaults in templates", (n) => `${"(a = `${".repeat(n)}1${"}`) => 1".repeat(n)}`],
  ["defaults with bodies", (n) => `${"(a = () => { ".repeat(n)}b${" }) => 1".repeat(n)}`],
  ["several of these", (n) => `${"<T>(a = (b = <U>(".repeat(n / 3)}1${")) => 1) => 1".repeat(n / 3)}`],
];

/** Others that only look as if. */
const PLAIN: readonly (readonly [name: string, nested: (n: number) => string])[] = [
  ["lists in parentheses", (n) => `${"(a, ".repeat(n)}b${")".repeat(n)}`],
  ["branches", (n) => `${"a ? (b) : ".repeat(n)}c`],
  ["comparisons", (n) => `${"a<".repeat(n)}b`],
  ["calls with types", (n) => `${"f<T>(".repeat(n)}b${")".repeat(n)}`],
  ["functions as types", (n) => `${"f<(a: ".repeat(n)}b${") => c>".repeat(n)}`],
  ["asynchronous calls", (n) => `${"async (a, ".repeat(n)}1${")".repeat(n)}`],
];

const timed = (source: string) => {
  const begun = process.cpuUsage();
  const result = strip({ name: "answer.ts", source });
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1000).toBeLessThan(SOON_MS);
  return result;
};

describe("patience with a source", () => {
  it.each(AMBIGUOUS)("ends soon, and at a place, on many levels of %s", (_, nested) => {
    const result = timed(`const y = 1;\nconst x = ${nested(40)};`);
    expect(result.ok ? "read" : result.error).toMatchObject({ name: "SyntaxError", message: REFUSED });
    expect(result.ok ? null : result.error.at?.file).toBe("answer.ts");
    expect(result.ok ? 0 : result.error.at?.line).toBeGreaterThanOrEqual(2);
  });

  it.each(AMBIGUOUS)("reads as much of %s as a person would write", (_, nested) => {
    expect(timed(`const x = ${nested(5)};\n`.repeat(20)).ok).toBe(true);
  });

  it.each([...AMBIGUOUS, ...PLAIN])("is through with a full file of %s soon, at whatever depth", (_, nested) => {
    for (const n of [1, 4, 10, 60]) {
      const piece = `(${nested(n)});\n`;
      timed(piece.repeat(Math.floor(SOURCE_BYTES / piece.length)));
    }
  });

  it("reads 240 levels of plain parentheses", () => {
    expect(timed(`const x = ${"(a + ".repeat(120)}b${")".repeat(120)};`).ok).toBe(true);
    expect(timed(`const x = ${"(".repeat(240)}b${")".repeat(240)};`).ok).toBe(true);
  });
});

describe("classes inside each other", () => {
  const chain = (n: number, open = "class { a = ", close = " }") => `const x = ${open.repeat(n)}1${close.repeat(n)};`;

  it.each([
    ["as values of fields", "class { a = ", " }"],
    ["as values of static fields", "class { static a = ", " }"],
    ["in methods of fields", "class { a = () => { return ", "; } }"],
    ["with a text of braces before each", "class { b = '}}}'; a = ", " }"],
    ["with a remark of braces before each", "class { /* }}} */ a = ", " }"],
    ["with a pattern of braces before each", "class { b = /}}}/; a = ", " }"],
    ["in lists", "class { a = [", "] }"],
    ["with names", "class A<T> extends B { private a: T = ", " }"],
  ])("are refused soon, and at a place, %s", (_, open, close) => {
    const result = timed(`const y = 1;\n${chain(20, open, close)}`);
    expect(result.ok ? "read" : result.error).toMatchObject({
      name: "SyntaxError",
      message:
        "Classes stand inside each other too deeply here: at most 2 levels are read. Write the inner ones beside the outer.",
      at: { file: "answer.ts", line: 2 },
    });
  });

  it("are read to two levels, and any number beside each other", () => {
    expect(timed(chain(2)).ok).toBe(true);
    expect(timed("class A { a = 1; m() { return class { b = 2; }; } }\n".repeat(400)).ok).toBe(true);
    expect(timed(`${chain(2)}\n`.repeat(600)).ok).toBe(true);
  });
});
