import { countersAt } from "../../counts/counters.ts";
import type { Facts } from "../../facts.ts";
import { instead, replaced } from "../../row.ts";
import { type Node, within } from "../../tree.ts";
import { type Change, changes, row, rowOf } from "../change.ts";
import { countAt } from "../factors.ts";
import { ROOT } from "../reductions.ts";

const REVERSED = row(
  "loop-reversed",
  "a loop from last to first",
  "A loop goes from the last to the first where it is to go from the first to the last.",
  "Say in words which one the first pass takes.",
);

const CALLEE = row(
  "other-own-function",
  "another function of your own",
  "One of your own functions is called where another one of them belongs.",
  "Say in words what each of your functions gives, and which of them the formula has here.",
);

/** Most changes of one kind. */
const MOST = 48;

const ANEW = row(
  "set-anew",
  "set anew where it should add up",
  "A value is set anew each time where the shares of all are to be added up, so only the last one counts.",
  "Begin at zero, and add what each use of the value sends back.",
);

/** `for (let k = m - 1; k >= 0; k--)` as `for (let k = 0; k < m; k++)`, and what is reversed as it was. */
const reversed = ({ tree }: Facts): Change[] =>
  tree.nodes.flatMap((node) => {
    if (node.type === "CallExpression" && node.callee.type === "MemberExpression")
      return /^(reverse|toReversed)$/.test(tree.text(node.callee.property as Node))
        ? changes(REVERSED, instead(node, tree.text(node.callee.object as Node)))
        : [];
    const begin = node.type === "ForStatement" && node.init?.type === "VariableDeclaration" ? node.init : null;
    const [first] = begin?.declarations ?? [];
    const from = first?.init;
    if (node.type !== "ForStatement" || from?.type !== "BinaryExpression" || from.operator !== "-") return [];
    if (!node.test || !node.update || !/>=\s*0$|>\s*-1$/.test(tree.text(node.test as Node))) return [];
    const name = tree.text(first?.id as Node);
    return changes(REVERSED, [
      [
        replaced(from as Node, "0"),
        replaced(node.test as Node, `${name} < ${tree.text(from.left as Node)}`),
        replaced(node.update as Node, `${name}++`),
      ],
    ]);
  });

/** Sums that begin at 0, with a bias that is in reach. */
const begun = (facts: Facts): Change[] =>
  facts.tree.nodes.flatMap((node) => {
    if (node.type !== "Literal" || node.value !== 0) return [];
    const parent = facts.tree.parentOf(node);
    const isInitial =
      (parent?.type === "VariableDeclarator" && parent.init === node) ||
      (parent?.type === "AssignmentExpression" && parent.operator === "=" && parent.right === node) ||
      (parent?.type === "CallExpression" &&
        parent.arguments[1] === node &&
        /\.reduce$/.test(facts.tree.text(parent.callee as Node)));
    if (!isInitial) return [];
    const biases = facts.scopes.visibleAt(node).filter(({ name, kind }) => kind !== "function" && /^b\d*$/.test(name));
    const counters = countersAt(facts, node).slice(0, 2);
    return changes(
      rowOf("bias-left-out"),
      instead(
        node as Node,
        ...biases.flatMap(({ name }) => [
          name,
          `${name}[0]`,
          ...counters.flatMap((one) => [`${name}[${one.name}]`, `${name}[${one.name}][0]`]),
        ]),
      ),
    );
  });

/** A field that is set here and added to elsewhere: `this.grad = …`. */
const fields = ({ tree }: Facts): Change[] => {
  const nameOf = (left: Node) =>
    left.type === "MemberExpression" && !left.computed ? tree.text(left.property as Node) : null;
  const all = tree.nodes.flatMap((node) =>
    node.type === "AssignmentExpression" ? [{ node, name: nameOf(node.left as Node) }] : [],
  );
  const added = new Set(all.flatMap(({ node, name }) => (node.operator === "+=" ? [name] : [])));
  return all.flatMap(({ node, name }) =>
    name !== null && node.operator === "=" && added.has(name)
      ? changes(ANEW, instead(node, `${tree.text(node.left as Node)} += ${tree.text(node.right)}`))
      : [],
  );
};

/** `(g) => g` for every element, as a share of the examples. */
const shares = (facts: Facts): Change[] =>
  facts.tree.nodes.flatMap((node) => {
    if (node.type !== "ArrowFunctionExpression" || node.body.type !== "Identifier") return [];
    const [first] = node.params;
    if (first?.type !== "Identifier" || first.name !== node.body.name) return [];
    const count = countAt(facts, node);
    return count === null
      ? []
      : changes(rowOf("mean-left-out"), instead(node.body as Node, `${first.name} / ${count}`));
  });

/** Fields that are given back, under a root. */
const roots = ({ tree }: Facts): Change[] =>
  tree.nodes.flatMap((node) => {
    const value = node.type === "Property" && !node.shorthand ? (node.value as Node) : null;
    if (value === null || tree.parentOf(node)?.type !== "ObjectExpression") return [];
    if (!/^(Call|Binary)Expression$/.test(value.type)) return [];
    return changes(
      ROOT,
      instead(value, `((x) => typeof x === "number" ? Math.sqrt(x) : nd.sqrt(x))(${tree.text(value)})`),
    );
  });

/** A function of the file's own, in a call, as another one that takes as much. */
const callees = ({ tree, scopes }: Facts): Change[] => {
  const own = tree.homes.flatMap(({ name, node }) =>
    "params" in node ? [{ name, takes: node.params.length, node }] : [],
  );
  return tree.nodes.flatMap((node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return [];
    const { name } = node.callee;
    const called = own.find((one) => one.name === name);
    if (called === undefined || (scopes.bindingOf(node.callee as Node)?.kind ?? "function") === "parameter") return [];
    const home = tree.homeOf(node)?.name;
    const others = own.filter((one) => one.name !== name && one.name !== home && one.takes === called.takes);
    return changes(CALLEE, instead(node.callee as Node, ...others.map((one) => one.name)));
  });
};

/** Two calls beside one another of methods of one object, which may keep something from one to the next, in the other order. */
const orders = ({ tree }: Facts): Change[] =>
  tree.nodes.flatMap((node) => {
    if (node.type !== "BlockStatement") return [];
    const body = node.body as Node[];
    const objectsIn = (one: Node) =>
      one.type !== "ExpressionStatement"
        ? []
        : within(one).flatMap((call) =>
            call.type === "CallExpression" && call.callee.type === "MemberExpression"
              ? [tree.text(call.callee.object as Node)]
              : [],
          );
    return body.flatMap((one, i) => {
      const next = body[i + 1];
      const shared = next === undefined ? [] : objectsIn(next).filter((name) => objectsIn(one).includes(name));
      return next === undefined || shared.length === 0
        ? []
        : changes(rowOf("statement-early"), [[replaced(one, tree.text(next)), replaced(next, tree.text(one))]]);
    });
  });

export const passChanges = (facts: Facts): Change[] => [
  ...reversed(facts),
  ...begun(facts),
  ...fields(facts),
  ...shares(facts),
  ...roots(facts),
  ...orders(facts),
  ...callees(facts).slice(0, MOST),
];
