// Longer than most: one table of what is named, called or counted in the place of another, whose every row brings its words.
import { countersAt } from "../counts/counters.ts";
import type { Facts } from "../facts.ts";
import { INVERSE } from "../functions.ts";
import { written } from "../operation.ts";
import { atNodes, atOperations, instead, type Site, type SlipRow } from "../row.ts";
import type { Node } from "../tree.ts";

/** Names that differ in their digits only, or by the derivative's letter: W1 and W2, dZ2 and dZ1. */
const stem = (name: string): string => name.replace(/\d+/g, "");

/** Places where a value is read: no declarations, keys, targets of an assignment or functions that are called. */
export function isRead(facts: Facts, node: Node): boolean {
  const parent = facts.tree.parentOf(node);
  if (parent === null || isAssigned(facts, node)) return false;
  if (parent.type === "MemberExpression" && !parent.computed && facts.tree.text(parent.property as Node) === "push")
    return false;
  if (parent.type === "MemberExpression")
    return parent.object === node || (parent.computed && parent.property === node);
  if (parent.type === "AssignmentExpression") return parent.right === node;
  if (parent.type === "VariableDeclarator") return parent.init === node;
  if (parent.type === "Property")
    return !parent.shorthand && parent.value === node && facts.tree.parentOf(parent)?.type === "ObjectExpression";
  if (parent.type === "CallExpression") return parent.callee !== node;
  return !/Function|Pattern|Specifier|Rest|Declaration/.test(parent.type);
}

/** Whether it is what an assignment writes to, or the list that an element is written into. */
function isAssigned(facts: Facts, node: Node): boolean {
  const parent = facts.tree.parentOf(node);
  if (parent?.type === "AssignmentExpression") return parent.left === node;
  return parent?.type === "MemberExpression" && parent.object === node && isAssigned(facts, parent);
}

/** Other names of the same kind that the function declares or takes, for the ones of these stems. */
const siblings = (kind: RegExp, others: (name: string, all: readonly string[]) => readonly string[]) =>
  atNodes((node, facts) => {
    const { tree } = facts;
    if (node.type === "MemberExpression" && !node.computed && node.property.type === "Identifier") {
      const { name } = node.property;
      if (!kind.test(name)) return [];
      const holder = tree.text(node.object as Node);
      const all = tree.nodes.flatMap((one) =>
        one.type === "MemberExpression" &&
        !one.computed &&
        one.property.type === "Identifier" &&
        tree.text(one.object as Node) === holder
          ? [one.property.name]
          : [],
      );
      const parent = tree.parentOf(node);
      if (parent?.type === "AssignmentExpression" && parent.left === node) return [];
      return instead(
        node,
        ...[...new Set(others(name, [...all, ...keysOf(facts)]))].map((other) => `${holder}.${other}`),
      );
    }
    if (node.type !== "Identifier" || !kind.test(node.name) || !isRead(facts, node)) return [];
    const home = tree.homeOf(node);
    const all = tree.nodes.flatMap((one) =>
      one.type === "Identifier" && tree.homeOf(one) === home && one.start !== node.start && !isKey(facts, one)
        ? [one.name]
        : [],
    );
    const there = new Set(facts.scopes.visibleAt(node).map(({ name }) => name));
    return instead(node, ...[...new Set(others(node.name, all))].filter((other) => there.has(other)));
  });

/** Names of fields that the file's records have. */
const keysOf = ({ tree }: Facts): string[] =>
  tree.nodes.flatMap((one) =>
    one.type === "Property" && !one.computed && one.key.type === "Identifier" ? [one.key.name] : [],
  );

const isKey = (facts: Facts, node: Node): boolean => {
  const parent = facts.tree.parentOf(node);
  return parent?.type === "MemberExpression" && !parent.computed && parent.property === node;
};

const alike = (name: string, all: readonly string[]): string[] =>
  all.filter((one) => one !== name && stem(one) === stem(name));

const pairs: readonly (readonly [string, string])[] = [
  ["sin", "cos"],
  ["exp", "log"],
  ["maximum", "minimum"],
  ["log", "exp"],
  ["cos", "sin"],
  ["minimum", "maximum"],
];

/** Elementary functions that are left out, by what they are called. */
const LEFT_OUT = [
  { id: "logarithm-left-out", what: "a logarithm", of: "log" },
  { id: "root-left-out", what: "a square root", of: "sqrt" },
  { id: "function-left-out", what: "a function", of: "exp abs sign sin cos" },
] as const;

