import { isName, type Operation } from "./operation.ts";
import type { Node } from "./tree.ts";

/** An expression as a function of one subexpression; a leaf is itself. `leaf` is null for a constant. */
export type Univariate = { readonly leaf: Node | null; readonly f: (x: number) => number };

type Helpers = {
  readonly text: (node: Node) => string;
  readonly operation: (node: Node) => Operation | null;
  /** The body and parameter of a function of the file that has one parameter and gives back one expression. */
  readonly helper: (name: string) => { readonly parameter: string; readonly body: Node } | null;
};

const UNARY: { readonly [name: string]: (x: number) => number } = {
  neg: (x) => -x,
  square: (x) => x * x,
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
  tanh: Math.tanh,
  cosh: Math.cosh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  relu: (x) => Math.max(0, x),
  abs: Math.abs,
};
const BINARY: { readonly [name: string]: (x: number, y: number) => number } = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  pow: (x, y) => x ** y,
  maximum: Math.max,
  minimum: Math.min,
  greater: (x, y) => Number(x > y),
  greater_equal: (x, y) => Number(x >= y),
  less: (x, y) => Number(x < y),
};

/** Reads expressions as functions of one leaf; remembers what it has read. */
export function univariateReader(helpers: Helpers): (node: Node) => Univariate {
  const read = new Map<Node, Univariate>();
  const busy = new Set<string>();
  const of = (node: Node): Univariate => {
    const there = read.get(node);
    if (there !== undefined) return there;
    const made = make(node) ?? { leaf: node, f: (x) => x };
    read.set(node, made);
    return made;
  };

  function make(node: Node): Univariate | null {
    if (node.type === "Literal" && typeof node.value === "number") {
      const { value } = node;
      return { leaf: null, f: () => value };
    }
    if (node.type === "ParenthesizedExpression") return of(node.expression);
    if (node.type === "ConditionalExpression") return conditional(node.test, node.consequent, node.alternate);
    const operation = helpers.operation(node);
    if (operation === null) return null;
    const { name, style, args } = operation;
    const [a, b, c] = args;
    if (style === "own") return a !== undefined && args.length === 1 ? viaHelper(name, of(a)) : null;
    if (name === "where" && a && b && c) return conditional(a, b, c);
    const unary = UNARY[name];
    if (unary !== undefined && a !== undefined && args.length === 1) {
      const { leaf, f } = of(a);
      return { leaf, f: (x) => unary(f(x)) };
    }
    const binary = BINARY[name];
    if (binary === undefined || !a || !b || args.length !== 2) return null;
    return together([of(a), of(b)], (x, y) => binary(x as number, y as number));
  }

  function conditional(test: Node, yes: Node, no: Node): Univariate | null {
    return together([of(test), of(yes), of(no)], (t, x, y) => ((t as number) !== 0 ? x : y) as number);
  }

  function together(parts: readonly Univariate[], f: (...xs: number[]) => number): Univariate | null {
    const leaves = parts.flatMap(({ leaf }) => (leaf === null ? [] : [leaf]));
    const [leaf = null] = leaves;
    if (leaf !== null && leaves.some((one) => helpers.text(one) !== helpers.text(leaf))) return null;
    return { leaf, f: (x) => f(...parts.map((part) => part.f(x))) };
  }

  function viaHelper(name: string, argument: Univariate): Univariate | null {
    const helper = helpers.helper(name);
    if (helper === null || busy.has(name)) return null;
    busy.add(name);
    const body = of(helper.body);
    busy.delete(name);
    if (body.leaf === null || !isName(body.leaf, helper.parameter)) return null;
    return { leaf: argument.leaf, f: (x) => body.f(argument.f(x)) };
  }
  return of;
}
