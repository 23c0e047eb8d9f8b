import { isTensorValue, type TensorValue, type Value } from "#lib/core/value.ts";

export type Tolerance = { readonly rtol: number; readonly atol: number };

/** Named tensors of a result; a bare result is under `""`. Numbers are 0-D. */
export type Fields = { readonly [name: string]: TensorValue };

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((n, i) => n === b[i]);

/** Whether `a` is within `atol + rtol·|b|` of `b`; NaN is close to nothing, and an infinity only to itself. */
export const isClose = (a: number, b: number, { rtol, atol }: Tolerance): boolean =>
  a === b || (Number.isFinite(b) && Math.abs(a - b) <= atol + rtol * Math.abs(b));

/**
 * The tensor in the shape asked for, where only the way of writing differs: a number for 1×1 and the other way round, one row or one
 * column for a list. Any other shape is left as it is.
 */
export function shapedAs(got: TensorValue, asked: readonly number[]): TensorValue {
  if (sameShape(got.shape, asked) || got.data.length !== asked.reduce((a, b) => a * b, 1)) return got;
  const number = got.data.length === 1 && (got.shape.length === 0 || asked.length === 0);
  const list = asked.length === 1 && got.shape.length === 2 && got.shape.includes(1);
  return number || list ? { shape: asked, data: got.data } : got;
}

/** |a − b| over the larger of the two: 0 where equal, 2 for opposite signs; infinite where one is not a finite number. */
export function relativeError(a: number, b: number): number {
  if (a === b) return 0;
  const error = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  return Number.isFinite(error) ? error : Number.POSITIVE_INFINITY;
}

export const largestOf = (tensor: TensorValue): number =>
  tensor.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** A result as named tensors; entries that are neither tensors nor numbers are left out. */
export function fieldsOf(value: Value): Fields {
  const one = asTensor(value);
  if (one !== null) return { "": one };
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  const fields: Record<string, TensorValue> = {};
  for (const [name, inner] of Object.entries(value as { readonly [key: string]: Value })) {
    for (const [key, tensor] of Object.entries(fieldsOf(inner))) fields[key === "" ? name : `${name}.${key}`] = tensor;
  }
  return fields;
}

export function asTensor(value: Value): TensorValue | null {
  if (isTensorValue(value)) return value;
  return typeof value === "number" ? { shape: [], data: Float64Array.of(value) } : null;
}

/** Plain JSON of a value, for what is stored and for what crosses to a page. Not-a-number and infinities become words. */
export function plain(value: Value): unknown {
  if (isTensorValue(value)) return { shape: value.shape, data: [...value.data].map(plainNumber) };
  if (typeof value === "number") return plainNumber(value);
  if (Array.isArray(value)) return (value as readonly Value[]).map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner as Value)]));
}

const plainNumber = (x: number): number | string => (Number.isFinite(x) ? (x === 0 ? 0 : x) : String(x));

/** Row-major index of entry `flat` of a shape. */
export function indexOf(flat: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = flat;
  for (const length of [...shape].reverse()) {
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index;
}
