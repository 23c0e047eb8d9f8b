import type { Facts } from "../../facts.ts";
import { type Operation, written } from "../../operation.ts";
import { instead, replaced } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, row } from "../change.ts";
import { operations } from "./operations.ts";

const ORDER = row(
  "sum-before-product",
  "added before multiplied, or after",
  "Something is added before a multiplication where it is to be added after it, or the other way round.",
  "Put numbers in, and compare with the formula which of the two comes first.",
);
const CLASSES = row(
  "classes-exchanged",
  "the two classes exchanged",
  "The term that belongs to $y = 1$ is taken for $y = 0$, and the other one for $y = 1$.",
  "Put $y = 1$ in: which of the two terms is left, and is it the one that the formula has for it?",
);

/** Most changes of one kind. */
const MOST = 40;

/** `a − b / c` as `(a − b) / c`: what was to be done with the whole is done with its last part. */
const brackets = (facts: Facts): Change[] =>
  operations(facts, /^(add|sub)$/).flatMap(({ node, op }) => {
    const { tree, operation } = facts;
    const [left, right] = op.args;
    const inside = right === undefined ? null : operation(right);
    if (left === undefined || inside === null || inside.style === "own" || !/^(mul|div)$/.test(inside.name)) return [];
    const [a, b, c] = [left, ...inside.args].map(tree.text);
    if (a === undefined || b === undefined || c === undefined) return [];
    const whole = (first: string) => written(op, op.name, [a, first]);
    return changes(
      ORDER,
      instead(
        node,
        written(inside, inside.name, [whole(b), c]),
        inside.name === "mul" && written(inside, "mul", [whole(c), b]),
      ),
    );
  });

/** `(a + b) c` as `a c + b`, and back. */
const orders = (facts: Facts): Change[] =>
  operations(facts, /^(mul|div|add|sub)$/).flatMap(({ node, op }) => {
    const { tree, operation } = facts;
    const [left, right] = op.args;
    const inside = left === undefined ? null : operation(left);
    const [a, b] = inside?.args.map(tree.text) ?? [];
    if (inside == null || inside.style === "own" || right === undefined || a === undefined || b === undefined)
      return [];
    const isSum = (name: string) => name === "add" || name === "sub";
    const isProduct = (name: string) => name === "mul" || name === "div";
    if (!(isSum(op.name) && isProduct(inside.name)) && !(isProduct(op.name) && isSum(inside.name))) return [];
    const c = tree.text(right);
    const first = written(inside, inside.name, [written(op, op.name, [a, c]), b]);
    const turned = inside.name === "add" ? written(inside, "add", [a, written(op, op.name, [b, c])]) : null;
    return changes(ORDER, instead(node, first, turned));
  });

/** `(1 − y) a + y b` as `y a + (1 − y) b`. */
export const classChanges = (facts: Facts): Change[] =>
  operations(facts, /^(add|sub)$/).flatMap(({ op }) => {
    const [left, right] = op.args.map((one) => factorsOf(facts, one));
    if (left === undefined || right === undefined) return [];
    return [
      [left, right],
      [right, left],
    ].flatMap(([these = [], those = []]) =>
      these.flatMap((one) => {
        const other = facts.operation(one);
        const [unit, of] = other?.args ?? [];
        const isOther = other?.name === "sub" && unit?.type === "Literal" && unit.value === 1 && of !== undefined;
        const twin = isOther ? those.find((factor) => facts.tree.text(factor) === facts.tree.text(of)) : undefined;
        if (twin === undefined) return [];
        return changes(CLASSES, [
          [replaced(one, `(${facts.tree.text(twin)})`), replaced(twin, `(${facts.tree.text(one)})`)],
        ]);
      }),
    );
  });

function factorsOf({ operation }: Facts, node: Node): Node[] {
  const op: Operation | null = operation(node);
  if (op === null || op.style === "own") return [node];
  if (op.name === "neg") return factorsOf({ operation } as Facts, op.args[0] as Node);
  return op.name === "mul" ? op.args.flatMap((one) => factorsOf({ operation } as Facts, one)) : [node];
}

export const orderChanges = (facts: Facts): Change[] => [
  ...orders(facts).slice(0, MOST),
  ...brackets(facts).slice(0, MOST),
];
