import type { FormulaNode, Shape } from "./formula.ts";
import { combine, sameShape } from "./shape-rules.ts";
import { nodeWords } from "./write.ts";

/**
 * `s .* A b` is read (s ⊙ A) b; where only s ⊙ (A b) has a shape, say how to write that. `s A b` has no shape where s ⊙ (A b) has one.
 */
export function bracketsHint(
  node: Extract<FormulaNode, { kind: "binary" }>,
  left: Shape,
  right: Shape,
  next: readonly FormulaNode[],
  shapeOf: (node: FormulaNode) => Shape | undefined,
): string {
  // Of two that are of one size it was said how to multiply them.
  if (node.op !== "hadamard" && (node.op !== "product" || sameShape(left, right))) return "";
  let whole: Shape = right;
  let words = nodeWords(node.right);
  for (const factor of next) {
    const of = shapeOf(factor);
    const grouped = of === undefined ? null : combine.product(whole, of);
    if (grouped?.ok !== true) return "";
    whole = grouped.shape;
    words = `${words} ${nodeWords(factor)}`;
    if (!sameShape(whole, left)) continue;
    return node.op === "hadamard"
      ? ` Products and ⊙ are read from left to right; put ${words} in brackets if it comes first.`
      : ` Write .* before ${words} to multiply entry by entry.`;
  }
  return "";
}
