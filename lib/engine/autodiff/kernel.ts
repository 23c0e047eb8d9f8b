import type { TensorValue } from "#lib/core/value.ts";
import type { Host } from "#lib/engine/tensor/index.ts";

type Operand = TensorValue | number;

/** The host kernel's operations that derivatives are made of. */
export function kernelOn(host: Host) {
  const one = (op: string) => (a: Operand) => host.apply(op, [a]);
  const two = (op: string) => (a: Operand, b: Operand) => host.apply(op, [a, b]);
  return {
    add: two("add"),
    sub: two("sub"),
    mul: two("mul"),
    div: two("div"),
    pow: two("pow"),
    greater: two("greater"),
    less: two("less"),
    equal: two("equal"),
    neg: one("neg"),
    sign: one("sign"),
    exp: one("exp"),
    log: one("log"),
    sin: one("sin"),
    cos: one("cos"),
    matmul: two("matmul"),
    transpose: one("transpose"),
    /** The axes in another order: axis k of the result is axis `axes[k]` of a. */
    permuted: (a: Operand, axes: readonly number[]) => host.apply("transpose", [a], { axes }),
    where: (condition: Operand, a: Operand, b: Operand) => host.apply("where", [condition, a, b]),
    total: one("sum"),
    sum: (a: TensorValue, axis: number) => host.apply("sum", [a], { axis, keepdims: 1 }),
  };
}

export type Kernel = ReturnType<typeof kernelOn>;
