import type { Call, RunOutcome, RunRequest } from "#lib/core/runner.ts";
import { isTensorValue, type TensorValue, type Value } from "#lib/core/value.ts";

/** For tests: a tensor value from nested lists. */
export function tensor(rows: number | readonly number[] | readonly (readonly number[])[]): TensorValue {
  if (typeof rows === "number") return { shape: [], data: Float64Array.of(rows) };
  const [first] = rows;
  if (!Array.isArray(first)) return { shape: [rows.length], data: Float64Array.from(rows as readonly number[]) };
  return { shape: [rows.length, first.length], data: Float64Array.from(rows.flat()) };
}

/** A request with one file and small limits. */
export function asked(
  source: string,
  calls: readonly (Partial<Call> & { fn: string })[],
  more: Partial<RunRequest> = {},
): RunRequest {
  return {
    place: "guest",
    files: [{ name: "answer.ts", source }],
    calls: calls.map((call) => ({ args: [], returns: "any", ...call })),
    budget: { fuel: 300, tensorBytes: 1 << 24 },
    seed: 1,
    ...more,
  };
}

/** Everything of an outcome as text, in which NaN, −0, infinities and tensors stay what they are. */
export function written(outcome: RunOutcome): string {
  return JSON.stringify(outcome, (_, value: unknown) => {
    if (value instanceof Float64Array) return ["data", ...[...value].map(exact)];
    return typeof value === "number" ? exact(value) : value;
  });
}

const exact = (x: number): number | string => (Object.is(x, -0) ? "-0" : Number.isFinite(x) ? x : String(x));

/** A value with tensors' data as plain lists, to be compared with literals. */
export function plain(value: Value): unknown {
  if (isTensorValue(value)) return { shape: value.shape, data: [...value.data] };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
