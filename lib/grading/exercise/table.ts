import type { TensorValue } from "#lib/core/value.ts";

/** A CSV of plain numbers and words: no quotes, no commas inside a cell. One record per example. */
export type Table = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

export function header(csv: string): string[] {
  return (csv.split("\n", 1)[0] ?? "").trim().split(",");
}

export function parseTable(csv: string): Table {
  const [, ...lines] = csv.trim().split("\n");
  return { columns: header(csv), rows: lines.map((line) => line.trim().split(",")) };
}

/** The named columns as a matrix, one row per column and one column per example, of the rows whose `split` says `part`. */
export function examples(table: Table, columns: readonly string[], split: string, part: string): TensorValue {
  const at = table.columns.indexOf(split);
  const rows = at < 0 ? table.rows : table.rows.filter((row) => row[at] === part);
  const indices = columns.map((column) => table.columns.indexOf(column));
  const data = Float64Array.from(indices.flatMap((i) => rows.map((row) => Number(row[i]))));
  return { shape: [columns.length, rows.length], data };
}
