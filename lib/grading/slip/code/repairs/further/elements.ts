import { countersAt } from "../../counts/counters.ts";
import type { Facts } from "../../facts.ts";
import { instead } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, row, rowOf } from "../change.ts";
import { FIXED } from "../indices.ts";
import { STEP } from "../names.ts";

const STRIDE = row(
  "other-stride",
  "another length of a row in an index",
  "An element of a list of rows is looked up with another length of a row than the list has.",
  "Say how long one row of this list is; that many places lie between an element and the one below it.",
);
const BESIDE = row(
  "number-one-off",
  "a number one off",
  "A number that is added or subtracted is larger or smaller by one than is asked for.",
  "Work out the first pass and the last by hand.",
);
const PART = row(
  "other-part",
  "another part of a list",
  "A part of a list is taken from another place than where the values lie that are asked for.",
  "Write down where each part of the list begins and ends.",
);

/** Most changes of one kind. */
const MOST = 48;

type Element = Extract<Node, { type: "MemberExpression" }>;

/** Elements that are read. */
const elements = ({ tree }: Facts): Element[] =>
  tree.nodes.flatMap((node) => {
    if (node.type !== "MemberExpression" || !node.computed) return [];
    const parent = tree.parentOf(node);
    return parent?.type === "AssignmentExpression" && parent.left === node ? [] : [node];
  });

/** A fixed index that is not the last: `b[0][0]` as `b[i][0]`. */
const inner = (facts: Facts): Change[] =>
  elements(facts).flatMap((node) => {
    const parent = facts.tree.parentOf(node);
    if (parent?.type !== "MemberExpression" || !parent.computed || node.property.type !== "Literal") return [];
    const counters = countersAt(facts, node).slice(0, 3);
    return changes(FIXED, instead(node.property as Node, ...counters.map(({ name }) => name)));
  });

/** `x[k * n + i]` with every other count in reach, and with the two counters exchanged. */
const strides = (facts: Facts): Change[] =>
  elements(facts)
    .flatMap((node) => {
      const sum = facts.operation(node.property as Node);
      const [first, plus] = sum?.name === "add" ? sum.args : [];
      const times = first === undefined ? null : facts.operation(first);
      const [i, n] = times?.name === "mul" ? times.args : [];
      if (plus === undefined || i === undefined || n === undefined) return [];
      const [a, own, b] = [i, n, plus].map(facts.tree.text) as [string, string, string];
      const counts = facts.scopes
        .visibleAt(node)
        .filter(({ kind, at, name }) => kind !== "function" && name !== own && facts.isCount(at))
        .map(({ name }) => name);
      return counts.flatMap((count) => [
        ...changes(STRIDE, instead(node.property as Node, `${a} * ${count} + ${b}`)),
        ...changes(rowOf("flat-index-exchanged"), instead(node.property as Node, `${b} * ${count} + ${a}`)),
      ]);
    })
    .slice(0, MOST);

/** The same place of another list: `gradient[h + i]` as `weights[h + i]`. */
const lists = (facts: Facts): Change[] =>
  elements(facts)
    .flatMap((node) => {
      if (node.object.type !== "Identifier") return [];
      const own = node.object.name;
      const others = facts.scopes
        .visibleAt(node)
        .filter(({ name, kind, at }) => kind !== "function" && name !== own && at.end <= node.start)
        .filter(({ name }) => new RegExp(`\\b${name}\\[`).test(facts.tree.code));
      return changes(STEP(own), instead(node.object as Node, ...others.map(({ name }) => name)));
    })
    .slice(0, 2 * MOST);

/** The same field of another value: `other.data` as `this.data`. */
const holders = (facts: Facts): Change[] => {
  const { tree } = facts;
  const read = tree.nodes.flatMap((node) => {
    if (node.type !== "MemberExpression" || node.computed || !/^(Identifier|ThisExpression)$/.test(node.object.type))
      return [];
    const parent = tree.parentOf(node);
    if (parent?.type === "AssignmentExpression" && parent.left === node) return [];
    if (parent?.type === "CallExpression" && parent.callee === node) return [];
    return [
      { node: node.object as Node, name: tree.text(node.object as Node), field: tree.text(node.property as Node) },
    ];
  });
  return read.flatMap(({ node, name, field }) => {
    const others = read.filter((one) => one.field === field && one.name !== name);
    const there = facts.scopes.visibleAt(node).map((one) => one.name);
    const names = new Set(others.map((one) => one.name).filter((one) => one === "this" || there.includes(one)));
    return changes(STEP(name), instead(node, ...names));
  });
};

/** A part of a list as the one behind another part: `all.slice(0, k)` as `all.slice(k, k + k)`. */
const parts = ({ tree }: Facts): Change[] => {
  const all = tree.nodes.flatMap((node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression" || node.arguments.length !== 2)
      return [];
    if (!/^(slice|subarray)$/.test(tree.text(node.callee.property as Node))) return [];
    const [from, to] = node.arguments.map((one) => tree.text(one as Node)) as [string, string];
    return [{ node, of: tree.text(node.callee.object as Node), from, to }];
  });
  return all.flatMap(({ node, of, from, to }) =>
    all
      .filter((other) => other.of === of && other.to !== from)
      .flatMap((other) => changes(PART, instead(node, `${of}.slice(${other.to}, ${other.to} + (${to}) - (${from}))`))),
  );
};

/** `n - 2` as `n - 1`, and `n - held - 1` as `n - held`. */
const numbers = ({ tree }: Facts): Change[] =>
  tree.nodes.flatMap((node) => {
    if (node.type !== "BinaryExpression" || !/^[+-]$/.test(node.operator) || node.left.type === "Literal") return [];
    const { right } = node;
    if (right.type !== "Literal" || typeof right.value !== "number" || !Number.isInteger(right.value)) return [];
    const beside = [right.value - 1, right.value + 1].filter((one) => one >= 0 && one <= 3);
    return changes(BESIDE, instead(right as Node, ...beside.map(String)));
  });

export const elementChanges = (facts: Facts): Change[] => [
  ...inner(facts),
  ...strides(facts),
  ...lists(facts),
  ...numbers(facts).slice(0, MOST),
  ...parts(facts).slice(0, MOST),
  ...holders(facts).slice(0, MOST),
];
