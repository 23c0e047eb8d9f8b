import { describe, expect, it } from "vitest";
import { plainCode, repairsOf } from "../index.ts";

const squeezed = (code: string): string => plainCode(code).replace(/\s+/g, "");
const of = (body: string) => `export function f(z, a, b, m) {\n  return ${body};\n}`;

/** The texts with brackets put in, and their lines. */
const bracketed = (body: string): (readonly [string, number])[] =>
  repairsOf(of(body)).flatMap(({ id, code, line }) =>
    id === "brackets-left-out" ? [[squeezed(code), line] as const] : [],
  );

describe("Brackets that are left out", () => {
  it.each([
    ["around a difference that is multiplied", "a + z * (1 - a * a)", "(1 - a * a)", "1 - a * a"],
    ["around a numerator", "(a - b) / m", "(a - b)", "a - b"],
    ["around a denominator with a product", "a / (2 * m)", "(2 * m)", "2 * m"],
    ["around what is taken off as a whole", "z - (a + b)", "(a + b)", "a + b"],
    ["around the middle of three factors", "z * (1 - a) * b", "(1 - a)", "1 - a"],
    ["before a factor that is in brackets itself", "(a + b) * (z - m)", "(a + b)", "a + b"],
    ["behind a sign", "-(a + b) / m", "(a + b)", "a + b"],
    ["behind a sign, of a part", "-(a + b / m)", "(a + b / m)", "a + b / m"],
    ["around a sum of calls and elements", "(Math.exp(z) + a[0]) / b", "(Math.exp(z) + a[0])", "Math.exp(z) + a[0]"],
  ])("are put back %s", (_, right, part, wrong) => {
    expect(bracketed(right.replace(part, wrong))).toContainEqual([squeezed(of(right)), 2]);
  });

  it.each([
    ["a sum and a difference", "a + b - z"],
    ["a product that is divided", "a * b / m"],
    ["words", '"a" + b * z'],
    ["one value", "a"],
  ])("are put nowhere where they change nothing: %s", (_, body) => {
    expect(bracketed(body)).toEqual([]);
  });

  it("are put only where they change what is computed", () => {
    expect(bracketed("a - b * z + m").map(([text]) => text.split("return")[1]?.slice(0, -2))).toEqual([
      "(a-b)*z+m",
      "a-(b*z+m)",
      "a-b*(z+m)",
    ]);
  });
});
