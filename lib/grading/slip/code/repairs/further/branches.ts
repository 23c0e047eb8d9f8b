import type { Facts } from "../../facts.ts";
import { written } from "../../operation.ts";
import { instead, replaced } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, row } from "../change.ts";

const EXCHANGED = row(
  "branches-exchanged",
  "two cases exchanged",
  "What is asked for in one of two cases is done in the other, and the other way round.",
  "Say in words when each of the two cases holds, and try one value for each.",
);
const ZERO = row(
  "zero-in-one-case",
  "a value in one case where 0 belongs",
  "In one of two cases a value is given where 0 is asked for.",
  "Say in words what is asked for in each of the two cases, and try one value for each.",
);
const NUMBER = row(
  "number-in-one-case",
  "another number in one of two cases",
  "In one of two cases a number is given, and another one is asked for.",
  "Say in words what is asked for in each of the two cases, and try one value for each.",
);
const EQUAL = row(
  "equality-turned",
  "equal and unequal exchanged",
  "What is equal is treated as what is not, and the other way round.",
  "Try one pair that is equal and one that is not by hand.",
);

/** `test ? yes : no` and `nd.where(test, yes, no)`. */
const branches = ({ tree, operation }: Facts): { readonly yes: Node; readonly no: Node }[] =>
  tree.nodes.flatMap((node) => {
    if (node.type === "ConditionalExpression") return [{ yes: node.consequent as Node, no: node.alternate as Node }];
    const op = operation(node);
    const [, yes, no] = op?.args ?? [];
    return op?.name === "where" && op.style !== "own" && yes !== undefined && no !== undefined ? [{ yes, no }] : [];
  });

const numberOf = ({ tree }: Facts, node: Node): number | null =>
  /^-?\s*[\d.]+$/.test(tree.text(node)) ? Number(tree.text(node).replace(/\s/g, "")) : null;

function ofBranches(facts: Facts): Change[] {
  const { tree } = facts;
  return branches(facts).flatMap(({ yes, no }) => [
    ...changes(EXCHANGED, [[replaced(yes, tree.text(no)), replaced(no, tree.text(yes))]]),
    ...[yes, no].flatMap((one) => {
      const number = numberOf(facts, one);
      if (number === null) return changes(ZERO, instead(one, "0"));
      return changes(NUMBER, instead(one, ...[0, 1, -1].filter((other) => other !== number).map((x) => `(${x})`)));
    }),
  ]);
}

const OPPOSITE: { readonly [sign: string]: string } = { "===": "!==", "!==": "===", "==": "!=", "!=": "==" };

const equalities = ({ tree, operation }: Facts): Change[] =>
  tree.nodes.flatMap((node) => {
    if (node.type === "BinaryExpression" && OPPOSITE[node.operator] !== undefined) {
      const [left, right] = [tree.text(node.left as Node), tree.text(node.right)];
      return changes(EQUAL, instead(node, `(${left} ${OPPOSITE[node.operator]} ${right})`));
    }
    const op = operation(node);
    if (op?.style !== "nd" || !/^(not_)?equal$/.test(op.name)) return [];
    const other = op.name === "equal" ? "not_equal" : "equal";
    return changes(EQUAL, instead(node, written(op, other, op.args.map(tree.text))));
  });

export const branchChanges = (facts: Facts): Change[] => [...ofBranches(facts), ...equalities(facts)];
