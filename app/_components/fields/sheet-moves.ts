export type Box = { readonly x: number; readonly y: number };
export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

const ahead: { readonly [direction in Direction]: (from: Box, to: Box) => readonly [along: number, across: number] } = {
  ArrowLeft: (from, to) => [from.x - to.x, to.y - from.y],
  ArrowRight: (from, to) => [to.x - from.x, to.y - from.y],
  ArrowUp: (from, to) => [from.y - to.y, to.x - from.x],
  ArrowDown: (from, to) => [to.y - from.y, to.x - from.x],
};

export const isDirection = (key: string): key is Direction => key in ahead;

/**
 * The field that lies nearest in a direction, by the centres of the fields as they are drawn; what is off to the side counts
 * three times, so that an arrow stays in its row or column as long as there is one. −1 where nothing lies there.
 */
export function nearest(boxes: readonly Box[], from: number, direction: Direction): number {
  const here = boxes[from];
  if (!here) return -1;
  const costs = boxes.map((box, at) => {
    const [along, across] = ahead[direction](here, box);
    return at === from || along < 4 ? Number.POSITIVE_INFINITY : along + 3 * Math.abs(across);
  });
  const least = Math.min(...costs);
  return Number.isFinite(least) ? costs.indexOf(least) : -1;
}

/**
 * Places of the cells in the order in which one works: as they stand, but a lane that runs backward from its last field to its first.
 * The cells of one field keep their order. `lane` is the backward lane that a cell is in, or null.
 */
export function workOrder<L>(cells: readonly { readonly field: string; readonly lane: L | null }[]): readonly number[] {
  const runs: { readonly lane: L | null; readonly fields: number[][] }[] = [];
  for (const [at, { field, lane }] of cells.entries()) {
    const before = cells[at - 1];
    if (!before || before.lane !== lane) runs.push({ lane, fields: [] });
    const fields = runs.at(-1)?.fields;
    if (before?.lane === lane && before?.field === field) fields?.at(-1)?.push(at);
    else fields?.push([at]);
  }
  return runs.flatMap(({ lane, fields }) => (lane === null ? fields : fields.toReversed()).flat());
}

/** A block as a spreadsheet copies it: lines, then tabs, semicolons or runs of blanks. Null where it is one value. */
export function blockOf(text: string): readonly (readonly string[])[] | null {
  const lines = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n");
  const rows = lines.map((line) => {
    const bare = line.trim().replace(/^\[+|[\],]+$/g, "");
    if (bare.includes("\t")) return bare.split("\t").map((cell) => cell.trim());
    return bare.split(/\s*;\s*|\s*,\s+|\s+/).filter((cell) => cell !== "");
  });
  return rows.length === 1 && (rows[0]?.length ?? 0) <= 1 ? null : rows;
}

/** Lays a block over a matrix of `shape` from cell `at` on; what does not fit is left out. Cells are row-major. */
export function pasted(
  cells: readonly string[],
  shape: readonly number[],
  at: number,
  block: readonly (readonly string[])[],
): readonly string[] {
  const [rows = 1, cols = 1] = shape;
  const next = [...cells];
  for (const [r, row] of block.entries()) {
    for (const [c, cell] of row.entries()) {
      const [toRow, toCol] = [Math.floor(at / cols) + r, (at % cols) + c];
      if (toRow < rows && toCol < cols) next[toRow * cols + toCol] = cell;
    }
  }
  return next;
}
