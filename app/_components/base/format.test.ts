import { describe, expect, test } from "vitest";
import { figure, grouped, hintWords, points, power, shapeText } from "./format.ts";

describe("numbers as the page writes them", () => {
  test("points drop trailing zeros, and blank is a dash, never 0", () => {
    expect([6, 6.5, 0.25, -0.5, 0, null].map(points)).toEqual(["6", "6.5", "0.25", "−0.5", "0", "–"]);
  });

  test("hints say what they took, and nothing where they took nothing", () => {
    expect([hintWords(1), hintWords(0.5), hintWords(0)]).toEqual(["Hints −1", "Hints −0.5", null]);
  });

  test("minus is U+2212 in prose and a hyphen in code", () => {
    expect(figure(-0.030261, 4)).toBe("−0.03026");
    expect(figure(-0.030261, 4, true)).toBe("-0.03026");
  });

  test("what is not a number is said in words", () => {
    expect(figure(Number.NaN)).toBe("not a number");
    expect(figure(Number.NEGATIVE_INFINITY)).toBe("−∞");
  });

  test("tolerances are powers of ten", () => {
    expect([1e-6, 5e-4, 0.25].map(power)).toEqual(["10⁻⁶", "5 · 10⁻⁴", "0.25"]);
  });

  test("thousands are parted, and a number has no shape", () => {
    expect(grouped(10000)).toBe("10\u202F000");
    expect(shapeText([4, "m"])).toBe("4×m");
    expect(shapeText([])).toBe("number");
  });
});
