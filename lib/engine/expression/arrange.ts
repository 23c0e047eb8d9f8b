import type { BinaryOp, Formula, FormulaNode } from "./formula.ts";
import { mapped } from "./mapped.ts";
import { shapeOf } from "./shape.ts";
import type { Shapes } from "./shapes.ts";

type Chain = { readonly nodes: readonly FormulaNode[]; readonly signs: readonly Sign[] };
type Sign = { readonly op: BinaryOp; readonly written: string };

/** Longest chain of factors that is read in another order. */
const LONGEST = 12;

/**
 * The formula with another reading of its products, where left to right has no sizes: on paper ⊙ holds less tightly than a product,
 * so that s ⊙ Wᵀ d is s ⊙ (Wᵀ d); where that has no sizes either, ⊙ holds more tightly, as in Wᵀ c ⊙ e. Where left to right has sizes, that is what was written. A ′ after a number is its derivative by
 * the variable, where there is one.
 */
export function arrange(formula: Formula, shapes: Shapes, variable: string | null = null): Formula {
  if (shapeOf(formula.root, shapes).ok) return formula;
  const derived = variable === null ? formula.root : derivatives(formula.root, shapes, variable);
  const root = rearranged(derived, shapes);
  return shapeOf(root, shapes).ok ? { ...formula, root } : formula;
}

/** f(x) and f'(x) as f and f', where f is a number that depends on the variable x: the bracket is no factor. */
export function unapplied(formula: Formula, names: readonly string[], variable: string | null): Formula {
  if (variable === null) return formula;
  const depends = (node: FormulaNode): boolean =>
    node.kind === "transpose"
      ? node.primed === true && depends(node.of)
      : node.kind === "symbol" && node.name !== variable && names.includes(node.name);
  const isArgument = (node: FormulaNode): boolean =>
    node.kind === "power"
      ? isArgument(node.base)
      : node.kind === "symbol" && node.name === variable && formula.text[node.from] === "(";
  // f(x)^2 is (f(x))^2.
  const raisedLike = (argument: FormulaNode, base: FormulaNode): FormulaNode =>
    argument.kind === "power" ? { ...argument, base: raisedLike(argument.base, base), from: base.from } : base;
  const without = mapped((node) => {
    if (node.kind !== "binary" || node.op !== "product" || node.written !== "" || !isArgument(node.right)) return node;
    const { left } = node;
    const before = left.kind === "binary" ? left.right : left;
    if (before.to !== node.right.from || !depends(before)) return node;
    const applied = raisedLike(node.right, before);
    return { ...(left.kind === "binary" ? { ...left, right: applied } : applied), to: node.to };
  });
  return { ...formula, root: without(formula.root) };
}

function derivatives(root: FormulaNode, shapes: Shapes, variable: string): FormulaNode {
  return mapped((node) => {
    if (node.kind !== "transpose" || node.primed !== true) return node;
    const { of, from, to } = node;
    const shape = shapeOf(of, shapes);
    if (!shape.ok || shape.value.length > 0) return node;
    return {
      kind: "call",
      fn: "derivative",
      primes: 0,
      args: [of, { kind: "symbol", name: variable, from, to }],
      from,
      to,
    };
  })(root);
}

type Product = Extract<FormulaNode, { kind: "binary" }> & { readonly op: Exclude<BinaryOp, "add" | "subtract"> };

const isProduct = (node: FormulaNode): node is Product =>
  node.kind === "binary" && node.op !== "add" && node.op !== "subtract";

function rearranged(node: FormulaNode, shapes: Shapes): FormulaNode {
  if (shapeOf(node, shapes).ok) return node;
  if (isProduct(node)) {
    const { nodes, signs } = chainOf(node, shapes);
    const readings = nodes.length <= LONGEST ? [grouped({ nodes, signs }), tightened({ nodes, signs })] : [];
    const fitting = readings.find((one) => one !== null && shapeOf(one, shapes).ok);
    return fitting ?? folded({ nodes, signs });
  }
  switch (node.kind) {
    case "negate":
    case "transpose":
      return { ...node, of: rearranged(node.of, shapes) };
    case "binary":
      return { ...node, left: rearranged(node.left, shapes), right: rearranged(node.right, shapes) };
    case "power":
      return { ...node, base: rearranged(node.base, shapes) };
    case "call":
      return { ...node, args: node.args.map((arg) => rearranged(arg, shapes)) };
    default:
      return node;
  }
}

/** The factors of a product from left to right, as far as no brackets hold them together. */
function chainOf(root: FormulaNode, shapes: Shapes): Chain {
  const nodes: FormulaNode[] = [];
  const signs: Sign[] = [];
  let node: FormulaNode = root;
  // A bracketed product is wider than from its first to its last factor.
  while (isProduct(node) && (node === root || node.from === node.left.from)) {
    nodes.unshift(rearranged(node.right, shapes));
    signs.unshift({ op: node.op, written: node.written });
    node = node.left;
  }
  return { nodes: [rearranged(node, shapes), ...nodes], signs };
}

const join = (left: FormulaNode, { op, written }: Sign, right: FormulaNode): FormulaNode => ({
  kind: "binary",
  op,
  written,
  left,
  right,
  from: left.from,
  to: right.to,
});

const folded = ({ nodes: [head, ...tail], signs }: Chain): FormulaNode =>
  tail.reduce((left, right, i) => join(left, signs[i] as Sign, right), head as FormulaNode);

/** Products first, then ⊙ and * between them, from left to right. */
function grouped({ nodes, signs }: Chain): FormulaNode | null {
  const loose = signs.map(({ op }) => op === "hadamard" || op === "star");
  if (!loose.includes(true)) return null;
  const terms: FormulaNode[] = [nodes[0] as FormulaNode];
  const between: Sign[] = [];
  for (const [i, sign] of signs.entries()) {
    const right = nodes[i + 1] as FormulaNode;
    if (loose[i]) {
      terms.push(right);
      between.push(sign);
    } else terms.push(join(terms.pop() as FormulaNode, sign, right));
  }
  return folded({ nodes: terms, signs: between });
}

/** ⊙ between two neighbours first, then products, from left to right. */
function tightened({ nodes, signs }: Chain): FormulaNode | null {
  if (!signs.some(({ op }) => op === "hadamard")) return null;
  const factors: FormulaNode[] = [nodes[0] as FormulaNode];
  const between: Sign[] = [];
  for (const [i, sign] of signs.entries()) {
    const right = nodes[i + 1] as FormulaNode;
    if (sign.op === "hadamard") factors.push(join(factors.pop() as FormulaNode, sign, right));
    else {
      factors.push(right);
      between.push(sign);
    }
  }
  return folded({ nodes: factors, signs: between });
}
