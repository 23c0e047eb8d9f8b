import type { TensorValue } from "#lib/core/value.ts";
import type { Host } from "#lib/engine/tensor/index.ts";

export type Operand = TensorValue | number;

type One = (a: Operand) => TensorValue;
type Two = (a: Operand, b: Operand) => TensorValue;

/** The kernel's operations under the names that formulas are written with; broadcasting as in NumPy. */
export type Arithmetic = {
  readonly add: Two;
  readonly subtract: Two;
  readonly multiply: Two;
  readonly divide: Two;
  readonly matmul: Two;
  readonly greater: Two;
  readonly maximum: Two;
  readonly negate: One;
  readonly transpose: One;
  readonly exp: One;
  readonly log: One;
  readonly sqrt: One;
  readonly abs: One;
  readonly sign: One;
  readonly tanh: One;
  readonly sigmoid: One;
  readonly sin: One;
  readonly cos: One;
  readonly sum: One;
  readonly minimum: Two;
  /** One, entry by entry, where the first is at least (at most, less than) the second. */
  readonly atleast: Two;
  readonly atmost: Two;
  readonly less: Two;
  readonly where: (test: Operand, then: Operand, other: Operand) => TensorValue;
  /** Down the rows (0) or along the columns (1); the axis stays with length 1. */
  readonly along: (op: "sum" | "mean" | "max", a: Operand, axis: 0 | 1) => TensorValue;
};

export function arithmeticOn(host: Host): Arithmetic {
  const one =
    (op: string): One =>
    (a) =>
      host.apply(op, [a]);
  const two =
    (op: string): Two =>
    (a, b) =>
      host.apply(op, [a, b]);
  return {
    add: two("add"),
    subtract: two("sub"),
    multiply: two("mul"),
    divide: two("div"),
    matmul: two("matmul"),
    greater: two("greater"),
    maximum: two("maximum"),
    negate: one("neg"),
    transpose: one("transpose"),
    exp: one("exp"),
    log: one("log"),
    sqrt: one("sqrt"),
    abs: one("abs"),
    sign: one("sign"),
    tanh: one("tanh"),
    sigmoid: one("sigmoid"),
    sin: one("sin"),
    cos: one("cos"),
    sum: one("sum"),
    minimum: two("minimum"),
    atleast: two("greater_equal"),
    atmost: two("less_equal"),
    less: two("less"),
    where: (test, then, other) => host.apply("where", [test, then, other]),
    along: (op, a, axis) => host.apply(op, [a], { axis, keepdims: 1 }),
  };
}
