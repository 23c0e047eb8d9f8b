import type { TensorValue } from "#lib/core/value.ts";
import type { Host } from "#lib/engine/tensor/index.ts";
import { type Arithmetic, arithmeticOn } from "./arithmetic.ts";
import { curves } from "./curves.ts";
import { type Definitions, differentiate } from "./differentiate.ts";
import { MATRIX, matrixOf } from "./entries.ts";
import { type Activation, entrywise } from "./entrywise.ts";
import { exponentOf } from "./exponent.ts";
import type { Formula, FormulaNode } from "./formula.ts";
import { structuralOf } from "./functions.ts";
import { ALL, AT, type Call, EACH, entry, KRONECKER, nameOf, pick, rangeFromUses, SUMOVER, slice } from "./indexed.ts";
import { shapeOf } from "./shape.ts";
import { combine } from "./shape-rules.ts";

/** What the names of a formula stand for. Matrices are 2-D (columns `[n, 1]`), numbers 0-D. */
export type Environment = {
  readonly values: { readonly [name: string]: TensorValue };
  /** The function that `g` stands for. */
  readonly g: Activation;
  /** Called with every intermediate value and, for functions with a kink, the distance of the nearest entry to it. */
  readonly watch?: (value: TensorValue, distanceToKink: number) => void;
  /** Called for every function with a kink: where it stands, and the numbers of entries below, above and exactly at the kink. */
  readonly sides?: (place: string, below: number, above: number, at: number) => void;
  /** What derivatives pass through. */
  readonly definitions?: Definitions;
  /** How far the indices of the sums around a place run. */
  readonly ranges?: { readonly [index: string]: number };
};

/**
 * The value of a formula, computed by the host kernel's operations. Ask `inferShape` first: sizes that do not go together
 * are a bug here and throw.
 */
export function evaluate(formula: Formula, env: Environment, host: Host): TensorValue {
  return value(formula.root, env, arithmeticOn(host));
}

function value(node: FormulaNode, env: Environment, k: Arithmetic): TensorValue {
  const computed = compute(node, env, k);
  if (node.kind !== "number") env.watch?.(computed, Number.POSITIVE_INFINITY);
  return computed;
}

function compute(node: FormulaNode, env: Environment, k: Arithmetic): TensorValue {
  switch (node.kind) {
    case "number":
      return { shape: [], data: Float64Array.of(node.value) };
    case "symbol": {
      const known = env.values[node.name];
      if (!known) throw new Error(`no value for ${node.name}`);
      return known;
    }
    case "negate":
      return k.negate(value(node.of, env, k));
    case "transpose": {
      const of = value(node.of, env, k);
      return of.shape.length === 2 ? k.transpose(of) : of;
    }
    case "power":
      return power(value(node.base, env, k), exponentOf(node.exponent), k);
    case "call":
      return call(node, env, k);
    case "binary": {
      const [left, right] = [value(node.left, env, k), value(node.right, env, k)];
      const combined = combine[node.op](left.shape, right.shape);
      if (!combined.ok) throw new Error(`${node.op} of ${left.shape} and ${right.shape}: ${combined.why}`);
      if (combined.as === "matmul") return k.matmul(left, right);
      return k[node.op === "product" || node.op === "star" || node.op === "hadamard" ? "multiply" : node.op](
        left,
        right,
      );
    }
  }
}

function power(base: TensorValue, exponent: number | null, k: Arithmetic): TensorValue {
  if (exponent === null) throw new Error("an exponent that is no constant");
  if (exponent === 0) return { shape: base.shape, data: new Float64Array(base.data.length).fill(1) };
  const whole = Number.isInteger(exponent);
  const factor = whole ? base : k.sqrt(base);
  let product = factor;
  for (let i = 1; i < Math.abs(whole ? exponent : 2 * exponent); i++) product = k.multiply(product, factor);
  return exponent < 0 ? k.divide(1, product) : product;
}

function sumOver({ args: [body, index, limit] }: Call, env: Environment, k: Arithmetic): TensorValue {
  const name = nameOf(index);
  const range = limit
    ? value(limit, env, k).data[0]
    : rangeFromUses(body as FormulaNode, name, (of) => shapeAt(of, env));
  if (!body || !range) throw new Error(`no range for ${name}`);
  const ranges = { ...env.ranges, [name]: range };
  let total: TensorValue | null = null;
  for (let i = 1; i <= range; i++) {
    const values = { ...env.values, [name]: { shape: [], data: Float64Array.of(i) } };
    const term = value(body, { ...env, values, ranges }, k);
    total = total === null ? term : k.add(total, term);
  }
  const { shape, data } = total as TensorValue;
  return { shape: data.length === 1 ? [] : shape, data };
}

/** The shape of what an index picks from; undefined where another index is needed for it. */
function shapeAt(of: FormulaNode, { values }: Environment): readonly number[] | undefined {
  if (of.kind === "symbol") return values[of.name]?.shape;
  const shape = shapeOf(of, Object.fromEntries(Object.entries(values).map(([name, one]) => [name, one.shape])));
  return shape.ok ? shape.value : undefined;
}

