import type { Facts } from "../facts.ts";
import { instead, type Site } from "../row.ts";
import { sumsOf } from "../sums.ts";
import type { Node } from "../tree.ts";
import { type Change, changes, row, rowOf } from "./change.ts";

export const ROOT = row(
  "root-left-out",
  "a root left out",
  "A value is given back whose square root is asked for.",
  "Compare with the formula: a length and a standard deviation end with a root.",
);

/** Most changes of one kind. */
const MOST = 24;

/** `x.mean()` as the mean over the examples of what is added up over the rows. */
const ofAll = (facts: Facts): Site[] =>
  facts.tree.nodes.flatMap((node) => {
    const op = facts.operation(node);
    const [of] = op?.args ?? [];
    if (op?.name !== "mean" || op.style === "own" || op.style === "Math" || op.args.length !== 1) return [];
    return instead(node, `nd.mean(nd.sum(${facts.tree.text(of as Node)}, 0))`);
  });

/** Names that are given back, alone or as the only one in a list, under a root. */
const roots = ({ tree }: Facts): Site[] =>
  tree.nodes.flatMap((node) => {
    if (node.type !== "Identifier") return [];
    const parent = tree.parentOf(node);
    const isGiven =
      (parent?.type === "ReturnStatement" && parent.argument === node) ||
      (parent?.type === "ArrayExpression" && parent.elements.length === 1);
    return isGiven ? instead(node, `((x) => typeof x === "number" ? Math.sqrt(x) : nd.sqrt(x))(${node.name})`) : [];
  });

/** What is added up, averaged or divided by, and absolute values, as a square. */
const squares = (facts: Facts): Site[] => {
  const { tree, operation } = facts;
  const written = (node: Node, of: Node, plain: boolean): Site[] => {
    const text = tree.text(of);
    return instead(node, plain ? `((${text}) ** 2)` : `nd.square(${text})`);
  };
  const isSquare = (node: Node): boolean => /^(square|pow)$/.test(operation(node)?.name ?? "");
  const operands = tree.nodes.flatMap((node): Site[] => {
    const op = operation(node);
    const [of, by] = op?.args ?? [];
    if (op === null || op.style === "own" || of === undefined) return [];
    const plain = op.style === "operator" || op.style === "Math";
    if (op.name === "abs") return written(node, of, plain);
    if (/^(sum|mean)$/.test(op.name) && !isSquare(of)) return written(of, of, false);
    const isFree = op.name === "div" && by !== undefined && !facts.isCount(by) && by.type !== "Literal";
    return isFree && !isSquare(by) ? written(by, by, plain) : [];
  });
  const added = sumsOf(facts).flatMap(({ value }) => (isSquare(value) ? [] : written(value, value, true)));
  return [...operands, ...added];
};

/** `x.sum(0, true)` along the other axis, turned so that it lies as it did. */
const turned = (facts: Facts): Site[] =>
  facts.tree.nodes.flatMap((node) => {
    const op = facts.operation(node);
    const [of, axis, keep] = op?.args ?? [];
    if (op === null || op.style === "own" || !/^(sum|mean)$/.test(op.name) || of === undefined) return [];
    if (axis?.type !== "Literal" || (axis.value !== 0 && axis.value !== 1) || keep === undefined) return [];
    const text = `nd.${op.name}(${facts.tree.text(of)}, ${1 - axis.value}, true)`;
    return instead(node, `nd.transpose(${text})`);
  });

export const reductionChanges = (facts: Facts): Change[] => [
  ...changes(rowOf("sum-axis"), turned(facts).slice(0, MOST)),
  ...changes(rowOf("mean-of-all"), ofAll(facts).slice(0, MOST)),
  ...changes(rowOf("square-left-out"), squares(facts).slice(0, MOST)),
  ...changes(ROOT, roots(facts).slice(0, MOST)),
];
