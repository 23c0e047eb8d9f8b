import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TensorValue } from "#lib/core/value.ts";
import { relationOf, relations } from "./relation.ts";

const tensor = (shape: readonly number[], ...data: number[]): TensorValue => ({ shape, data: Float64Array.from(data) });
const right = tensor([2, 3], 0.2, -1.3, 0.7, 2.1, -0.4, 0.9);

describe("a relation", () => {
  it.each(relations.map((row) => [row.words, row] as const))("is named: %s", (words, row) => {
    const seen = [
      { other: right, m: 5 },
      { other: tensor([2, 3], 1, 2, 3, 4, 5, 6), m: 7 },
    ];
    const pairs = seen.map((one) => ({ ...one, yours: row.of({ ...one, yours: one.other }) as TensorValue }));
    expect(relationOf(pairs)).toBe(words);
  });

  it("has to hold on every case: with two examples in one case alone, twice and m times are told apart", () => {
    const twice = (m: number) => ({ other: right, m, yours: tensor([2, 3], ...right.data.map((x) => 2 * x)) });
    expect(relationOf([twice(2), twice(5)])).toBe("twice as large");
    const byM = (m: number) => ({ other: right, m, yours: tensor([2, 3], ...right.data.map((x) => m * x)) });
    expect(relationOf([byM(2), byM(5)])).toBe("m times as large");
  });

  it("is not claimed where one entry differs, or where there is nothing to compare with", () => {
    const off = tensor([2, 3], ...right.data.map((x, i) => (i === 4 ? -x * 1.001 : -x)));
    expect(relationOf([{ other: right, m: 4, yours: off }])).toBeNull();
    expect(relationOf([{ other: tensor([1], 0), m: 4, yours: tensor([1], 3) }])).toBeNull();
    expect(relationOf([])).toBeNull();
  });

  it("is not claimed for unrelated numbers", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: 6, maxLength: 6 }), (data) => {
        const skewed = data.map((x, i) => x * (1.3 + 0.1 * i));
        expect(relationOf([{ other: tensor([6], ...data), yours: tensor([6], ...skewed), m: 11 }])).toBeNull();
      }),
    );
  });
});
