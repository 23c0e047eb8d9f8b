import { countersAt } from "../../counts/counters.ts";
import { type Facts, productsOf } from "../../facts.ts";
import { instead, replaced, type Site } from "../../row.ts";
import { type Node, within } from "../../tree.ts";
import { type Change, changes, row, rowOf } from "../change.ts";
import { FIXED } from "../indices.ts";
import { STEP } from "../names.ts";
import { operations } from "./operations.ts";

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
const LENGTH = row(
  "other-length",
  "another length than asked for",
  "A number of rows, columns, units or examples is used where another one of them belongs.",
  "Say of each length what it counts, and compare with what is to be counted here.",
);
export const PART = row(
  "other-part",
  "another part of a list or a matrix",
  "A part of a list or a matrix is taken from another place than where the values lie that are asked for.",
  "Write down where each part begins and ends.",
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
    const counters = [...countersAt(facts, node).map(({ name }) => name), ...givenAt(facts, node)];
    return changes(FIXED, instead(node.property as Node, ...[...new Set(counters)].slice(0, 4)));
  });

/** The same of a method: `b.get(0, 0)` as `b.get(i, 0)`. */
const gets = (facts: Facts): Change[] =>
  facts.tree.nodes.flatMap((node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
    if (!/^(get|item|at)$/.test(facts.tree.text(node.callee.property as Node))) return [];
    const counters = [...new Set([...countersAt(facts, node).map(({ name }) => name), ...givenAt(facts, node)])];
    return (node.arguments as Node[]).flatMap((index) =>
      index.type === "Literal" ? changes(FIXED, instead(index, ...counters.slice(0, 4))) : [],
    );
  });

/** What a function of the file gives a callback besides the value: `(v, i, k) => …` has `i` and `k`. */
function givenAt({ tree }: Facts, node: Node): string[] {
  const found: string[] = [];
  for (let one = tree.parentOf(node); one !== null; one = tree.parentOf(one)) {
    if (one.type !== "ArrowFunctionExpression" && one.type !== "FunctionExpression") continue;
    const call = tree.parentOf(one);
    if (call?.type !== "CallExpression" || call.callee.type !== "Identifier") continue;
    found.push(...one.params.slice(1).flatMap((given) => (given.type === "Identifier" ? [given.name] : [])));
  }
  return found;
}

/** `x[k * n + i]` with every other count in reach, and with the two counters exchanged. */
const strides = (facts: Facts): Change[] =>
  placesIn(facts)
    .flatMap((index) => {
      const sum = facts.operation(index);
      const [first, plus] = sum?.name === "add" ? sum.args : [];
      const times = first === undefined ? null : facts.operation(first);
      const [i, n] = times?.name === "mul" ? times.args : [];
      if (plus === undefined || i === undefined || n === undefined) return [];
      const [a, own, b] = [i, n, plus].map(facts.tree.text) as [string, string, string];
      const counts = facts.scopes
        .visibleAt(index)
        .filter(({ kind, at, name }) => kind !== "function" && name !== own && facts.isCount(at))
        .map(({ name }) => name);
      return counts.flatMap((count) => [
        ...changes(STRIDE, instead(index, `${a} * ${count} + ${b}`)),
        ...changes(rowOf("flat-index-exchanged"), instead(index, `${b} * ${count} + ${a}`)),
      ]);
    })
    .slice(0, MOST);

/** What elements are looked up by, at once or as a value with a name: `x[k * n + i]`, `const at = k * n + i`. */
const placesIn = (facts: Facts): Node[] => [
  ...elements(facts).map((node) => node.property as Node),
  ...facts.tree.nodes.flatMap((node) =>
    node.type === "VariableDeclarator" && node.init?.type === "BinaryExpression" && countersAt(facts, node).length > 0
      ? [node.init as Node]
      : [],
  ),
];

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

/** The same field of another value: `other.data` as `this.data`, `raw.dW1` as `clipped.dW1`. */
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
    const others = read.filter((one) => isAkin(one.field, field) && one.name !== name);
    const there = facts.scopes.visibleAt(node).map((one) => one.name);
    const names = new Set(others.map((one) => one.name).filter((one) => one === "this" || there.includes(one)));
    return changes(STEP(name), instead(node, ...names));
  });
};

/** Fields of one kind of record: the same, or gradients of parameters. */
const isAkin = (one: string, other: string): boolean =>
  one === other || [one, other].every((field) => /^d[A-Za-z]\d*$/.test(field));

