import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumber } from "../../exercise/index.ts";
import { fitsCoarsely, judgeCell } from "./judge-cell.ts";

const typed = (text: string) => {
  const read = parseNumber(text);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
};
const judge = (text: string, full: number, followed = full, from: number | null = null, decimals = 4) =>
  judgeCell(typed(text), { full, followed, from }, decimals);

describe("a cell that asks for four decimals", () => {
  it("takes the value rounded to them, up or down, and no coarser one", () => {
    expect(judge("0.7685", 0.76852478)).toBe("right");
    expect(judge("0.7686", 0.76852478)).toBe("right");
    expect(judge("0.77", 0.76852478)).toBe("differs");
    expect(judge("0.7687", 0.76852478)).toBe("differs");
    expect(judge("0.7684", 0.76852478)).toBe("differs");
  });

  it("takes the value cut off after them", () => {
    expect(judge("0.7685", 0.76859999)).toBe("right");
    expect(judge("-0.7685", -0.76859999)).toBe("right");
  });

  it("allows a followed value what rounding the entered ones may have moved, and no more", () => {
    const slack = 0.0002;
    const expected = { full: 0.5744, followed: 0.62246, from: null, slack };
    expect(judgeCell(typed("0.6227"), expected, 4)).toBe("follows");
    expect(judgeCell(typed("0.6228"), expected, 4)).toBe("differs");
    expect(judgeCell(typed("0.5747"), expected, 4)).toBe("differs");
  });

  it("knows a value that is right as far as it goes", () => {
    const expected = { full: 0.76852478, followed: 0.8, from: null };
    expect(fitsCoarsely(typed("0.77"), expected, 4)).toBe(true);
    expect(fitsCoarsely(typed("0.76"), expected, 4)).toBe(true);
    // A hundredth below 0.8, of which nothing was cut off, and two above 0.7685.
    expect(fitsCoarsely(typed("0.79"), expected, 4)).toBe(false);
    expect(fitsCoarsely(typed("0.73"), expected, 4)).toBe(false);
    // Of 0.75 as it is nothing was cut off to come to 0.74.
    expect(fitsCoarsely(typed("0.74"), { full: 0.75, followed: 0.75, from: null }, 4)).toBe(false);
    expect(fitsCoarsely(typed("0.7685"), expected, 4)).toBe(false);
    expect(fitsCoarsely(typed("0"), { full: 0.0013, followed: 0.0013, from: null }, 4)).toBe(false);
    expect(fitsCoarsely(typed("0.9"), { full: 0.8937, followed: 0.8937, from: 0.9 }, 4)).toBe(false);
  });

  it("takes more decimals than it asks for", () => {
    expect(judge("0.76852478", 0.76852478)).toBe("right");
  });

  it("takes an exact value however it is written", () => {
    expect(judge("1.2", 1.2)).toBe("right");
    expect(judge("6/5", 1.2)).toBe("right");
    expect(judge("1/3", 1 / 3)).toBe("right");
    expect(judge("0.33", 1 / 3)).toBe("differs");
  });

  it("takes what follows from the entered values, and says that it follows", () => {
    expect(judge("0.6225", 0.5744, 0.62246)).toBe("follows");
    expect(judge("0.5000", 0.5744, 0.62246)).toBe("differs");
  });

  it("does not call it a consequence where only the last digits were rounded", () => {
    expect(judge("0.5746", 0.57442, 0.57458)).toBe("right");
  });

  it("does not let entered zeros make everything follow", () => {
    expect(judge("0", 0.0371, 0)).toBe("differs");
    expect(judge("0", 0, 0)).toBe("right");
  });

  it("takes no value that is not finite", () => {
    expect(judge("1", Number.NaN, Number.POSITIVE_INFINITY)).toBe("differs");
  });
});

describe("an updated parameter", () => {
  it("counts where it moved as asked, and not where it stayed", () => {
    expect(judge("0.8937", 0.89366, 0.89366, 0.9)).toBe("right");
    expect(judge("0.9", 0.89366, 0.89366, 0.9)).toBe("differs");
  });

  it("does not count as unmoved although the step is shorter than half a unit", () => {
    expect(judge("0.9", 0.89998, 0.89998, 0.9)).toBe("differs");
  });

  it("does not follow from a gradient that was entered as zero", () => {
    expect(judge("0.9", 0.89366, 0.9, 0.9)).toBe("differs");
  });
});

describe("every rounded value", () => {
  it("is right at its own digits, and a value off by two units is not", () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), fc.integer({ min: 1, max: 8 }), (x, decimals) => {
        expect(judgeCell(typed(x.toFixed(decimals)), { full: x, followed: x, from: null }, decimals)).toBe("right");
        const off = (x + 2.01 * 10 ** -decimals).toFixed(decimals);
        expect(judgeCell(typed(off), { full: x, followed: x, from: null }, decimals)).toBe("differs");
      }),
    );
  });
});

describe("a cell that asks for significant figures", () => {
  const four = (text: string, full: number) =>
    judgeCell(typed(text), { full, followed: full, from: null }, { figures: 4 });

  it("takes the value with its figures as written: 92.00 and not 92", () => {
    expect(four("92.00", 92)).toBe("right");
    expect(four("9.200e1", 92)).toBe("right");
    expect(four("92", 92)).toBe("differs");
    expect(four("92.0", 92)).toBe("differs");
    expect(four("276/3", 92)).toBe("right");
  });

  it("counts them from the first digit that is not 0, at any size", () => {
    expect(four("0.001235", 0.00123456)).toBe("right");
    expect(four("0.001234", 0.00123456)).toBe("right");
    expect(four("0.00123", 0.00123456)).toBe("differs");
    expect(four("0.001238", 0.00123456)).toBe("differs");
    expect(four("1.235e6", 1234567)).toBe("right");
    expect(four("10.00", 9.9996)).toBe("right");
  });
});

describe("a cell with a tolerance", () => {
  const within = (text: string, full: number) =>
    judgeCell(typed(text), { full, followed: full, from: null }, { rtol: 0.01, atol: 0.5 });

  it("takes what lies within atol + rtol of the value, however it is written", () => {
    // 0.5 + 0.01 · 200 = 2.5.
    expect(within("202.5", 200)).toBe("right");
    expect(within("198", 200)).toBe("right");
    expect(within("203", 200)).toBe("differs");
    expect(within("0.5", 0)).toBe("right");
  });
});