export const nameRows: readonly SlipRow[] = [
  {
    id: "other-weights",
    name: "the weights of another layer",
    says: "The weights of another layer are used.",
    next: "Say between which layers the weights lie that the formula has here, and compare their number with yours.",
    lesson: "forward-loss-and-back",
    sites: siblings(/^W\d+$|^w\d+$/, alike),
  },
  {
    id: "other-bias",
    name: "the bias of another layer",
    says: "The bias of another layer is used.",
    next: "Check the number of the layer at each bias.",
    lesson: "forward-loss-and-back",
    sites: siblings(/^b\d+$/, alike),
  },
  {
    id: "other-error",
    name: "the error of another layer reused",
    says: "The error of another layer is used where the one of this layer is asked for.",
    next: "Carry the error back to this layer first, then use that one.",
    lesson: "forward-loss-and-back",
    sites: siblings(/^d[A-VX-Z]\w*$|^delta\w*$|^dz\d*$|^da\d*$|^error\w*$|^hidden$/, (name, all) => [
      ...alike(name, all),
      ...(name === "hidden" ? all.filter((one) => one === "error") : []),
    ]),
  },
  {
    id: "error-before-slope",
    name: "the error before the slope used",
    says: "The error with respect to the activation's value $a$ is used where the one with respect to the sum $z$ is asked for: the slope between them is left out on this way.",
    next: "Say of each error whether it belongs to $z$ or to $a$; weights and biases take the one of $z$.",
    lesson: "forward-loss-and-back",
    sites: siblings(/^d[Zz]\d*$/, (name, all) =>
      all.filter((one) => one === name.replace(/^d[Zz]/, (z) => (z === "dZ" ? "dA" : "da"))),
    ),
  },
  {
    id: "error-after-slope",
    name: "the error after the slope used",
    says: "The error with respect to the sum $z$ is used where the one with respect to the activation's value $a$ is asked for.",
    next: "Say of each error whether it belongs to $z$ or to $a$, and take the one that the formula has here.",
    lesson: "forward-loss-and-back",
    sites: siblings(/^d[Aa]\d*$/, (name, all) =>
      all.filter((one) => one === name.replace(/^d[Aa]/, (a) => (a === "dA" ? "dZ" : "dz"))),
    ),
  },
  {
    id: "other-gradient",
    name: "the gradient of another parameter",
    says: "The gradient of another parameter is used.",
    next: "Step each parameter by the gradient that has its name.",
    lesson: "walking-downhill",
    sites: siblings(/^d[Wwb]\d+$/, alike),
  },
  {
    id: "other-values",
    name: "the values of another layer",
    says: "The values of another layer are used, such as the inputs where the hidden values are asked for.",
    next: "Say of which layer the values are that the formula has here, and compare their number with yours.",
    lesson: "forward-loss-and-back",
    sites: siblings(/^[AaZz]\d+$|^[Xx]$/, (name, all) => [
      ...alike(name, all),
      ...(/^[Aa]\d*$/.test(name) ? all.filter((one) => /^[Xx]$/.test(one)) : []),
      ...(/^[Xx]$/.test(name) ? all.filter((one) => /^[Aa]1$/.test(one)) : []),
    ]),
  },
  {
    id: "z-for-a",
    name: "z where a belongs",
    says: "The value before the activation is used where the value after it is asked for.",
    next: "Compare with the formula which of the two values stands there, the one before the activation or the one after it.",
    lesson: "forward-loss-and-back",
    sites: (facts) => [
      ...atNodes((node) => {
        if (
          node.type !== "Identifier" &&
          !(
            node.type === "MemberExpression" &&
            (node.computed || !/^(T|shape|length)$/.test(facts.tree.text(node.property as Node)))
          )
        )
          return [];
        const own = facts.root(node);
        const of = own === null ? null : facts.activationOf(own);
        const inverse = of === null ? undefined : INVERSE[of];
        const parent = facts.tree.parentOf(node);
        if (inverse === undefined || parent === null || !(node.type !== "Identifier" || isRead(facts, node))) return [];
        const turned =
          parent.type === "MemberExpression" && !parent.computed && facts.tree.text(parent.property as Node) === "T";
        const op = facts.operation(parent) ?? (turned ? facts.operation(parent) : null);
        if (op === null || !/^(matmul|mul|transpose|outer)$/.test(op.name)) return [];
        return instead(
          node,
          op.style === "operator" ? inverse.number(facts.tree.text(node)) : inverse.tensor(facts.tree.text(node)),
        );
      })(facts),
    ],
  },
  {
    id: "other-function",
    name: "another function than the one asked for",
    says: "One elementary function is used where another is asked for, such as a cosine for a sine or a minimum for a maximum.",
    next: "Compare each function with the formula.",
    lesson: "network-from-scratch",
    sites: (facts) =>
      pairs.flatMap(([from, to]) =>
        atOperations(from, (op, t, node) =>
          op.style === "own"
            ? []
            : instead(node, written(op, op.style === "Math" && /um$/.test(to) ? to.slice(0, 3) : to, t)),
        )(facts),
      ),
  },
  ...LEFT_OUT.map(
    ({ id, what, of }): SlipRow => ({
      id,
      name: `${what} left out`,
      says: `${what.replace(/^./, (first) => first.toUpperCase())} is missing: a value is used as it is.`,
      next: "Compare each function with the formula.",
      lesson: "network-from-scratch",
      sites: (facts): Site[] =>
        atOperations(of, (op, t, node) => (op.style === "own" ? [] : instead(node, `(${t[0]})`)))(facts),
    }),
  ),
  {
    id: "corner-left-out",
    name: "the cut at a bound left out",
    says: "A value is used as it is where it is to be cut off at a bound.",
    next: "Cut the value off where the formula has a maximum or a minimum.",
    lesson: "one-idea-four-models",
    sites: (facts): Site[] =>
      atOperations("maximum minimum clip", (op, t, node, { operation, tree }) => {
        if (op.style === "own") return [];
        const isNumber = (text: string) => /^-?[\d.]+(e-?\d+)?$/.test(text);
        // Both bounds at once: `Math.max(-30, Math.min(30, s))`.
        const inner = op.args.flatMap((one) => {
          const own = operation(one);
          return own !== null && own.style !== "own" && /^(maximum|minimum)$/.test(own.name)
            ? own.args.map(tree.text).filter((text) => !isNumber(text))
            : [];
        });
        const own = t.filter((one) => !isNumber(one)).slice(0, op.name === "clip" ? 1 : 2);
        return instead(node, ...[...own, ...inner].map((one) => `(${one})`));
      })(facts),
  },
  {
    id: "threshold-turned",
    name: "a threshold turned round",
    says: "A comparison is turned round: what is above the threshold is treated as what is below, and the other way round.",
    next: "Try one value on each side of the threshold by hand.",
    lesson: "one-idea-four-models",
    sites: (facts): Site[] =>
      Object.entries({
        greater: "less",
        less: "greater",
        greater_equal: "less_equal",
        less_equal: "greater_equal",
      }).flatMap(([from, to]) =>
        atOperations(from, (op, t, node) =>
          op.style === "own" || facts.tree.parentOf(node)?.type === "ForStatement"
            ? []
            : instead(node, written(op, to, t)),
        )(facts),
      ),
  },
  {
    id: "threshold-moved",
    name: "a threshold at another number",
    says: "A value is compared with another number than is asked for.",
    next: "Compare each threshold with the formula: at which value does the decision change?",
    lesson: "one-idea-four-models",
    sites: (facts): Site[] =>
      atOperations("greater greater_equal less less_equal", (op, _t, node) => {
        const [value, bound] = op.args;
        if (op.style === "own" || bound?.type !== "Literal" || typeof bound.value !== "number") return [];
        // Of a counter or a length it is where a loop begins or ends.
        if (facts.tree.parentOf(node)?.type === "ForStatement" || (value && facts.isCount(value))) return [];
        return instead(bound, ...["0", "0.5", "1"].filter((one) => Number(one) !== bound.value));
      })(facts),
  },
  {
    id: "examples-exchanged",
    name: "another example's values",
    says: "Values of one example, or of one step of a sequence, are combined with those of another.",
    next: "Use one counter for inputs, targets and outputs of the same example.",
    lesson: "curves-and-boundaries",
    sites: atNodes((node, facts) => {
      if (isExampleIndex(facts, node)) return instead(node, "0");
      if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
      const name = facts.tree.text(node.callee.property as Node);
      const [index, ...rest] = node.arguments.map((one) => facts.tree.text(one as Node));
      return /^(col|row)$/.test(name) && index !== undefined && /^[a-z]$/.test(index)
        ? instead(node, `${facts.tree.text(node.callee)}(${["0", ...rest].join(", ")})`)
        : [];
    }),
  },
];

/** The counter of the examples where it is the last index of an element that is read: `x[j][k]`. */
function isExampleIndex(facts: Facts, node: Node): boolean {
  const parent = facts.tree.parentOf(node);
  if (node.type !== "Identifier" || parent?.type !== "MemberExpression" || !parent.computed) return false;
  if (parent.property !== node || isAssigned(facts, parent)) return false;
  return countersAt(facts, node).some(({ name, examples }) => examples && name === node.name);
}
