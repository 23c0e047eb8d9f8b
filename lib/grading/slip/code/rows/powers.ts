import type { Facts } from "../facts.ts";
import type { Operation } from "../operation.ts";
import { atOperations, instead, type Site, type SlipRow } from "../row.ts";
import type { Node } from "../tree.ts";

/** What is squared, where a node is a square. */
function squaredIn({ operation, tree }: Facts, node: Node): Node | null {
  const op = operation(node);
  if (op === null || op.style === "own") return null;
  const [of, by] = op.args;
  if (of === undefined) return null;
  if (op.name === "square") return of;
  return op.name === "pow" && by !== undefined && tree.text(by) === "2" ? of : null;
}

const isPlain = ({ style }: Operation): boolean => style === "operator" || style === "Math";
const product = (op: Operation, a: string, b: string): string =>
  isPlain(op) ? `(${a}) * (${b})` : `nd.mul(${a}, ${b})`;
const square = (op: Operation, text: string): string => (isPlain(op) ? `(${text}) ** 2` : `nd.square(${text})`);

/** `(c * r) ** 2` as `c * r ** 2`, with either of the two inside. */
export const outOfSquares = (facts: Facts): Site[] =>
  facts.tree.nodes.flatMap((node) => {
    const of = squaredIn(facts, node);
    const inner = of === null ? null : facts.operation(of);
    const [a, b] = inner?.args ?? [];
    if (inner?.name !== "mul" || inner.style === "own" || a === undefined || b === undefined) return [];
    const [one, other] = [facts.tree.text(a), facts.tree.text(b)];
    return instead(node, product(inner, one, square(inner, other)), product(inner, square(inner, one), other));
  });

export const powerRows: readonly SlipRow[] = [
  {
    id: "factor-squared",
    name: "a factor squared too",
    says: "A factor that stands before a square is squared as well.",
    next: "Compare with the formula what is inside of the square, and what stands before it.",
    lesson: "forward-loss-and-back",
    sites: atOperations("mul", (op, _t, node, facts) => {
      const [a, b] = op.args;
      if (op.style === "own" || a === undefined || b === undefined || op.args.length !== 2) return [];
      const inside = (squares: Node, factor: Node): string | null => {
        const of = squaredIn(facts, squares);
        const isNumber = factor.type === "Literal";
        return of === null || isNumber ? null : square(op, product(op, facts.tree.text(factor), facts.tree.text(of)));
      };
      return instead(node, inside(a, b), inside(b, a));
    }),
  },
];
