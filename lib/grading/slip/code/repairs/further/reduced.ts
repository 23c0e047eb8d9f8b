import type { Facts } from "../../facts.ts";
import { instead } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, row } from "../change.ts";
import { operations } from "./operations.ts";

const OTHER = row(
  "other-reduction",
  "put together in another way than asked for",
  "The largest or smallest of several values is taken, where they are to be added up or averaged.",
  "Say in words what is made of the values along this axis: their sum, their mean, or the largest of them.",
);
const EARLY = row(
  "reduction-extra",
  "put together where each is asked for by itself",
  "Values are averaged or added up that are asked for one by one.",
  "Say along which axis the formula keeps the values apart, and put none of these together.",
);

/** Most changes of one kind. */
const MOST = 32;

/** `A.max(0)` as `A.sum(0)`, and `A.mean(1, true)` as `A`. */
export function reducedChanges(facts: Facts): Change[] {
  const { tree } = facts;
  const all = operations(facts, /^(sum|mean|max|min)$/).filter(({ op }) => /^(nd|method)$/.test(op.style));
  const others = all
    .filter(({ op }) => /^(max|min)$/.test(op.name))
    .flatMap(({ node, op }) => {
      const given = op.args.map(tree.text).join(", ");
      return instead(node, `nd.sum(${given})`, `nd.mean(${given})`);
    });
  const early = all.flatMap(({ node, op }) => instead(node, tree.text(op.args[0] as Node)));
  return [...changes(OTHER, others.slice(0, MOST)), ...changes(EARLY, early.slice(0, MOST))];
}

const BEGIN = row(
  "other-begin",
  "a sum that begins with another number",
  "A sum or a product begins with a number that is not asked for, such as a sum with 1.",
  "Say what comes out where nothing is added: that is what it has to begin with.",
);

/** `list.reduce((sum, x) => sum + x, 1)` and `let sum = 1` before `sum += x`, with 0; of products with 1. */
export function beginningChanges({ tree, scopes }: Facts): Change[] {
  const isNumber = (node: Node | null | undefined): node is Node =>
    node != null && /^-?[\d.]+$/.test(tree.text(node)) && !/^-?0*\.?0*$/.test(tree.text(node));
  const given = tree.nodes.flatMap((node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
    const first = node.arguments[1] as Node | undefined;
    if (!/\.reduce(Right)?$/.test(tree.text(node.callee as Node)) || first === undefined) return [];
    return isNumber(first) ? instead(first, "0") : tree.text(first) === "0" ? instead(first, "1") : [];
  });
  const added = tree.nodes.flatMap((node) => {
    if (node.type !== "AssignmentExpression" || !/^[+*-]=$/.test(node.operator) || node.left.type !== "Identifier")
      return [];
    const init = scopes.bindingOf(node.left as Node)?.init;
    return isNumber(init) ? instead(init, node.operator === "*=" ? "1" : "0") : [];
  });
  return changes(BEGIN, [...given, ...added].slice(0, MOST));
}
