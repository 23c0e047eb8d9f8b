/**
 * Rows and columns in which a tensor is drawn, row-major: a list is a column, a number one cell, and planes of a third axis stand under
 * one another, `plane` rows each (null where there is one plane only).
 */
export function planesOf(shape: readonly number[]): { rows: number; cols: number; plane: number | null } {
  const [rows = 1, cols = 1] = shape.slice(-2).length === 2 ? shape.slice(-2) : [shape[0], 1];
  const many = shape.slice(0, -2).reduce((product, length) => product * length, 1);
  return { rows: rows * many, cols, plane: shape.length > 2 ? rows : null };
}

/** Where an entry lies, row-major: `[1, 0, 2]`. */
export function indexAt(at: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let left = at;
  for (const length of [...shape].reverse()) {
    index.unshift(left % length);
    left = Math.floor(left / length);
  }
  return index;
}

/** The row-major place of an entry. */
export const placeAt = (index: readonly number[], shape: readonly number[]): number =>
  shape.reduce((at, length, axis) => at * length + (index[axis] ?? 0), 0);
