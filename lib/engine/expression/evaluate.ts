import type { TensorValue } from "#lib/core/value.ts";
import type { Host } from "#lib/engine/tensor/index.ts";
import { type Arithmetic, arithmeticOn } from "./arithmetic.ts";
import { type Activation, entrywise } from "./entrywise.ts";
import type { Formula, FormulaNode } from "./formula.ts";
import { structural } from "./functions.ts";
import { exponentOf } from "./shape.ts";
import { combine } from "./shape-rules.ts";

/** What the names of a formula stand for. Matrices are 2-D (columns `[n, 1]`), numbers 0-D. */
export type Environment = {
  readonly values: { readonly [name: string]: TensorValue };
  /** The function that `g` stands for. */
  readonly g: Activation;
  /** Called with every intermediate value and, for functions with a kink, the distance of the nearest entry to it. */
  readonly watch?: (value: TensorValue, distanceToKink: number) => void;
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
  env.watch?.(computed, Number.POSITIVE_INFINITY);
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
  if (exponent === 0.5) return k.sqrt(base);
  if (exponent === 0) return { shape: base.shape, data: new Float64Array(base.data.length).fill(1) };
  let product = base;
  for (let i = 1; i < Math.abs(exponent); i++) product = k.multiply(product, base);
  return exponent < 0 ? k.divide(1, product) : product;
}

function call(node: Extract<FormulaNode, { kind: "call" }>, env: Environment, k: Arithmetic): TensorValue {
  const args = node.args.map((arg) => value(arg, env, k));
  const row = structural[node.fn];
  if (row) {
    const shape = row.shape(
      args.map((arg) => arg.shape),
      node.args,
    );
    if (typeof shape === "string") throw new Error(`${node.fn} ${shape}`);
    return row.value(k, args, shape);
  }
  const fn = entrywise[node.fn === "g" ? env.g : node.fn];
  const at = args[0];
  if (!fn || !at) throw new Error(`no function ${node.fn}`);
  if (fn.kink !== undefined) env.watch?.(at, distanceTo(fn.kink, at));
  return node.primes === 1 ? fn.slope(k, at) : fn.value(k, at);
}

function distanceTo(kink: number, { data }: TensorValue): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const entry of data) nearest = Math.min(nearest, Math.abs(entry - kink));
  return nearest;
}
