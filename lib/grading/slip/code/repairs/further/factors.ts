import { type Facts, productsOf } from "../../facts.ts";
import { isTensorStyle, written } from "../../operation.ts";
import { instead, type Site } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, rowOf } from "../change.ts";

/** Most changes. */
const MOST = 56;

/** A number of the same function as a factor more, in a sum and where a value is given back: `t + (1 - t * t)` with `z`. */
export function nameFactors(facts: Facts): Change[] {
  const { tree, operation } = facts;
  const factorsOf = new Map(productsOf(tree, operation).map((all) => [all[0]?.start, all.map(tree.text)]));
  const found = placesOf(facts).map((node): Site[] => {
    const there = factorsOf.get(node.start) ?? [tree.text(node)];
    const names = numbersAt(facts, node).filter((name) => !there.includes(name));
    return instead(node, ...names.map((name) => `${name} * (${tree.text(node)})`));
  });
  return changes(rowOf("factor-left-out"), [...found.flat(), ...tensorFactors(facts)].slice(0, MOST));
}

/** The same of tensors: `T.add(slope(Z))` with `Z`. */
const tensorFactors = (facts: Facts): Site[] =>
  facts.tree.nodes.flatMap((node) => {
    const op = facts.operation(node);
    const summand = op?.args[1];
    if (op === null || summand === undefined || !isTensorStyle(op) || op.style === "own") return [];
    if (!/^(add|sub)$/.test(op.name) || op.args.length !== 2) return [];
    const text = facts.tree.text(summand);
    return instead(
      summand,
      ...namesAt(facts, node, /\.(?!(T|shape)\b)\w+\b(?!\()|\[/).map((name) => written(op, "mul", [name, text])),
    );
  });

/** Summands that are no sums themselves, sums in brackets, and what a function of numbers gives back. */
function placesOf({ tree, operation }: Facts): Node[] {
  const isSum = (node: Node | null) => {
    const op = node === null ? null : operation(node);
    return op?.style === "operator" && /^(add|sub)$/.test(op.name);
  };
  return tree.nodes.filter((node) => {
    const parent = tree.parentOf(node);
    if (!/^(Identifier|CallExpression|MemberExpression|BinaryExpression|ConditionalExpression)$/.test(node.type))
      return false;
    if (isSum(parent)) return !isSum(node) || (parent?.type === "BinaryExpression" && parent.right === node);
    const isGiven =
      (parent?.type === "ReturnStatement" && parent.argument === node) ||
      (parent?.type === "ArrowFunctionExpression" && parent.body === node);
    return isGiven && operation(node)?.style === "operator";
  });
}

/** Numbers that are declared in the innermost function around a node: what is read by place or has fields is none. */
const numbersAt = (facts: Facts, node: Node): string[] => namesAt(facts, node, /[.[]/);

/** Names that are declared in the innermost function around a node, but for those behind which something stands. */
function namesAt({ tree, scopes, isCount }: Facts, node: Node, behind: RegExp): string[] {
  let inner: Node | null = node;
  while (inner !== null && !/Function/.test(inner.type)) inner = tree.parentOf(inner);
  if (inner === null) return [];
  const { start, end } = inner;
  return scopes
    .visibleAt(node)
    .filter(({ kind, at, until, init, path }) => {
      if (kind === "function" || at.start < start || end < at.end || isCount(at)) return false;
      return (
        kind === "parameter" ||
        (path.length === 0 && until <= node.start && !/Function|Array|Object/.test(init?.type ?? ""))
      );
    })
    .map(({ name }) => name)
    .filter(
      (name) => !new RegExp(`\\b${name.replace(/\$/g, "\\$&")}(${behind.source})`).test(tree.code.slice(start, end)),
    );
}
