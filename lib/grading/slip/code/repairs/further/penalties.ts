import { type Facts, NAMES, productsOf } from "../../facts.ts";
import { replaced, type Site } from "../../row.ts";
import { type Node, within } from "../../tree.ts";
import { type Change, changes, row } from "../change.ts";

const PENALTY = row(
  "penalty-for-slope",
  "a penalty where its derivative belongs",
  "The term with $\\lambda$ in a gradient is that of the loss, with the square of the weights, where its derivative is asked for.",
  "Differentiate the term with $\\lambda$ with respect to one weight: the square goes, and its 2 with the ½.",
);

/** `W.square().mul(lambda / 2)` as `W.mul(lambda)`: a square less in a product with λ, with the factor ½ and without. */
export const penaltyChanges = (facts: Facts): Change[] => {
  const { tree, operation } = facts;
  return productsOf(tree, operation).flatMap((factors) => {
    const names = factors.flatMap((factor) => within(factor).filter((one) => one.type === "Identifier"));
    if (!names.some((one) => NAMES.lambda.test(tree.text(one)))) return [];
    const plain = factors.flatMap((factor): Site => {
      const of = squaredIn(facts, factor);
      return of === null ? [] : [replaced(factor, tree.text(of))];
    });
    if (plain.length !== 1) return [];
    const halves = within(tree.program as Node).flatMap((node): Site => {
      const isHere = factors.some(({ start, end }) => start <= node.start && node.end <= end);
      const op = isHere ? operation(node) : null;
      const [a, b] = op?.args ?? [];
      const isHalf = op?.name === "div" && b?.type === "Literal" && b.value === 2;
      return isHalf && a !== undefined ? [replaced(node, `(${tree.text(a)})`)] : [];
    });
    const [half] = halves;
    return changes(PENALTY, [plain, ...(half === undefined ? [] : [[...plain, half]])]);
  });
};

function squaredIn({ operation, tree }: Facts, node: Node): Node | null {
  const op = operation(node);
  const [a, b] = op?.args ?? [];
  if (op === null || a === undefined || op.style === "own") return null;
  const isSquare = op.name === "square" || (op.name === "pow" && b !== undefined && tree.text(b) === "2");
  return isSquare ? a : null;
}
