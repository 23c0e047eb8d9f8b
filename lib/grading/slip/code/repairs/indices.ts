import { countersAt } from "../counts/counters.ts";
import type { Facts } from "../facts.ts";
import { instead, replaced, type Site } from "../row.ts";
import type { Node } from "../tree.ts";
import { type Change, changes, row, rowOf } from "./change.ts";

export const FIXED = row(
  "index-fixed",
  "the same element each time",
  "An element is taken from a fixed place where a counter is to say which.",
  "Say in words which element each pass needs, and let a counter of the loop name it.",
);
export const NEXT = row(
  "index-next",
  "the element beside the one asked for",
  "An element is taken one place off.",
  "Work out by hand which element the first pass takes.",
);

const OTHER = row(
  "index-other",
  "another element of the same list",
  "An element of a list is taken where another one of it belongs.",
  "Write down for the smallest case which element each term needs, and which index that is.",
);
const ORDER = row(
  "examples-later",
  "the examples in another order",
  "The examples are not taken in the order that is asked for: the first step is not along the first one.",
  "Write down which example the first pass takes, and which the last.",
);

/** Other indices of one list that are tried at one place. */
const INDICES = 6;

/** The last index of an element that is read; none of a target of an assignment. */
export function indices({ tree }: Facts): Node[] {
  return tree.nodes.flatMap((node) => {
    if (node.type !== "MemberExpression" || !node.computed) return [];
    const parent = tree.parentOf(node);
    if (parent?.type === "MemberExpression" && parent.object === node && parent.computed) return [];
    if (parent?.type === "AssignmentExpression" && parent.left === node) return [];
    if (parent?.type === "MemberExpression" && tree.text(parent.property as Node) === "push") return [];
    return [node.property as Node];
  });
}

/** Elements at a fixed place, with each counter in its place: `x[j][0]` as `x[j][k]`. */
function fixed(facts: Facts): Change[] {
  return indices(facts).flatMap((index) => {
    if (index.type !== "Literal" || typeof index.value !== "number") return [];
    const holder = facts.tree.parentOf(index);
    const used = holder === null ? "" : facts.tree.text(holder);
    return countersAt(facts, index)
      .filter(({ name }) => !used.includes(`[${name}]`))
      .slice(0, 3)
      .flatMap(({ name, examples }) => changes(examples ? rowOf("examples-exchanged") : FIXED, instead(index, name)));
  });
}

/** Elements beside the one that a counter names: `y[(k + 1) % m]`, `y[k - 1]`. */
function beside(facts: Facts): Change[] {
  return indices(facts).flatMap((index) => {
    const sum = index.type === "BinaryExpression" && index.operator === "%" ? (index.left as Node) : index;
    if (sum.type !== "BinaryExpression" || !/^[+-]$/.test(sum.operator)) return [];
    if (sum.right.type !== "Literal" || sum.left.type !== "Identifier") return [];
    const { name } = sum.left;
    const counter = countersAt(facts, index).find((one) => one.name === name);
    if (counter === undefined) return [];
    const ring = index.type === "BinaryExpression" && index.operator === "%" && facts.isExamples(index.right);
    return changes(counter.examples || ring ? rowOf("examples-exchanged") : NEXT, instead(index, name));
  });
}

/** The example of a step that is one on: `const k = (step + 1) % m`. */
const later = (facts: Facts): Change[] =>
  facts.tree.nodes.flatMap((node) => {
    if (node.type !== "BinaryExpression" || node.operator !== "%" || !facts.isExamples(node.right)) return [];
    const sum = node.left as Node;
    if (sum.type !== "BinaryExpression" || !/^[+-]$/.test(sum.operator) || sum.right.type !== "Literal") return [];
    if (facts.tree.parentOf(node)?.type === "MemberExpression") return [];
    return changes(ORDER, instead(sum, facts.tree.text(sum.left as Node)));
  });

/** An index as the same list has it elsewhere: `x[k]` as `x[m + k]`. */
function elsewhere(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  const all = new Map<string, Set<string>>();
  for (const node of tree.nodes)
    if (node.type === "MemberExpression" && node.computed && node.object.type === "Identifier") {
      const of = tree.text(node.object as Node);
      all.set(of, (all.get(of) ?? new Set()).add(tree.text(node.property as Node)));
    }
  return indices(facts).flatMap((index) => {
    const holder = tree.parentOf(index);
    if (holder?.type !== "MemberExpression" || holder.object.type !== "Identifier") return [];
    const there = new Set(scopes.visibleAt(index).map(({ name }) => name));
    const own = tree.text(index);
    const others = [...(all.get(tree.text(holder.object as Node)) ?? [])].filter(
      (one) => one !== own && (one.match(/[A-Za-z_]\w*/g) ?? []).every((name) => there.has(name)),
    );
    return changes(OTHER, instead(index, ...others.slice(0, INDICES)));
  });
}

/** A counter in place of that of another loop around it. */
function counters(facts: Facts): Change[] {
  const slip = rowOf("counter-exchanged");
  return facts.tree.nodes.flatMap((node) => {
    if (node.type !== "MemberExpression" || !node.computed || node.property.type !== "Identifier") return [];
    const own = node.property.name;
    const all = countersAt(facts, node).map(({ name }) => name);
    if (!all.includes(own)) return [];
    return all
      .filter((one) => one !== own)
      .flatMap((one): Change[] => changes(slip, instead(node.property as Node, one) as Site[]));
  });
}

/** An element of weights by row and column: `W1[i][0]`, `p.W1.get(i, 0)`. */
function elementOf({ tree }: Facts, node: Node): { readonly of: Node; readonly at: readonly [Node, Node] } | null {
  if (node.type === "MemberExpression" && node.computed && node.object.type === "MemberExpression") {
    const row = node.object;
    return row.computed ? { of: row.object as Node, at: [row.property as Node, node.property as Node] } : null;
  }
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return null;
  const [i, j, ...more] = node.arguments as Node[];
  if (!/^(get|at|item)$/.test(tree.text(node.callee.property as Node)) || more.length > 0) return null;
  return i === undefined || j === undefined ? null : { of: node.callee.object as Node, at: [i, j] };
}

/** An element of other weights, which lie the other way: `W1[i][0]` as `W2[0][i]`. */
function turned(facts: Facts): Change[] {
  const { tree } = facts;
  const names = new Set(
    tree.nodes.flatMap((one) => (one.type === "Identifier" && /^[Ww]\d+$/.test(one.name) ? [one.name] : [])),
  );
  return tree.nodes.flatMap((node) => {
    const element = elementOf(facts, node);
    const name = element?.of.type === "MemberExpression" ? (element.of.property as Node) : element?.of;
    if (element == null || name?.type !== "Identifier" || !names.has(name.name)) return [];
    const parent = tree.parentOf(node);
    if (parent?.type === "AssignmentExpression" && parent.left === node) return [];
    const [i, j] = element.at;
    return [...names]
      .filter((other) => other !== name.name && other[0] === name.name[0])
      .flatMap((other) =>
        changes(rowOf("other-weights"), [
          [replaced(name, other), replaced(i, tree.text(j)), replaced(j, tree.text(i))],
        ]),
      );
  });
}

export const indexChanges = (facts: Facts): Change[] => [
  ...beside(facts),
  ...fixed(facts),
  ...counters(facts),
  ...turned(facts),
  ...later(facts),
  ...elsewhere(facts),
];
