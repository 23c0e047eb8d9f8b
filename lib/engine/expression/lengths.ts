import type { FormulaNode, Shape } from "./formula.ts";
import type { Structural } from "./functions.ts";

type Row = {
  /** Most arguments. */
  readonly most: 1 | 2;
  readonly usage: string;
  /** Of so many rows and columns; a sentence where it could be several. */
  readonly count: (rows: number, columns: number, axis: number | null) => number | string;
};

/** Numbers of rows, columns and entries, as programs ask for them. */
const rows: { readonly [fn: string]: Row } = {
  size: {
    most: 2,
    usage: "size(X, 2), or X.shape[1]",
    count: (rows, columns, axis) => {
      if (axis === null) return rows * columns;
      return axis === 1 ? rows : axis === 2 ? columns : "takes 1 (rows) or 2 (columns)";
    },
  },
  // As Python has it; who writes a row for a list means its entries.
  len: {
    most: 1,
    usage: "len(x), or x.shape[0]",
    count: (rows, columns) =>
      rows === 1 && columns > 1 ? `of a row could be 1 or ${columns}: write .shape[0] or .shape[1]` : rows,
  },
  // As MATLAB has it.
  length: { most: 1, usage: "length(x), or size(x, 1)", count: (rows, columns) => Math.max(rows, columns) },
  numel: { most: 1, usage: "numel(X), or X.size", count: (rows, columns) => rows * columns },
};

/** What a count of a matrix is; a sentence where that is open, null for other functions. */
export function countOf(fn: string, shape: Shape, axis: FormulaNode | undefined): number | string | null {
  const row = Object.hasOwn(rows, fn) ? rows[fn] : undefined;
  const [height = 1, width = 1] = shape;
  if (axis !== undefined && axis.kind !== "number") return "takes 1 (rows) or 2 (columns)";
  return row?.count(height, width, axis?.value ?? null) ?? null;
}

export const lengths: { readonly [name: string]: Structural } = Object.fromEntries(
  Object.entries(rows).map(([fn, { most, usage }]): [string, Structural] => [
    fn,
    {
      tex: `\\operatorname{${fn}}`,
      arity: [1, most],
      usage,
      notation: true,
      shape: ([shape = []], args) => {
        const count = countOf(fn, shape, args[1]);
        return typeof count === "string" ? count : [];
      },
      value: (_k, [of, axis]) => {
        const node = axis && ({ kind: "number", value: axis.data[0] as number, from: 0, to: 0 } as const);
        return { shape: [], data: Float64Array.of(Number(countOf(fn, of?.shape ?? [], node))) };
      },
    },
  ]),
);
