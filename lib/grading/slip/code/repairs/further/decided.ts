import type { Facts } from "../../facts.ts";
import { instead } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, row, rowOf } from "../change.ts";
import { operations } from "./operations.ts";

const DECISION = row(
  "decision-for-value",
  "a decision in the place of the value that it is about",
  "A value is compared and turned into one of two numbers, where the value itself is asked for.",
  "Decide only where a class is asked for: an error and its gradient take the value itself.",
);

/** Most changes. */
const MOST = 24;

const isNumber = (text: string): boolean => /^\(?-?\s*[\d.]+\)?$/.test(text);

/** `a > 0.5 ? 1 : 0`, `Number(a > 0.5)` and `nd.greater(A, 0.5)` as what is compared. */
export function decidedChanges(facts: Facts): Change[] {
  const { tree } = facts;
  const chosen = tree.nodes.flatMap((node) => {
    if (node.type !== "ConditionalExpression" || node.test.type !== "BinaryExpression") return [];
    const both = [node.consequent, node.alternate].map((one) => tree.text(one as Node));
    return both.every(isNumber) ? instead(node, `(${tree.text(node.test.left as Node)})`) : [];
  });
  const counted = tree.nodes.flatMap((node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== "Number") return [];
    const [test] = node.arguments;
    return test?.type === "BinaryExpression" ? instead(node, `(${tree.text(test.left as Node)})`) : [];
  });
  const compared = operations(facts, /^(greater|less)(_equal)?$/).flatMap(({ node, op }) =>
    op.style === "operator" ? [] : instead(node, tree.text(op.args[0] as Node)),
  );
  const bounds = operations(facts, /^(greater|less)(_equal)?$/)
    .flatMap(({ op }) => op.args.slice(1, 2))
    .filter((one) => one.type !== "Literal" && !facts.isCount(one))
    .filter((one) => !/^(For|While)/.test(tree.parentOf(tree.parentOf(one) ?? one)?.type ?? ""))
    .flatMap((one) => instead(one, "0", "0.5", "1"));
  const moved = changes(rowOf("threshold-moved"), bounds.slice(0, MOST));
  return [...moved, ...changes(DECISION, [...chosen, ...counted, ...compared].slice(0, MOST))];
}
