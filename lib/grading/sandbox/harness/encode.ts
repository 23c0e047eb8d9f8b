import type { Returns } from "#lib/core/runner.ts";
import { isTensorValue, type TensorValue, type Value } from "#lib/core/value.ts";

/**
 * Arguments as the harness builds them: JSON of the arguments, and of the places in them, `[places of tensors, [place, number]…]`,
 * where a place is the path of keys to it. The tensors travel beside it in this order.
 */
type Skeleton = { readonly json: string; readonly places: string; readonly tensors: readonly PlacedTensor[] };

/** A tensor argument and where it stands in the arguments: `["0", "W1"]`. */
export type PlacedTensor = { readonly value: TensorValue; readonly path: readonly string[] };

export function encodeArguments(args: readonly Value[]): Skeleton {
  const tensors: PlacedTensor[] = [];
  const odd: (readonly [path: readonly string[], name: string])[] = [];
  const path: string[] = [];
  const inside = (key: string, value: Value): unknown => {
    path.push(key);
    const given = held(value);
    path.pop();
    return given;
  };
  const held = (value: Value): unknown => {
    if (typeof value === "number") {
      if (plainNumber(value)) return value;
      odd.push([path.slice(), Object.is(value, -0) ? "-0" : String(value)]);
      return 0;
    }
    if (typeof value !== "object" || value === null) return value;
    if (isTensorValue(value)) {
      tensors.push({ value, path: path.slice() });
      return 0;
    }
    if (isList(value)) return value.map((item, i) => inside(String(i), item));
    const record: { [key: string]: unknown } = Object.create(null);
    for (const key of Object.keys(value)) record[key] = inside(key, value[key] as Value);
    return record;
  };
  const all = args.map((value, i) => inside(String(i), value));
  return { json: JSON.stringify(all), places: JSON.stringify([tensors.map(placeOf), odd]), tensors };
}

const placeOf = ({ path }: PlacedTensor): readonly string[] => path;

const encoded = new WeakMap<object, string>();

/** What a call gives back, as the harness walks it: a name, `["l", each]`, or `["f", key, optional, each, …]`. */
export function encodeReturns(returns: Returns): string {
  if (typeof returns === "string") return JSON.stringify(returns);
  const made = encoded.get(returns) ?? JSON.stringify(specOf(returns));
  encoded.set(returns, made);
  return made;
}

function specOf(returns: Returns): unknown {
  if (typeof returns === "string") return returns;
  if ("list" in returns) return ["l", specOf(returns.list)];
  const optional = returns.optional ?? [];
  return ["f", ...Object.entries(returns.fields).flatMap(([key, each]) => [key, optional.includes(key), specOf(each)])];
}

const plainNumber = (x: number): boolean => Number.isFinite(x) && !Object.is(x, -0);

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
