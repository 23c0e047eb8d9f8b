/**
 * What crosses the sandbox boundary, in either direction: numbers, dense float64 tensors, and records and lists of them.
 * Row-major; `shape` has one length per axis (`[]` is 0-D, `[4, 2]` has 4 rows and 2 columns).
 */
export type TensorValue = { readonly shape: readonly number[]; readonly data: Float64Array };

export type Value =
  | number
  | boolean
  | string
  | null
  | TensorValue
  | readonly Value[]
  | { readonly [key: string]: Value };

export function isTensorValue(value: unknown): value is TensorValue {
  return typeof value === "object" && value !== null && (value as TensorValue).data instanceof Float64Array;
}
