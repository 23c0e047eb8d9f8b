import type { BinaryOp, FormulaNode } from "./formula.ts";

export type Link = { readonly node: FormulaNode; readonly sign: BinaryOp | null };

export const level = (op: BinaryOp): "sum" | "product" => (op === "add" || op === "subtract" ? "sum" : "product");

/** The outermost factors (or terms) of a formula, left to right, each with the sign before it. */
export function chain(root: FormulaNode): readonly Link[] {
  const links: Link[] = [];
  let node = root;
  while (node.kind === "binary" && (node === root || (root.kind === "binary" && level(node.op) === level(root.op)))) {
    links.unshift({ node: node.right, sign: node.op });
    node = node.left;
  }
  return [{ node, sign: null }, ...links];
}
