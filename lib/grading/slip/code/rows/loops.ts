import type { Facts } from "../facts.ts";
import { instead, type Site, type SlipRow } from "../row.ts";
import { sumsOf } from "../sums.ts";
import type { Node } from "../tree.ts";

type Loop = {
  readonly from: Node;
  readonly operator: string;
  readonly counter: Node;
  readonly bound: Node;
  readonly test: Node;
  readonly examples: boolean;
};

function loops(facts: Facts): Loop[] {
  return facts.tree.nodes.flatMap((node): Loop[] => {
    if (
      node.type !== "ForStatement" ||
      node.init?.type !== "VariableDeclaration" ||
      node.test?.type !== "BinaryExpression"
    )
      return [];
    const from = node.init.declarations[0]?.init;
    if (from?.type !== "Literal") return [];
    const { operator, left, right } = node.test;
    if (operator !== "<" && operator !== "<=") return [];
    return [
      {
        from: from as Node,
        operator,
        counter: left as Node,
        bound: right,
        test: node.test as Node,
        examples: facts.isExamples(right),
      },
    ];
  });
}

const shorter = (facts: Facts, wanted: (loop: Loop) => boolean): Site[] =>
  loops(facts)
    .filter(wanted)
    .flatMap(({ bound }) => instead(bound, `${facts.tree.text(bound)} - 1`));
const later =
  (wanted: (loop: Loop) => boolean) =>
  (facts: Facts): Site[] =>
    loops(facts)
      .filter(wanted)
      .flatMap(({ from }) => (from.type === "Literal" && from.value === 0 ? instead(from, "1") : []));

/** Functions of inputs and targets whose examples are columns: all columns but one are seen. */
function columns(facts: Facts, first: boolean): Site[] {
  return facts.tree.homes.flatMap(({ node }) => {
    if (!("params" in node) || !("body" in node)) return [];
    const body = node.body as Node;
    const names = node.params.flatMap((one) => (one.type === "Identifier" ? [one.name] : []));
    const [x, y] = [
      names.find((name) => /^(X|x|inputs?|data)$/.test(name)),
      names.find((name) => /^(Y|y|t|targets?|labels?)$/.test(name)),
    ];
    if (x === undefined || y === undefined || body.type !== "BlockStatement") return [];
    const text = facts.tree.text(node);
    if (!new RegExp(`\\b${x}\\.shape\\b|nd\\.|\\.matmul`).test(text) || /toArray/.test(text)) return [];
    const cut = (name: string) =>
      first ? `${name} = nd.slice(${name}, 1, null, 1);` : `${name} = nd.slice(${name}, 0, ${name}.shape[1] - 1, 1);`;
    const at = body.start + 1;
    return [[{ start: at, end: at, text: `${cut(x)}${cut(y)}` }]];
  });
}

export const loopRows: readonly SlipRow[] = [
  {
    id: "last-example-skipped",
    name: "last example skipped",
    says: "The last example is left out.",
    next: "Count the examples from 0 to $m - 1$, both included.",
    lesson: "curves-and-boundaries",
    sites: (facts) => [...shorter(facts, ({ examples }) => examples), ...columns(facts, false)],
  },
  {
    id: "first-example-skipped",
    name: "first example skipped",
    says: "The first example is left out.",
    next: "Begin to count the examples at 0.",
    lesson: "curves-and-boundaries",
    sites: (facts) => [...later(({ examples }) => examples)(facts), ...columns(facts, true)],
  },
  {
    id: "last-skipped",
    name: "a loop ends one too early",
    says: "A loop ends one before the last of what it runs over.",
    next: "Work out by hand which the last pass is, and which it has to be.",
    lesson: "network-from-scratch",
    sites: (facts) => shorter(facts, ({ examples }) => !examples),
  },
  {
    id: "first-skipped",
    name: "a loop begins one too late",
    says: "A loop leaves out the first of what it runs over.",
    next: "Begin to count at 0.",
    lesson: "network-from-scratch",
    sites: later(({ examples }) => !examples),
  },
  {
    id: "one-too-many",
    name: "a loop runs once too often",
    says: "A loop runs one time more than is asked for.",
    next: "Count from 0 while the counter is below the length.",
    lesson: "network-from-scratch",
    sites: (facts) =>
      loops(facts)
        .filter(({ operator }) => operator === "<")
        .flatMap(({ test, counter, bound }) =>
          instead(test, `${facts.tree.text(counter)} <= ${facts.tree.text(bound)}`),
        ),
  },
  {
    id: "overwritten",
    name: "overwritten where it should add up",
    says: "A value is written anew in every pass of a loop where the passes are to be added up, so only the last one counts.",
    next: "Add each contribution to what is there already.",
    lesson: "network-from-scratch",
    sites: (facts) => [
      ...sumsOf(facts).flatMap(({ node, anew }) => instead(node, anew)),
      ...facts.tree.nodes.flatMap((node) =>
        node.type === "AssignmentExpression" &&
        node.operator === "-=" &&
        !/rate|lr|alpha|eta/i.test(facts.tree.text(node.right))
          ? instead(node, `${facts.tree.text(node.left as Node)} = -(${facts.tree.text(node.right)})`)
          : [],
      ),
    ],
  },
  {
    id: "counter-exchanged",
    name: "two loop counters exchanged",
    says: "An element is taken by the counter of another loop.",
    next: "Say in words what each counter counts, and check each index against it.",
    lesson: "network-from-scratch",
    sites: (facts) => {
      const counters = [...new Set(loops(facts).map(({ counter }) => facts.tree.text(counter)))];
      return facts.tree.nodes.flatMap((node) =>
        node.type === "MemberExpression" &&
        node.computed &&
        node.property.type === "Identifier" &&
        counters.includes(node.property.name)
          ? counters
              .filter((one) => one !== facts.tree.text(node.property))
              .flatMap((one) => instead(node.property, one))
          : [],
      );
    },
  },
];
