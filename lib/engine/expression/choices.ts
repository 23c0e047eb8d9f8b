import type { TensorValue } from "#lib/core/value.ts";
import type { Arithmetic } from "./arithmetic.ts";
import type { Shape } from "./formula.ts";
import type { Structural } from "./functions.ts";
import { sameShape } from "./shape-rules.ts";

const isUnit = (shape: Shape) => shape.every((size) => size === 1);

/** Arguments that go together entry by entry: numbers, and matrices of one size. */
function together(shapes: readonly Shape[]): Shape | string {
  const wide = shapes.filter((shape) => !isUnit(shape));
  const [first = shapes.find((shape) => shape.length === 2) ?? []] = wide;
  return wide.every((shape) => sameShape(shape, first)) ? first : "needs numbers, or matrices of one size";
}

type Two = (k: Arithmetic, a: TensorValue, b: TensorValue) => TensorValue;

const difference = (k: Arithmetic, [a, b]: readonly TensorValue[]) => k.subtract(a as TensorValue, b as TensorValue);

const two = (name: string, usage: string, value: Two, bends: boolean): Structural => ({
  tex: `\\operatorname{${name}}`,
  arity: [2, 2],
  usage,
  shape: together,
  value: (k, [a, b]) => value(k, a as TensorValue, b as TensorValue),
  ...(bends ? { kink: difference } : {}),
});

/** Functions that decide entry by entry. A comparison is 1 where it holds and 0 elsewhere. */
export const choices: { readonly [name: string]: Structural } = {
  greater: two("greater", "z1 > 0", (k, a, b) => k.greater(a, b), true),
  less: two("less", "z1 < 0", (k, a, b) => k.less(a, b), true),
  atleast: two("atleast", "z1 >= 0", (k, a, b) => k.atleast(a, b), true),
  atmost: two("atmost", "z1 <= 0", (k, a, b) => k.atmost(a, b), true),
  max: two("max", "max(0, z1)", (k, a, b) => k.maximum(a, b), true),
  min: two("min", "min(0, z1)", (k, a, b) => k.minimum(a, b), true),
  multiply: two("multiply", "multiply(a1, delta1), or a1 .* delta1", (k, a, b) => k.multiply(a, b), false),
  where: {
    tex: "\\operatorname{where}",
    // Without a third, there is no value elsewhere.
    arity: [2, 3],
    usage: "where(z1 > 0, 1, 0)",
    shape: together,
    value: (k, [test, then, other], shape) => {
      const picked = k.where(test as TensorValue, then as TensorValue, other ?? Number.NaN);
      return picked.data.length === 1 ? { shape, data: picked.data } : picked;
    },
  },
};
