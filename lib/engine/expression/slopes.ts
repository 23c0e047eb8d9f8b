import { entrywise } from "./entrywise.ts";
import type { Formula, FormulaNode } from "./formula.ts";
import { mapped } from "./mapped.ts";
import { type Shapes, SLOPES } from "./shapes.ts";

type Call = Extract<FormulaNode, { kind: "call" }>;

/** What a definition is the entrywise function of, as a2 = g(z2) is; null for any other. */
export function slopeOf(root: FormulaNode): { readonly fn: string; readonly at: string } | null {
  if (root.kind !== "call" || root.primes > 0 || (root.fn !== "g" && entrywise[root.fn] === undefined)) return null;
  const [argument] = root.args;
  return argument?.kind === "symbol" && root.args.length === 1 ? { fn: root.fn, at: argument.name } : null;
}

/**
 * ∂a/∂z where a = g(z) for columns, entry by entry: the column of slopes beside ⊙, as it is meant there, and else the Jacobian, which has
 * them on its diagonal.
 */
export function sloped(formula: Formula, shapes: Shapes): Formula {
  const column = (node: FormulaNode): FormulaNode | null => {
    if (node.kind !== "call" || node.fn !== "derivative") return null;
    const [body, by] = node.args;
    if (body === undefined || by?.kind !== "symbol" || (shapes[by.name]?.[0] ?? 1) === 1) return null;
    const of = body.kind === "symbol" ? shapes[SLOPES]?.[body.name] : slopeOf(body);
    if (of?.at !== by.name) return null;
    return { kind: "call", fn: of.fn, primes: 1, args: [by], from: node.from, to: node.to };
  };
  const beside = mapped((node) => {
    if (node.kind === "binary" && (node.op === "hadamard" || node.op === "star"))
      return { ...node, left: column(node.left) ?? node.left, right: column(node.right) ?? node.right };
    if (node.kind === "call" && node.fn === "diag")
      return { ...node, args: node.args.map((arg) => column(arg) ?? arg) };
    return node;
  })(formula.root);
  const root = mapped((node) => {
    const slopes = column(node);
    return slopes === null ? node : ({ ...slopes, fn: "diag", primes: 0, args: [slopes] } as Call);
  })(beside);
  return { ...formula, root };
}
