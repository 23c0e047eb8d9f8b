import { curves } from "./curves.ts";
import { entrywise } from "./entrywise.ts";
import type { BinaryOp, FormulaNode } from "./formula.ts";

/** Definitions by name, through which a derivative passes: with z = w x, the derivative of σ(z) by w has the factor x. */
export type Definitions = ReadonlyMap<string, FormulaNode>;

const span = { from: 0, to: 0 };
const number = (value: number): FormulaNode => ({ kind: "number", value, ...span });
const binary = (op: BinaryOp, left: FormulaNode, right: FormulaNode): FormulaNode => ({
  kind: "binary",
  op,
  written: "",
  left,
  right,
  ...span,
});
const isZero = (node: FormulaNode): boolean => node.kind === "number" && node.value === 0;
const plus = (a: FormulaNode, b: FormulaNode): FormulaNode => (isZero(a) ? b : isZero(b) ? a : binary("add", a, b));
const times = (a: FormulaNode, b: FormulaNode): FormulaNode =>
  isZero(a) || isZero(b) ? number(0) : binary("product", a, b);

/**
 * The derivative of a formula of numbers by one of its symbols, as a formula; null where a rule is missing (a function's third
 * derivative, a variable exponent, a function of matrices).
 */
export function differentiate(node: FormulaNode, by: string, definitions: Definitions): FormulaNode | null {
  const d = (of: FormulaNode) => differentiate(of, by, definitions);
  switch (node.kind) {
    case "number":
      return number(0);
    case "symbol": {
      const definition = definitions.get(node.name);
      if (node.name === by) return number(1);
      return definition === undefined ? number(0) : d(definition);
    }
    case "transpose":
      return d(node.of);
    case "negate": {
      const of = d(node.of);
      return of && { kind: "negate", of, ...span };
    }
    case "binary": {
      const [left, right] = [d(node.left), d(node.right)];
      return left && right && ofBinary(node.op, node.left, node.right, left, right);
    }
    case "power": {
      const base = d(node.base);
      if (base === null || node.exponent.kind !== "number") return base && isZero(base) ? base : null;
      const n = node.exponent.value;
      const lower: FormulaNode = { ...node, exponent: number(n - 1) };
      return times(times(number(n), n === 1 ? number(1) : lower), base);
    }
    case "call": {
      if (node.fn === "derivative")
        return ofDerivative(node.args as readonly [FormulaNode, FormulaNode], by, definitions);
      const inner = node.args.map(d);
      if (inner.some((arg) => arg === null)) return null;
      const [first, second, third] = inner as FormulaNode[];
      if (inner.every((arg) => arg !== null && isZero(arg))) return number(0);
      if (node.fn === "where" && second)
        return { ...node, args: [node.args[0] as FormulaNode, second, ...(third ? [third] : [])] };
      const greater: FormulaNode = { ...node, fn: node.fn === "max" ? "greater" : "less" };
      if ((node.fn === "max" || node.fn === "min") && first && second)
        return { ...node, fn: "where", args: [greater, first, second] };
      const known = node.fn === "g" || entrywise[node.fn] !== undefined;
      const again = node.primes === 0 || (node.primes === 1 && (node.fn === "g" || curves[node.fn] !== undefined));
      return known && again && first ? times({ ...node, primes: node.primes + 1 }, first) : null;
    }
  }
}

function ofDerivative(
  [body, inner]: readonly [FormulaNode, FormulaNode],
  by: string,
  definitions: Definitions,
): FormulaNode | null {
  const once = inner.kind === "symbol" ? differentiate(body, inner.name, definitions) : null;
  return once && differentiate(once, by, definitions);
}

function ofBinary(op: BinaryOp, a: FormulaNode, b: FormulaNode, da: FormulaNode, db: FormulaNode): FormulaNode {
  if (op === "add") return plus(da, db);
  if (op === "subtract") return isZero(db) ? da : binary("subtract", da, db);
  if (op !== "divide") return plus(times(da, b), times(a, db));
  const over = binary("subtract", times(da, b), times(a, db));
  return binary("divide", over, binary("product", b, b));
}