function pickAt({ args: [of, ...indices] }: Call, env: Environment, k: Arithmetic): TensorValue {
  const whole = value(of as FormulaNode, env, k);
  const places = indices.map((index) => (nameOf(index) === ALL ? null : (value(index, env, k).data[0] as number)));
  if (places.length === 2 && places.includes(null))
    return slice(whole, places[0] as number | null, places[1] as number | null);
  if (places.length === 2) return entry(whole, places[0] as number, places[1] as number);
  // A number alone counts the entries of a row or a column, or the columns.
  const [rows = 1, columns = 1] = whole.shape;
  if (indices.length === 1 && indices[0]?.kind === "number")
    return pick(whole, columns === 1 ? rows : columns, places[0] as number);
  return pick(whole, env.ranges?.[nameOf(indices[0])] ?? 0, places[0] as number);
}

function eachEntry({ args }: Call, env: Environment, k: Arithmetic): TensorValue {
  const [body, row, column, height, width] = args as readonly FormulaNode[] as [
    FormulaNode,
    FormulaNode,
    FormulaNode,
    FormulaNode,
    FormulaNode,
  ];
  const [rows = 1, columns = 1] = [height, width].map((size) => value(size, env, k).data[0] as number);
  const ranges = { ...env.ranges, [nameOf(row)]: rows, [nameOf(column)]: columns };
  const at = (i: number, j: number): number => {
    const counted = [i, j].map((n): TensorValue => ({ shape: [], data: Float64Array.of(n) })) as [
      TensorValue,
      TensorValue,
    ];
    const values = { ...env.values, [nameOf(row)]: counted[0], [nameOf(column)]: counted[1] };
    return value(body, { ...env, values, ranges }, k).data[0] as number;
  };
  const data = Float64Array.from({ length: rows * columns }, (_, n) =>
    at(Math.floor(n / columns) + 1, (n % columns) + 1),
  );
  return { shape: [rows, columns], data };
}

function kronecker({ args }: Call, env: Environment, k: Arithmetic): TensorValue {
  const [i, j] = args.map((index) => value(index, env, k).data[0]);
  return { shape: [], data: Float64Array.of(i === j ? 1 : 0) };
}

function derivative({ args: [body, by] }: Call, env: Environment, k: Arithmetic): TensorValue {
  const slope = differentiate(body as FormulaNode, nameOf(by), env.definitions ?? new Map());
  return slope === null ? { shape: [], data: Float64Array.of(Number.NaN) } : value(slope, env, k);
}

function call(node: Call, env: Environment, k: Arithmetic): TensorValue {
  if (node.fn === SUMOVER) return sumOver(node, env, k);
  if (node.fn === AT) return pickAt(node, env, k);
  if (node.fn === EACH) return eachEntry(node, env, k);
  if (node.fn === KRONECKER) return kronecker(node, env, k);
  if (node.fn === "derivative") return derivative(node, env, k);
  // What a case leaves out may have no value; what it picks is watched as the result.
  const { watch: _watch, sides: _sides, ...unwatched } = env;
  const args = node.args.map((arg, i) => value(arg, node.fn === "where" && i > 0 ? unwatched : env, k));
  if (node.fn === MATRIX) return matrixOf(node, args.slice(1));
  const row = structuralOf(node.fn);
  if (row) {
    const shape = row.shape(
      args.map((arg) => arg.shape),
      node.args,
      (name) => env.values[name]?.data[0],
    );
    if (typeof shape === "string") throw new Error(`${node.fn} ${shape}`);
    if (row.kink) atKink(node, 0, row.kink(k, args), env);
    return row.value(k, args, shape);
  }
  const fn = entrywise[node.fn === "g" ? env.g : node.fn];
  const at = args[0];
  if (!fn || !at) throw new Error(`no function ${node.fn}`);
  if (fn.kink !== undefined) atKink(node, fn.kink, at, env);
  if (node.primes > 1) return (curves[node.fn === "g" ? env.g : node.fn] as (typeof curves)[string])(k, at);
  return node.primes === 1 ? fn.slope(k, at) : fn.value(k, at);
}

function atKink(node: Call, kink: number, at: TensorValue, { watch, sides }: Environment): void {
  watch?.(at, distanceTo(kink, at));
  const below = at.data.filter((entry) => entry < kink).length;
  const exactly = at.data.filter((entry) => entry === kink).length;
  sides?.(`${node.fn}:${node.from}`, below, at.data.length - below - exactly, exactly);
}

/** Of the nearest entry. Exactly at the kink is no accident: a1 > 0 after a1 = relu(z1) is meant. */
function distanceTo(kink: number, { data }: TensorValue): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const entry of data) if (entry !== kink) nearest = Math.min(nearest, Math.abs(entry - kink));
  return nearest;
}
