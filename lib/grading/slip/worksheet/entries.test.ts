import { describe, expect, it } from "vitest";
import { createRandom } from "#lib/core/random.ts";
import { entryRelation, significant } from "./entries.ts";

const typed = (numbers: readonly number[], decimals = 6) =>
  numbers.map((value) => ({ value: Number(value.toFixed(decimals)), halfUnit: 0.5 * 10 ** -decimals }));
const right = [0.214365, -1.730482, 0.952817, 0.608931, -0.335179, 1.471926];
const related = (entered: readonly number[], decimals = 6, shape = [2, 3]) =>
  entryRelation({
    cells: typed(entered, decimals),
    right: right.slice(0, entered.length),
    shape,
    within: 2e-6,
    others: [{ name: "a", values: [0.111222, 0.333444, 0.555666, 0.777888, 0.999111, 0.222333] }],
  })?.id ?? null;

describe("entries of a field", () => {
  it.each([
    ["sign", right.map((x) => -x)],
    ["times-2", right.map((x) => 2 * x)],
    ["half", right.map((x) => x / 2)],
    ["times-10", right.map((x) => 10 * x)],
    ["hundredth", right.map((x) => x / 100)],
    ["reversed", [...right].reverse()],
    // The 3×2 matrix of the transposed, row after row: (0,0) (1,0) (0,1) (1,1) (0,2) (1,2).
    ["transposed", [0.214365, 0.608931, -1.730482, -0.335179, 0.952817, 1.471926]],
    ["another-field", [0.111222, 0.333444, 0.555666, 0.777888, 0.999111, 0.222333]],
    ["point-moved", right.map((x, i) => (i === 1 ? x / 10 : x))],
    ["one-sign", right.map((x, i) => (i === 4 ? -x : x))],
    ["digits-exchanged", right.map((x, i) => (i === 2 ? 0.952871 : x))],
  ])("are recognised as %s", (id, entered) => {
    expect(related(entered)).toBe(id);
  });

  it("are not explained where they are right, where one more is off, or where few digits were typed", () => {
    expect(related(right)).toBeNull();
    expect(related(right.map((x, i) => (i === 3 ? 0.5 : -x)))).toBeNull();
    expect(related([-0.21], 2, [1, 1])).toBeNull();
    expect(related([-0.2144], 4, [1, 1])).toBe("sign");
  });

  it("are not explained where they are unrelated, in 10,000 draws of one number and of six", () => {
    const random = createRandom("entries");
    const draw = () => random.uniform(-2, 2);
    const named: unknown[] = [];
    for (let k = 0; k < 10_000; k++) {
      const six = right.map(draw);
      const found = related(six);
      if (found !== null) named.push([six, found]);
    }
    expect(named).toEqual([]);
    // One number of six digits: eight rows, each within 2e-6 of ±2, so that of 10,000 draws about one in ten runs would name one.
    let single = 0;
    for (let k = 0; k < 10_000; k++) if (related([draw()], 6, [1, 1]) !== null) single++;
    expect(single).toBeLessThanOrEqual(1);
  });

  it("have as many significant digits as were written", () => {
    expect(significant({ value: 0.2231, halfUnit: 5e-5 })).toBe(4);
    expect(significant({ value: 92, halfUnit: 0.005 })).toBe(4);
    expect(significant({ value: 1 / 3, halfUnit: 0 })).toBe(15);
    expect(significant({ value: 0, halfUnit: 0.5 })).toBe(0);
  });
});
