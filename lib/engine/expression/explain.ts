import { chain, level } from "./chain.ts";
import type { BinaryOp, Formula, FormulaProblem, Shape } from "./formula.ts";
import { shapeOf } from "./shape.ts";
import { shapeWords } from "./shape-rules.ts";
import type { Shapes } from "./shapes.ts";
import { nodeTex, nodeWords } from "./write.ts";

/** One operand of the outermost operation, to be drawn as a grid of its shape. */
export type ExplainedOperand = {
  readonly tex: string;
  readonly words: string;
  /** Null where the operand's own sizes do not go together. */
  readonly shape: Shape | null;
  /** The sign before it; null for the first. */
  readonly sign: BinaryOp | null;
};

export type Explanation = {
  readonly operands: readonly ExplainedOperand[];
  readonly shape: Shape | null;
  readonly problem: FormulaProblem | null;
};

/** The outermost products (or the outermost sum) of a formula, left to right, with TeX and shapes, and what comes out. */
export function explain(
  formula: Formula,
  shapes: Shapes,
  names: { readonly [name: string]: string } = {},
): Explanation {
  const result = shapeOf(formula.root, shapes);
  const operands = chain(formula.root).map(({ node, sign }) => {
    const shape = shapeOf(node, shapes);
    return { tex: nodeTex(node, names), words: nodeWords(node), shape: shape.ok ? shape.value : null, sign };
  });
  return { operands, shape: result.ok ? result.value : null, problem: result.ok ? null : result.error };
}

/** How the shape of a formula comes about: "x is 2×1, δ1ᵀ is 1×4, so x δ1ᵀ is 2×4"; of what is no product, "This is 2×4". */
export function shapeStory({ root }: Formula, shapes: Shapes, shape: Shape): string {
  const links = chain(root);
  const parts = links.map(({ node }) => ({ words: nodeWords(node), shape: shapeOf(node, shapes) }));
  const told = links.length > 1 && links.length <= 4 && level(links[1]?.sign ?? "add") === "product";
  if (!told || !parts.every((part) => part.shape.ok)) return `This is ${shapeWords(shape)}`;
  const each = parts.map((part) => `${part.words} is ${part.shape.ok ? shapeWords(part.shape.value) : ""}`);
  return `${each.join(", ")}, so the product is ${shapeWords(shape)}`;
}
