import type { TensorValue } from "#lib/core/value.ts";

type Metric = {
  /** From what was predicted and what was wanted, both k×m; null where it is no finite number or the sizes differ. */
  readonly measure: (output: TensorValue, target: TensorValue) => number | null;
  /** Whether more is better; else the threshold is an upper bound. */
  readonly more: boolean;
  /** What the threshold is a threshold of, before its number. */
  readonly words: string;
};

/** How a trained answer is measured on the rows of a data set. */
export const METRICS = {
  /** The share of entries on the right side of 0.5. */
  accuracy: {
    measure: sameSize(({ data }, target) => {
      const right = data.reduce(
        (n, y, i) => n + (y > 0.5 === (target.data[i] as number) > 0.5 && !Number.isNaN(y) ? 1 : 0),
        0,
      );
      return right / target.data.length;
    }),
    more: true,
    words: "an accuracy of ",
  },
  /** The root mean square error over all entries. */
  rmse: {
    measure: sameSize((output, target) => Math.sqrt(squares(output.data, target.data) / target.data.length)),
    more: false,
    words: "a root mean square error of ",
  },
  /** Per output (row) the root mean square error over the standard deviation of the target; the largest of them. */
  nrmse: {
    measure: sameSize((output, target) => {
      const [rows, columns] = target.shape as [number, number];
      const row = (data: Float64Array, j: number) => data.subarray(j * columns, (j + 1) * columns);
      return Math.max(
        ...Array.from({ length: rows }, (_, j) => {
          const wanted = row(target.data, j);
          const mean = new Float64Array(columns).fill(wanted.reduce((a, b) => a + b, 0) / columns);
          return Math.sqrt(squares(row(output.data, j), wanted) / squares(mean, wanted));
        }),
      );
    }),
    more: false,
    words: "in every output a root mean square error, over the target's deviation, of ",
  },
} as const satisfies { readonly [name: string]: Metric };

function sameSize(measure: (output: TensorValue, target: TensorValue) => number): Metric["measure"] {
  return (output, target) => {
    if (output.data.length !== target.data.length) return null;
    const found = measure(output, target);
    return Number.isFinite(found) ? found : null;
  };
}

function squares(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, i) => sum + (x - (b[i] as number)) ** 2, 0);
}
