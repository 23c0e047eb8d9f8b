import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumber, significant } from "./number.ts";

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
    ["–0.5", -0.5, 0.05],
    ["- 0.5", -0.5, 0.05],
    ["1e–4", 1e-4, 5e-5],
    ["1 / 3", 1 / 3, 0],
    ["1 200", 1200, 0.5],
    ["1\u202f200.5", 1200.5, 0.05],
    ["12 345 678", 12345678, 0.5],
    ["0.123 456", 0.123456, 5e-7],
    ["3·10^-4", 3e-4, 5e-5],
    ["3.0 × 10⁻⁴", 3e-4, 5e-6],
    ["3*10**-4", 3e-4, 5e-5],
    ["-1.5 x 10^{2}", -150, 5],
    ["2*10^(3)", 2000, 500],
    ["1.2·10^-3", 1.2e-3, 5e-5],
    ["1.2∙10^{-3}", 1.2e-3, 5e-5],
    ["2.26\\cdot10^{-1}", 0.226, 5e-4],
    ["-4.5 \\times 10^{2}", -450, 5],
    ["2 x10^-4", 2e-4, 5e-5],
    ["6.25D-2", 0.0625, 5e-5],
    ["6.25d-2", 0.0625, 5e-5],
    ["sqrt(78)", Math.sqrt(78), 0],
    ["-√78", -Math.sqrt(78), 0],
    ["√(0.5)", Math.sqrt(0.5), 0],
    ["\\sqrt{78}", Math.sqrt(78), 0],
    ["2/sqrt(78)", 2 / Math.sqrt(78), 0],
    ["4^-4", 1 / 256, 0],
    ["2^{-8}", 1 / 256, 0],
    ["2⁻⁸", 1 / 256, 0],
    ["2**-8", 1 / 256, 0],
    ["-2^2", -4, 0],
    ["1/4^3", 1 / 64, 0],
    ["0.75^4", 0.31640625, 0],
    ["10^-3", 1e-3, 0],
    ["¼", 0.25, 0],
    ["−⅔", -2 / 3, 0],
    ["1½", 1.5, 0],
    ["1 ½", 1.5, 0],
    ["\\frac{1}{3}", 1 / 3, 0],
    ["3·10^-4/2", 1.5e-4, 0],
    ["≈ 0.25", 0.25, 0.005],
    ["~0.25", 0.25, 0.005],
    ["= -0.25", -0.25, 0.005],
    ["\\approx 0.25", 0.25, 0.005],
    ["0.333…", 0.333, 5e-4],
    ["-0.333...", -0.333, 5e-4],
    ["0.25;", 0.25, 0.005],
    ["0.25.", 0.25, 0.005],
    ["[0.25]", 0.25, 0.005],
    ["(-0.25)", -0.25, 0.005],
    ["$0.25$", 0.25, 0.005],
    ["$z_1 = 0.25$", 0.25, 0.005],
    ["∂L/∂w ≈ 0.25", 0.25, 0.005],
    ["0{,}25", 0.25, 0.005],
    ["1⁄3", 1 / 3, 0],
  ])("%s is read with half a unit of its last digit", (typed, value, halfUnit) => {
    const read = parseNumber(typed);
    expect(read.ok && read.value.value).toBe(value);
    expect(read.ok && read.value.halfUnit).toBeCloseTo(halfUnit, 15);
  });

  it.each([
    [".0o42", "has a letter where a digit belongs", 3],
    ["0.5x", "has a letter where a digit belongs", 4],
    ["1%", "ends in %, and a number without it is asked for. Write a hundredth of it, without the sign.", 2],
    ["35.07 %", "ends in %, and a number without it is asked for", 7],
    ["3 ‰", "Write a thousandth of it", 3],
    ["ln(5/9)", "is still to be worked out. Type the decimal number that it gives.", 1],
    ["(3/4)^4", "is still to be worked out. Type the decimal number", 1],
    ["2·(1 - 0.5)", "is still to be worked out. Type the decimal number", 2],
    ["log10(0.04)", "is still to be worked out. Type the decimal number", 1],
    ["tanh(-2)", "is still to be worked out. Type the decimal number", 1],
    ["-σ(0.5)", "is still to be worked out. Type the decimal number", 2],
    ["0.5(", "has the character “(” where a digit belongs", 4],
    ["±1.2", "stands for two numbers. Type one, with its own sign.", 1],
    ["0.5 ?", "has the character “?” where a digit belongs", 5],
    ["1/3·10^-4", "could mean two numbers: does the power of ten belong below the stroke?", 3],
    ["sqrt(-1)", "has a letter where a digit belongs", 1],
    ["5 sqrt(2)", "is still to be worked out. Type the decimal number that it gives.", 3],
    ["9^999", "is not a complete number", 1],
    ["4^", "is not a complete number", 1],
    ["1/0", "divides by zero", 1],
    ["1/2/3", "more than one stroke", 1],
    ["--1", "is not a complete number", 1],
    ["1.2.3", "is not a complete number", 1],
    ["2/", "is not a complete number", 3],
    ["e5", "is not a complete number", 1],
    ["1e999", "is not a complete number", 1],
    ["1 1/2", "has a space between digits", 2],
    ["12 34", "has a space between digits", 3],
    ["0.5 0.6", "has a space between digits", 4],
    ["2*3", "has the character “*” where a digit belongs", 2],
    ["2*10", "has the character “*” where a digit belongs", 2],
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

  it("keeps a decimal comma, and says how it was read", () => {
    const read = parseNumber("0,25");
    expect(read.ok && read.value).toEqual({
      value: 0.25,
      halfUnit: 0.005,
      notice: "“0,25” is read as 0.25: a comma stands for the decimal point.",
    });
    const thirds = parseNumber("1,5/3");
    expect(thirds.ok && thirds.value).toMatchObject({ value: 0.5, notice: expect.stringContaining("1.5/3") });
    expect(parseNumber("1,234.5").ok).toBe(false);
  });

  it("may have a unit after a space, which is said to be left aside; an exponent is none", () => {
    for (const unit of ["eV", "m/s", "kJ·mol⁻¹", "°C", "1/K", "J/(mol·K)"]) {
      const read = parseNumber(`92.00 ${unit}`);
      expect(read.ok && read.value).toMatchObject({ value: 92, halfUnit: 0.005, unit });
      expect(read.ok && read.value.notice).toContain("the number is read");
    }
    const exponent = parseNumber("1.5 e-4");
    expect(exponent.ok && exponent.value).toEqual({ value: 1.5e-4, halfUnit: 5e-6 });
    for (const [typed, value] of [
      ["3·10⁻⁴ eV", 3e-4],
      ["¼ eV", 0.25],
      ["√2 m", Math.SQRT2],
      ["2.94 1/K", 2.94],
    ] as const) {
      const read = parseNumber(typed);
      expect([typed, read.ok && read.value.value]).toEqual([typed, value]);
    }
    expect(parseNumber("92 %").ok).toBe(false);
    expect(parseNumber("92eV").ok).toBe(false);
  });

  it.each([
    ["5 %", "%", 5],
    ["1.5eV", "eV", 1.5],
    ["3 kg m", "kg m", 3],
    ["8.3 J/(mol·K)", "J/(mol·K)", 8.3],
    ["2 1/s", "1/s", 2],
    ["1.5 \u03bcm", "\u00b5m", 1.5],
    ["7 \u2126", "\u03a9", 7],
    ["3·10⁻⁴ eV", "eV", 3e-4],
  ])("has the unit that is asked for, as %s", (typed, unit, value) => {
    const read = parseNumber(typed, unit);
    expect(read.ok ? read.value : read.error).toMatchObject({ value, unit });
  });

  it("is another number in another unit than the one asked for", () => {
    const asked = parseNumber("1.5 eV", "eV");
    expect(asked.ok && asked.value).toEqual({ value: 1.5, halfUnit: 0.05, unit: "eV" });
    const other = parseNumber("1500 meV", "eV");
    for (const [typed, unit] of [
      ["1.5 %", "%"],
      ["1.5 1/K", "1/K"],
    ] as const) {
      const read = parseNumber(typed, "eV");
      expect(!read.ok && read.error.message).toContain(`has the unit ${unit}, and eV is asked for.`);
    }
    expect(!other.ok && other.error).toEqual({
      message: "“1500 meV” has the unit meV, and eV is asked for.",
      column: 6,
    });
  });

  it.each([
    ["92", 2],
    ["92.00", 4],
    ["0.0230", 3],
    ["1.50e3", 3],
    ["-0.7", 1],
    ["1/3", 15],
  ])("%s has so many figures that count: %i", (typed, figures) => {
    const read = parseNumber(typed);
    expect(read.ok && significant(read.value)).toBe(figures);
  });
});
