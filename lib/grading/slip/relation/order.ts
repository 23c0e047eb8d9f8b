import type { TensorValue } from "#lib/core/value.ts";
import type { Related, RelationCase, Row } from "./case.ts";
import { everywhere, matrixOf, moved, near, sameShape, transpose } from "./tensor.ts";

const CHAIN = "forward-loss-and-back";

type Made = {
  readonly id: string;
  readonly words: string;
  readonly next: string;
  readonly of: (right: TensorValue) => TensorValue | null;
};

const ORDER = "Look at the order in which the loop or the list runs.";

/** The right numbers at other places. */
const MADE: readonly Made[] = [
  {
    id: "rows-reversed",
    words: "the right numbers with its rows from last to first",
    next: ORDER,
    of: (right) => moved(right, (i, j, rows) => [rows - 1 - i, j]),
  },
  {
    id: "columns-reversed",
    words: "the right numbers from last to first",
    next: ORDER,
    of: (right) => moved(right, (i, j, _, columns) => [i, columns - 1 - j]),
  },
  {
    id: "reversed",
    words: "the right numbers with rows and columns from last to first",
    next: ORDER,
    of: (right) => moved(right, (i, j, rows, columns) => [rows - 1 - i, columns - 1 - j]),
  },
  {
    id: "rows-rolled",
    words: "the right numbers with its rows moved round by one",
    next: ORDER,
    of: (right) => moved(right, (i, j, rows) => [(i + 1) % rows, j]),
  },
  {
    id: "rows-rolled-back",
    words: "the right numbers with its rows moved round by one",
    next: ORDER,
    of: (right) => moved(right, (i, j, rows) => [(i + rows - 1) % rows, j]),
  },
  {
    id: "columns-rolled",
    words: "the right numbers moved round by one",
    next: ORDER,
    of: (right) => moved(right, (i, j, _, columns) => [i, (j + 1) % columns]),
  },
  {
    id: "columns-rolled-back",
    words: "the right numbers moved round by one",
    next: ORDER,
    of: (right) => moved(right, (i, j, _, columns) => [i, (j + columns - 1) % columns]),
  },
  {
    id: "column-by-column",
    words: "the right numbers, written down column by column",
    next: "Rows come first here: the entries of the first row, then those of the second.",
    of: (right) => ({ shape: right.shape, data: transpose(right).data }),
  },
];

export const reordered: Row = {
  id: "order",
  of: (all) =>
    MADE.filter(({ of }) => everywhere(all, ({ other }) => of(other)))
      .slice(0, 1)
      .map(({ id, words, next }) => ({ id, words, next, lesson: CHAIN })),
};

/** The same numbers in the same order, in another shape; never of a single number, which may stand in several ways. */
export const reshaped: Row = {
  id: "reshaped",
  of: (all) => {
    const holds = all.cases.every(
      ({ yours, other }) =>
        yours.data.length === other.data.length && near({ shape: other.shape, data: yours.data }, other, all.atol),
    );
    if (!holds || all.cases.every(({ yours, other }) => sameShape(yours, other))) return [];
    return [
      {
        id: "reshaped",
        words: "the right numbers in another shape",
        next: "Keep the axis that a sum goes over (`true` as its second argument), or reshape what you return.",
        lesson: CHAIN,
      },
    ];
  },
};

/** Rows or columns in another order, the same on all cases of one size; told only where no two of them are alike. */
export const permuted: Row = {
  id: "permuted",
  of: (all) => {
    for (const [axis, words] of [
      [0, "the right numbers with its rows in another order"],
      [1, "the right numbers with its columns in another order"],
    ] as const) {
      const orders = all.cases.map((one) => orderOf(one, axis, all.atol));
      if (!orders.every((order) => order !== null)) continue;
      const bySize = new Map<number, string>();
      const same = orders.every((order) => {
        const known = bySize.get(order.length) ?? order.join();
        bySize.set(order.length, known);
        return known === order.join();
      });
      if (same) return [{ id: axis === 0 ? "rows-permuted" : "columns-permuted", words, next: ORDER, lesson: CHAIN }];
    }
    return [];
  },
};

/** Which line of the right tensor each line of yours is; null where one is none or could be two. */
function orderOf({ yours, other }: RelationCase, axis: 0 | 1, atol: number): readonly number[] | null {
  if (!sameShape(yours, other)) return null;
  const [mine, right] = axis === 0 ? [yours, other] : [transpose(yours), transpose(other)];
  if (axis === 1 && yours.shape.length !== 2) return null;
  const [rows, columns] = matrixOf(right);
  const line = ({ data }: TensorValue, i: number): TensorValue => ({
    shape: [columns],
    data: data.slice(i * columns, (i + 1) * columns),
  });
  const order: number[] = [];
  for (let i = 0; i < rows; i++) {
    const fits = Array.from({ length: rows }, (_, k) => k).filter((k) => near(line(mine, i), line(right, k), atol));
    if (fits.length !== 1) return null;
    order.push(fits[0] as number);
  }
  return new Set(order).size === rows ? order : null;
}

/** Another field of the same result, or a value that is known on the case. */
export const another: Row = {
  id: "another",
  of: (all) => {
    const names = all.cases[0]?.known ?? [];
    const found = names.filter(({ name, from }) =>
      everywhere(all, (one) => one.known.find((known) => known.name === name && known.from === from)?.value ?? null),
    );
    return found.slice(0, 1).map(({ name, from }): Related => {
      const words = `equal to \`${name}\``;
      if (from === "field")
        return {
          id: "another-output",
          words,
          next: "Look at the order and the names of what is returned.",
          lesson: null,
        };
      if (from === "argument")
        return {
          id: "an-argument",
          words: `${words} as it was given`,
          next: `Look whether \`${name.replace(/^.*\./, "")}\` is changed at all, and whether what is returned is what the last step made of it.`,
          lesson: null,
        };
      return {
        id: "another-result",
        words,
        next: "Look whether a step of the computation is missing at the end.",
        lesson: null,
      };
    });
  },
};

/** Of a list of numbers that change, the first at every place. */
export const kept: Row = {
  id: "first-kept",
  of: (all) => {
    const telling = all.cases.filter(({ other }) => matrixOf(other)[0] === 1 && other.data.length >= 3);
    if (telling.length < 2 || telling.some(({ other }) => near(firstOnly(other), other))) return [];
    if (!everywhere(all, ({ other }) => firstOnly(other))) return [];
    return [
      {
        id: "first-kept",
        words: "the first of the right numbers at every place",
        next: "Look at what each number is computed from: it has to be what the steps so far have led to, not what was there at the beginning.",
        lesson: null,
      },
    ];
  },
};

const firstOnly = ({ shape, data }: TensorValue): TensorValue => ({ shape, data: data.map(() => data[0] as number) });
