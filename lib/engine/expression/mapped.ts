import type { FormulaNode } from "./formula.ts";

/** A change carried out everywhere, from the leaves up. */
export function mapped(change: (node: FormulaNode) => FormulaNode): (node: FormulaNode) => FormulaNode {
  const each = (node: FormulaNode): FormulaNode => {
    switch (node.kind) {
      case "negate":
      case "transpose":
        return change({ ...node, of: each(node.of) });
      case "binary":
        return change({ ...node, left: each(node.left), right: each(node.right) });
      case "power":
        return change({ ...node, base: each(node.base), exponent: each(node.exponent) });
      case "call":
        return change({ ...node, args: node.args.map(each) });
      default:
        return change(node);
    }
  };
  return each;
}
