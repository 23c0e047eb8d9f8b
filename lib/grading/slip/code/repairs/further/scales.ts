import { countersAt } from "../../counts/counters.ts";
import type { Facts } from "../../facts.ts";
import { isTensorStyle } from "../../operation.ts";
import { instead } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, row, rowOf } from "../change.ts";
import { countAt } from "../factors.ts";

/** Most changes of one kind. */
const MOST = 48;

const ONE = row(
  "result-one-off",
  "a number that is one off",
  "A number that is given back is larger or smaller by one than is asked for.",
  "Count by hand in the smallest case.",
);

/** What a callback gives back, what a function gives back, and what is pushed to a list. */
const given = ({ tree }: Facts): Node[] =>
  tree.nodes.flatMap((node): Node[] => {
    if (node.type === "ArrowFunctionExpression" && node.body.type !== "BlockStatement") return [node.body as Node];
    if (node.type === "ReturnStatement" && node.argument) return [node.argument as Node];
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression" || node.arguments.length !== 1)
      return [];
    return tree.text(node.callee.property as Node) === "push" ? [node.arguments[0] as Node] : [];
  });

const isValue = ({ type }: Node): boolean =>
  /^(Identifier|MemberExpression|CallExpression|BinaryExpression|UnaryExpression)$/.test(type);

/** Values that are given back, with the opposite sign, squared and halved. */
function ofGiven(facts: Facts): Change[] {
  const { tree } = facts;
  const values = given(facts).filter(isValue);
  const both = (number: string, tensor: string) => (node: Node) =>
    instead(node, `((v) => typeof v === "number" ? ${number} : ${tensor})(${tree.text(node)})`);
  return [
    ...changes(rowOf("minus-left-out"), values.flatMap(both("-v", "nd.neg(v)")).slice(0, MOST)),
    ...changes(rowOf("square-left-out"), values.flatMap(both("v * v", "nd.square(v)")).slice(0, MOST)),
    ...changes(
      ONE,
      values.flatMap((node) => [-1, 1].flatMap((by) => instead(node, `(${tree.text(node)}) + (${by})`))).slice(0, MOST),
    ),
    ...changes(rowOf("half-left-out"), values.flatMap(both("v / 2", "nd.div(v, 2)")).slice(0, MOST)),
  ];
}

/** Differences, and what is divided by a count, twice as large. */
const doubled = (facts: Facts): Change[] =>
  facts.tree.nodes
    .flatMap((node) => {
      const { tree, operation } = facts;
      const op = operation(node);
      const isShare = op?.name === "div" && op.args[1] !== undefined && facts.isCount(op.args[1]);
      if (op === null || !(op.name === "sub" || isShare) || op.style === "own") return [];
      if (op.args.some((one) => one.type === "Literal")) return [];
      const parent = tree.parentOf(node);
      if (parent?.type === "MemberExpression" && parent.computed && parent.property === node) return [];
      const text = tree.text(node);
      return changes(
        rowOf("two-left-out"),
        instead(node, isTensorStyle(op) ? `nd.mul(2, ${text})` : `(2 * (${text}))`),
      );
    })
    .slice(0, MOST);

/** An element of another list as a factor more: `-g(t[k] * v)` with `t[k]`. */
const elements = (facts: Facts): Change[] =>
  given(facts)
    .filter(({ type }) => /^(CallExpression|BinaryExpression|UnaryExpression)$/.test(type))
    .flatMap((node) => {
      const { tree, scopes } = facts;
      const names = countersAt(facts, node).map(({ name }) => name);
      const lists = scopes
        .visibleAt(node)
        .filter(({ kind, at, name }) => kind !== "function" && at.end <= node.start && tree.code.includes(`${name}[`));
      return changes(
        rowOf("factor-left-out"),
        instead(node, ...lists.flatMap(({ name }) => names.map((k) => `(${tree.text(node)}) * ${name}[${k}]`))),
      );
    })
    .slice(0, MOST);

/** A sum that a loop has added up, divided where it is given back. */
const sums = (facts: Facts): Change[] => {
  const { tree } = facts;
  const added = new Set(
    tree.nodes.flatMap((node) =>
      node.type === "AssignmentExpression" && node.operator === "+=" && node.left.type === "Identifier"
        ? [node.left.name]
        : node.type === "UpdateExpression" && node.operator === "++"
          ? [tree.text(node.argument as Node)]
          : [],
    ),
  );
  const listed = tree.nodes.flatMap((node) => (node.type === "ForOfStatement" ? [tree.text(node.right as Node)] : []));
  return given(facts).flatMap((value) =>
    tree.nodes
      .filter((node) => node.type === "Identifier" && value.start <= node.start && node.end <= value.end)
      .filter((node) => added.has(tree.text(node)) && tree.parentOf(node)?.type !== "UpdateExpression")
      .flatMap((node) => {
        const bounds = tree.nodes.flatMap((one) =>
          one.type === "ForStatement" && one.test?.type === "BinaryExpression" && facts.isCount(one.test.right as Node)
            ? [tree.text(one.test.right as Node)]
            : [],
        );
        const count = countAt(facts, node);
        const counts = new Set([
          ...(count === null ? [] : [count]),
          ...bounds,
          ...listed.map((one) => `${one}.length`),
        ]);
        return changes(
          rowOf("sum-for-mean"),
          instead(node, ...[...counts].map((one) => `(${tree.text(node)} / ${one})`)),
        );
      }),
  );
};

/** A weighted sum that a function of the file makes, with a bias that is in reach. */
const biases = (facts: Facts): Change[] =>
  given(facts).flatMap((node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return [];
    const names = facts.scopes.visibleAt(node).filter(({ name, kind }) => kind !== "function" && /^b\d*$/.test(name));
    const counters = countersAt(facts, node).slice(0, 2);
    const texts = names.flatMap(({ name }) => [
      name,
      ...counters.flatMap((one) => [`${name}[${one.name}]`, `${name}[${one.name}][0]`]),
    ]);
    return changes(rowOf("bias-left-out"), instead(node, ...texts.map((one) => `(${facts.tree.text(node)} + ${one})`)));
  });

export const scaleChanges = (facts: Facts): Change[] => [
  ...ofGiven(facts),
  ...doubled(facts),
  ...elements(facts),
  ...sums(facts).slice(0, MOST),
  ...biases(facts).slice(0, MOST),
];
