import type { BinaryOp, FormulaNode, Span } from "./formula.ts";

/** A function that is only another spelling of signs, for so many arguments. */
type Operation = {
  readonly arity: number;
  readonly usage: string;
  readonly read: (args: readonly FormulaNode[], span: Span) => FormulaNode;
};

const binary = (op: BinaryOp, written: string, usage: string): Operation => ({
  arity: 2,
  usage,
  read: ([left, right], span) => ({
    kind: "binary",
    op,
    written,
    left: left as FormulaNode,
    right: right as FormulaNode,
    ...span,
  }),
});

const call = (fn: string, args: readonly FormulaNode[], span: Span): FormulaNode => ({
  kind: "call",
  fn,
  primes: 0,
  args,
  ...span,
});

/** 1 above zero, 0 below, and the second argument where the first is exactly 0, as NumPy has it. */
const heaviside: Operation = {
  arity: 2,
  usage: "step(z1)",
  read: (args, span) => {
    const [z, atZero] = args as readonly [FormulaNode, FormulaNode];
    const number = (value: number): FormulaNode => ({ kind: "number", value, ...span });
    const below = call("where", [call("less", [z, number(0)], span), number(0), atZero], span);
    return call("where", [call("greater", [z, number(0)], span), number(1), below], span);
  },
};

/** Functions of NumPy and its like that are signs in a formula. */
export const operations: { readonly [fn: string]: Operation } = {
  add: binary("add", "+", "add(a, b), or a + b"),
  subtract: binary("subtract", "-", "subtract(a, b), or a - b"),
  divide: binary("divide", "./", "divide(a, b), or a / b"),
  negative: {
    arity: 1,
    usage: "negative(a), or -a",
    read: ([of], span) => ({ kind: "negate", of: of as FormulaNode, ...span }),
  },
  power: {
    arity: 2,
    usage: "power(a1, 2), or a1^2",
    read: ([base, exponent], span) => ({
      kind: "power",
      base: base as FormulaNode,
      exponent: exponent as FormulaNode,
      entrywise: true,
      ...span,
    }),
  },
  step: heaviside,
};

/** A call as signs; null where the function is none of these, or takes another number of arguments. */
export function inSigns(fn: string, args: readonly FormulaNode[], span: Span): FormulaNode | null {
  const row = Object.hasOwn(operations, fn) ? operations[fn] : undefined;
  return row?.arity === args.length ? row.read(args, span) : null;
}
