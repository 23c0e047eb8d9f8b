/** Signs that a field of 300 px shows at once. */
const FITS = 34;

/**
 * As much of a row around a column (1-based) as stands in a field at once, and the column in it; what was left out is told by "…".
 */
export function excerpt(row: string, column: number): { readonly text: string; readonly column: number } {
  if (row.length <= FITS) return { text: row, column };
  const from = Math.max(0, Math.min(column - 1 - FITS / 2, row.length - FITS));
  const before = from > 0 ? "…" : "";
  const after = from + FITS < row.length ? "…" : "";
  return { text: before + row.slice(from, from + FITS) + after, column: column - from + before.length };
}

/** Whether all of a row is in sight, so that a caret can stand under its column. */
export const isInSight = (row: string): boolean => row.length <= FITS;
