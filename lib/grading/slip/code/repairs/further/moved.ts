import type { Facts } from "../../facts.ts";
import { type Operation, written } from "../../operation.ts";
import { replaced, type Site } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, row } from "../change.ts";
import { operations } from "./operations.ts";

const EARLY = row(
  "function-early",
  "a function applied too early",
  "An activation, a root or another function is applied to a part of what it is asked for of.",
  "Say in words what the function is taken of, and compute all of that before.",
);
const LATE = row(
  "function-late",
  "a function applied too late",
  "An activation, a root or another function is applied to more than what it is asked for of.",
  "Say in words what the function is taken of, and apply it to that alone, before anything is done with it.",
);

/** Functions of one value, entry by entry. */
const FUNCTION = /^(tanh|sigmoid|relu|exp|log|sqrt|square|abs|neg)$/;
/** So many levels a function is moved in an expression, and most changes of one kind. */
const LEVELS = 4;
const MOST = 40;

const isExpression = (node: Node): boolean =>
  /^(Call|Binary|Unary|Member)Expression$/.test(node.type) || node.type === "ParenthesizedExpression";

/** The values around a node in its expression, the nearest first. What is only called or indexed is none. */
function around({ tree }: Facts, node: Node): Node[] {
  const found: Node[] = [];
  let child = node;
  for (let one = tree.parentOf(node); one !== null && isExpression(one); one = tree.parentOf(one)) {
    const isCalled = one.type === "MemberExpression" && tree.parentOf(one)?.type === "CallExpression";
    const isIndex = one.type === "MemberExpression" && one.property === child;
    if (isIndex) break;
    if (!isCalled) found.push(one);
    child = one;
  }
  return found.slice(0, LEVELS);
}

/** `affine(tanh(X))` as `tanh(affine(X))`, for every value around. */
const early = (facts: Facts): Change[] =>
  operations(facts, FUNCTION).flatMap(({ node, op }) => {
    const [of] = op.args;
    if (of === undefined || op.args.length !== 1) return [];
    const { code, text } = facts.tree;
    return around(facts, node).flatMap((outer) => {
      const inside = code.slice(outer.start, node.start) + text(of) + code.slice(node.end, outer.end);
      return changes(EARLY, [[replaced(outer, applied(op, inside))]]);
    });
  });

/** `tanh(affine(X))` as `affine(tanh(X))`, for the operands of what it is applied to. */
const late = (facts: Facts): Change[] =>
  operations(facts, FUNCTION).flatMap(({ node, op }) => {
    const [of] = op.args;
    if (of === undefined || op.args.length !== 1) return [];
    const { code, text } = facts.tree;
    const inner = facts.operation(of);
    return (inner?.args ?? []).slice(0, LEVELS).flatMap((part) => {
      const moved = code.slice(of.start, part.start) + applied(op, text(part)) + code.slice(part.end, of.end);
      return changes(LATE, [[replaced(node, `(${moved})`)]] satisfies Site[]);
    });
  });

const applied = (op: Operation, inside: string): string => written(op, op.name, [inside]);

export const movedChanges = (facts: Facts): Change[] => [...early(facts).slice(0, MOST), ...late(facts).slice(0, MOST)];
