import type { TensorValue } from "#lib/core/value.ts";

/** `4×8` for 4 rows and 8 columns, `8` for a 1-D tensor, `0-D` for a single number. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? "0-D" : shape.join("×");
}

/** Number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((n, length) => n * length, 1);
}

/** The shape that two shapes broadcast to by NumPy's rule, or null when they do not fit. */
export function broadcastShapes(a: readonly number[], b: readonly number[]): readonly number[] | null {
  const ndim = Math.max(a.length, b.length);
  const out: number[] = [];
  for (let k = 1; k <= ndim; k++) {
    const m = a[a.length - k] ?? 1;
    const n = b[b.length - k] ?? 1;
    if (m !== n && m !== 1 && n !== 1) return null;
    out.unshift(m === 1 ? n : m);
  }
  return out;
}

/** A tensor value from a number or nested lists of equal lengths; throws for ragged ones. Zero axes to two. */
export function tensorOf(values: number | readonly number[] | readonly (readonly number[])[]): TensorValue {
  if (typeof values === "number") return { shape: [], data: Float64Array.of(values) };
  const first = values[0];
  if (first === undefined || typeof first === "number") {
    const data = Float64Array.from(values as readonly number[]);
    return { shape: [data.length], data };
  }
  const rows = values as readonly (readonly number[])[];
  if (rows.some((row) => row.length !== first.length)) throw new Error("the rows differ in length");
  return { shape: [rows.length, first.length], data: Float64Array.from(rows.flat()) };
}

/**
 * Whether |a − b| ≤ atol + rtol·|b| for every element (NumPy's rule; b is the reference). Shapes must be equal:
 * a comparison never broadcasts. NaN is close to nothing; equal infinities are close.
 */
export function allclose(a: TensorValue, b: TensorValue, rtol = 1e-5, atol = 1e-8): boolean {
  if (a.shape.length !== b.shape.length || a.shape.some((n, i) => n !== b.shape[i])) return false;
  return a.data.every((x, i) => {
    const y = b.data[i] ?? Number.NaN;
    return x === y || (Number.isFinite(y) && Math.abs(x - y) <= atol + rtol * Math.abs(y));
  });
}