/** A gradient in a product as the parameter that it is of: `dW2.T` as `p.W2.T`. */
const parameters = (facts: Facts): Change[] => {
  const { tree } = facts;
  return tree.nodes.flatMap((node) => {
    const name = node.type === "Identifier" ? /^(?:d|grad_?|g)_?([A-Z]\w*)$/.exec(node.name)?.[1] : undefined;
    if (name === undefined || facts.scopes.bindingOf(node)?.at === node) return [];
    const parent = tree.parentOf(node);
    const isRead = parent !== null && (facts.operation(parent) !== null || parent.type === "MemberExpression");
    if (!isRead || (parent.type === "MemberExpression" && parent.property === node && !parent.computed)) return [];
    const read = tree.nodes
      .filter((one) => one.type === "MemberExpression" && !one.computed && tree.text(one.property as Node) === name)
      .map(tree.text);
    const bare = facts.scopes.visibleAt(node).flatMap((one) => (one.name === name ? [name] : []));
    return changes(STEP(tree.text(node)), instead(node, ...new Set([...read, ...bare])));
  });
};

/** Lengths in sums, products and calls as every other length that is there: `h * n + n` as `h * n + h`. */
const lengths = (facts: Facts): Change[] => {
  const { tree, scopes } = facts;
  const isOne = (node: Node): boolean => facts.isCount(node) && !/^(For|While)/.test(tree.parentOf(node)?.type ?? "");
  const called = tree.nodes.flatMap((node) => (node.type === "CallExpression" ? (node.arguments as Node[]) : []));
  const computed = operations(facts, /^(add|mul)$/).flatMap(({ op }) => [...op.args]);
  return [...computed, ...called].filter(isOne).flatMap((node) => {
    const own = tree.text(node);
    const names = scopes
      .visibleAt(node)
      .flatMap(({ name, at, kind }) => (kind !== "function" && name !== own && facts.isCount(at) ? [name] : []));
    return changes(LENGTH, instead(node, ...names));
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

/** A column of a matrix, or some beside one another, as those beside them, the first and the last. */
const columns = ({ tree }: Facts): Change[] =>
  tree.nodes.flatMap((node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
    const name = tree.text(node.callee.property as Node);
    const args = node.arguments as Node[];
    const holder = tree.text(node.callee.object as Node);
    const [from, to] = holder === "nd" ? args.slice(1) : args;
    if (from === undefined) return [];
    const moved = (by: string) => `${tree.text(from)} ${by}`;
    if (/^(col|row)$/.test(name)) {
      const last = `${holder}.shape[${name === "col" ? 1 : 0}] - 1`;
      return changes(PART, instead(from, "0", last, moved("- 1"), moved("+ 1")));
    }
    if (name !== "slice" || to === undefined || args.length < (holder === "nd" ? 4 : 3)) return [];
    const all = holder === "nd" ? tree.text(args[0] as Node) : holder;
    const length = `${all}.shape[${tree.text(args.at(-1) as Node)}]`;
    const both = (a: string, b: string): Site => [replaced(from, a), replaced(to, b)];
    const beside = ["- 1", "+ 1"].map((by) => both(moved(by), `${tree.text(to)} ${by}`));
    return changes(PART, [...beside, both("0", "1"), both(`${length} - 1`, length)]);
  });

/** A product of elements with a further one that other products of the function have: `g[i][k] * x[j][k]` and `s[i][k]`. */
const factors = (facts: Facts): Change[] => {
  const { tree, operation } = facts;
  const products = productsOf(tree, operation)
    .filter((all) => all.every((one) => one.type !== "CallExpression"))
    .map((all) => ({ all, texts: all.map(tree.text), home: tree.homeOf(all[0] as Node) }));
  return products.flatMap(({ all, texts, home }) => {
    const [first] = all as [Node, ...Node[]];
    const there = new Set(facts.scopes.visibleAt(first).map(({ name }) => name));
    const others = products
      .filter((one) => one.home === home)
      .flatMap((one) => one.all)
      .filter((one) => one.type === "MemberExpression" && one.computed && !texts.includes(tree.text(one)))
      .filter((one) => within(one).every((part) => part.type !== "Identifier" || there.has(part.name)));
    const more = [...new Set(others.map(tree.text))];
    return changes(rowOf("factor-left-out"), instead(first, ...more.map((one) => `${one} * ${tree.text(first)}`)));
  });
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
  ...gets(facts).slice(0, MOST),
  ...strides(facts),
  ...lists(facts),
  ...numbers(facts).slice(0, MOST),
  ...parts(facts).slice(0, MOST),
  ...columns(facts).slice(0, MOST),
  ...factors(facts).slice(0, MOST),
  ...holders(facts).slice(0, MOST),
  ...parameters(facts).slice(0, MOST),
  ...lengths(facts).slice(0, MOST),
];
