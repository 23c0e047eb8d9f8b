import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumber } from "./number.ts";

describe("a number as typed", () => {
  it.each([
    ["12", 12, 0.5],
    [".25", 0.25, 0.005],
    ["5.", 5, 0.5],
    ["-0.5", -0.5, 0.05],
    ["−0.5", -0.5, 0.05],
    ["+3", 3, 0.5],
    ["0,25", 0.25, 0.005],
    ["1e-4", 1e-4, 5e-5],
    ["1.50E2", 150, 0.5],
    ["1/3", 1 / 3, 0],
    ["-1/8", -0.125, 0],
    ["  0.7700 ", 0.77, 5e-5],
  ])("%s is read with half a unit of its last digit", (typed, value, halfUnit) => {
    const read = parseNumber(typed);
    expect(read.ok && read.value.value).toBe(value);
    expect(read.ok && read.value.halfUnit).toBeCloseTo(halfUnit, 15);
  });

  it.each([
    [".0o42", "has a letter where a digit belongs", 3],
    ["0.5x", "has a letter where a digit belongs", 4],
    ["1%", "has the character “%” where a digit belongs", 2],
    ["1/0", "divides by zero", 1],
    ["1/2/3", "more than one stroke", 1],
    ["--1", "is not a complete number", 1],
    ["1.2.3", "is not a complete number", 1],
    ["2/", "is not a complete number", 3],
    ["e5", "is not a complete number", 1],
    ["1e999", "is not a complete number", 1],
  ])("%s is not read, and the sentence says why and where", (typed, message, column) => {
    const read = parseNumber(typed);
    expect(!read.ok && read.error.message).toContain(message);
    expect(!read.ok && read.error.column).toBe(column);
  });

  it("is what was printed, for every decimal", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 12 }), (x, decimals) => {
        const read = parseNumber(x.toFixed(decimals));
        expect(read.ok && Math.abs(read.value.value - x)).toBeLessThanOrEqual(
          0.5000001 * 10 ** -decimals + Math.abs(x) * 1e-15,
        );
      }),
    );
  });
});
