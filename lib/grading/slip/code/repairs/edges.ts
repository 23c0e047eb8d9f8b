import type { Facts } from "../facts.ts";
import { written } from "../operation.ts";
import { instead } from "../row.ts";
import type { Node } from "../tree.ts";
import { type Change, changes, row, rowOf } from "./change.ts";

const EDGE = row(
  "threshold-edge",
  "the edge of a threshold on the other side",
  "What is exactly at a threshold, or as good as the best so far, is treated as what is beyond it, or the other way round.",
  "Ask what is to happen where both sides of the comparison are equal.",
);

const EDGES: { readonly [name: string]: string } = {
  greater: "greater_equal",
  greater_equal: "greater",
  less: "less_equal",
  less_equal: "less",
};

/** `z > 0` as `z >= 0`, and so on; where a loop ends is another matter. */
const thresholds = (facts: Facts): Change[] =>
  facts.tree.nodes.flatMap((node) => {
    const op = facts.operation(node);
    const other = op === null ? undefined : EDGES[op.name];
    if (op === null || other === undefined || op.style === "own" || op.args.length !== 2) return [];
    if (/^(For|While|DoWhile)Statement$/.test(facts.tree.parentOf(node)?.type ?? "")) return [];
    return changes(EDGE, instead(node, written(op, other, op.args.map(facts.tree.text))));
  });

/** A product of weights to which no bias is added, with the bias of the same name: `p.W1.matmul(X)` and `p.b1`. */
const biases = (facts: Facts): Change[] =>
  facts.tree.nodes.flatMap((node) => {
    const op = facts.operation(node);
    const [weights] = op?.args ?? [];
    if (op?.name !== "matmul" || op.style === "own" || weights === undefined) return [];
    const [, before, digits] = /^(.*\.)?W(\d*)$/.exec(facts.tree.text(weights)) ?? [];
    if (digits === undefined || isAddedTo(facts, node)) return [];
    return changes(
      rowOf("bias-left-out"),
      instead(node, `nd.add(${facts.tree.text(node)}, ${before ?? ""}b${digits})`),
    );
  });

/** Whether something is added to a value where it stands. */
function isAddedTo({ tree, operation }: Facts, node: Node): boolean {
  const parent = tree.parentOf(node);
  const outer = parent?.type === "MemberExpression" ? tree.parentOf(parent) : parent;
  const op = outer == null ? null : operation(outer);
  return (op?.name === "add" || op?.name === "sub") && op.args.includes(node);
}

export const edgeChanges = (facts: Facts): Change[] => [...thresholds(facts), ...biases(facts)];
