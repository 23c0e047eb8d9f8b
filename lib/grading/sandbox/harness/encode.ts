import type { Returns } from "#lib/core/runner.ts";
import { isTensorValue, type TensorValue, type Value } from "#lib/core/value.ts";

/** Arguments as the harness builds them: JSON with places for tensors, which travel beside it in this order. */
export type Skeleton = { readonly json: string; readonly tensors: readonly PlacedTensor[] };

/** A tensor argument and where it stands in the arguments: `["0", "W1"]`. */
export type PlacedTensor = { readonly value: TensorValue; readonly path: readonly string[] };

export function encodeArguments(args: readonly Value[]): Skeleton {
  const tensors: PlacedTensor[] = [];
  const node = (value: Value, path: readonly string[]): unknown => {
    if (typeof value === "number")
      return plainNumber(value) ? value : ["n", Object.is(value, -0) ? "-0" : String(value)];
    if (typeof value !== "object" || value === null) return value;
    if (isTensorValue(value)) return ["t", tensors.push({ value, path }) - 1];
    if (isList(value)) {
      if (value.every((item) => typeof item === "number" && plainNumber(item))) return ["p", value];
      return ["l", ...value.map((item, i) => node(item, [...path, String(i)]))];
    }
    return ["r", ...Object.entries(value).flatMap(([key, item]) => [key, node(item, [...path, key])])];
  };
  const json = JSON.stringify(["l", ...args.map((value, i) => node(value, [String(i)]))]);
  return { json, tensors };
}

/** What a call gives back, as the harness walks it: a name, `["l", each]`, or `["f", key, optional, each, …]`. */
export const encodeReturns = (returns: Returns): string => JSON.stringify(specOf(returns));

function specOf(returns: Returns): unknown {
  if (typeof returns === "string") return returns;
  if ("list" in returns) return ["l", specOf(returns.list)];
  const optional = returns.optional ?? [];
  return ["f", ...Object.entries(returns.fields).flatMap(([key, each]) => [key, optional.includes(key), specOf(each)])];
}

const plainNumber = (x: number): boolean => Number.isFinite(x) && !Object.is(x, -0);

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
