import type { TensorValue } from "#lib/core/value.ts";
import type { Related, RelationCase, RelationCases, Row } from "./case.ts";
import { factorWords } from "./factor.ts";
import { explainNumbers, type Scalar, scalarsOf } from "./scalar.ts";
import { largest, matrixOf, near, sizeOf, stretched, summed, times } from "./tensor.ts";

const CHAIN = "forward-loss-and-back";

/** A sum over this many entries or more shows that something was summed. */
const SEVERAL = 2;

/** The sum of all entries, of the rows or of the columns, in place of the entries: as a number, or repeated over the shape. */
export const totalled: Row = {
  id: "total",
  of: (all) => {
    const rows: readonly (readonly [string, string, 0 | 1 | null])[] = [
      ["total", "the sum of all its entries in place of each", null],
      ["column-sums", "the sum of each column in place of its entries", 0],
      ["row-sums", "the sum of each row in place of its entries", 1],
    ];
    const scalars = scalarsOf(all).filter(({ factor }) => factor === null);
    for (const [id, words, axis] of rows) {
      const telling = all.cases.filter(({ other }) => summedOver(other, axis) >= SEVERAL);
      if (telling.length < 2) continue;
      const found = asSums(all, (one) => summed(one.other, axis), scalars);
      if (found !== null)
        return [
          {
            id,
            words: isMean(all, axis) ? words.replace("the sum", "the mean") : [words, found].filter(Boolean).join(", "),
            next: "Name the axis that a sum goes over: `sum(1, true)` sums each row and keeps it a column.",
            lesson: CHAIN,
          },
        ];
    }
    return [];
  },
};

/** Whether yours are the sums over the number of summands. */
const isMean = (all: RelationCases, axis: 0 | 1 | null): boolean =>
  all.cases.every(({ other, yours }) => {
    const made = spread(times(1 / summedOver(other, axis), summed(other, axis)), yours);
    return made !== null && near(made, yours, all.atol);
  });

const summedOver = (tensor: TensorValue, axis: 0 | 1 | null): number => {
  const [rows, columns] = matrixOf(tensor);
  return axis === null ? rows * columns : axis === 0 ? rows : columns;
};

/** "" where yours is the sums (as they are, flat, or repeated), the factor's words where it is a multiple; null where it is neither. */
function asSums(
  all: RelationCases,
  sums: (one: RelationCase) => TensorValue | null,
  scalars: readonly Scalar[],
): string | null {
  const numbers = all.cases.map((one): number | null | undefined => {
    const made = spread(sums(one), one.yours);
    if (made === null) return undefined;
    const most = largest(made);
    if (most <= 1e-9) return null;
    const at = made.data.findIndex((x) => Math.abs(x) === most);
    return (one.yours.data[at] as number) / (made.data[at] as number);
  });
  if (numbers.includes(undefined)) return null;
  const found = explainNumbers(numbers as (number | null)[], scalars, 0).find(({ values }) =>
    all.cases.every((one, k) => {
      const made = spread(sums(one), one.yours);
      return made !== null && near(times(values[k] as number, made), one.yours, all.atol);
    }),
  );
  return found === undefined ? null : isOne(found) ? "" : factorWords(found);
}

const isOne = ({ words, sign }: Scalar): boolean => words === "" && sign === 1;

/** Sums in the shape of yours: repeated along the summed axis, or as a plain list. */
function spread(sums: TensorValue | null, yours: TensorValue): TensorValue | null {
  if (sums === null) return null;
  const shape = yours.shape.length === 2 ? stretched(sums, yours.shape) : null;
  if (shape !== null) return shape;
  return sizeOf(yours.shape) === sums.data.length ? { shape: yours.shape, data: sums.data } : null;
}

/** What is asked for is the sum (or mean) of a known matrix over one axis, and yours that over the other. */
export const wrongAxis: Row = {
  id: "wrong-axis",
  of: (all) => {
    const names = (all.cases[0]?.known ?? []).filter(({ value }) => value.shape.length === 2);
    const asked = { ...all, cases: all.cases.map((one) => ({ ...one, yours: one.other })) };
    const scalars = scalarsOf(all).filter(({ factor }) => factor === null);
    for (const { name } of names) {
      const takenFrom = (one: RelationCase) => one.known.find((known) => known.name === name)?.value ?? null;
      const wide = all.cases.filter((one) => {
        const [rows, columns] = matrixOf(takenFrom(one) ?? one.other);
        return rows > 1 && columns > 1;
      });
      if (wide.length < 2) continue;
      for (const [right, made] of [
        [1, 0],
        [0, 1],
        [0, null],
        [1, null],
      ] as const) {
        const sums = (axis: 0 | 1 | null) => (one: RelationCase) => {
          const value = takenFrom(one);
          return value === null ? null : summed(value, axis);
        };
        if (asSums(asked, sums(right), scalars) === null || asSums(all, sums(made), scalars) === null) continue;
        const related: Related = {
          id: "wrong-axis",
          words:
            made === null
              ? `a sum over all of \`${name}\`, where one axis is asked for`
              : `a sum of \`${name}\` over the other axis`,
          next: "Which axis holds the examples? The sum goes along that one.",
          lesson: CHAIN,
        };
        return [related];
      }
    }
    return [];
  },
};
