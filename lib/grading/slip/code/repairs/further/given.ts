import type { Facts } from "../../facts.ts";
import { instead, replaced } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, row, rowOf } from "../change.ts";

const CONDITION = row(
  "condition-extra",
  "a condition too many",
  "A step is taken in some cases only, where it is asked for in all.",
  "Say in words when this step is to be taken, and compare it with your condition.",
);

/** Most changes of one kind. */
const MOST = 32;

/** `if (k === 0) step();` as `step();`. */
const conditions = ({ tree }: Facts): Change[] =>
  tree.nodes.flatMap((node) =>
    node.type === "IfStatement" &&
    !node.alternate &&
    !/^\{?\s*(return|throw|continue|break)\b/.test(tree.text(node.consequent as Node))
      ? changes(CONDITION, instead(node, tree.text(node.consequent as Node)))
      : [],
  );

/** How often a loop goes round, as often for every epoch. */
const rounds = (facts: Facts): Change[] =>
  facts.tree.nodes.flatMap((node) => {
    if (node.type !== "VariableDeclarator" || !node.init || !facts.isCount(node.init as Node)) return [];
    const visible = facts.scopes.visibleAt(node).filter(({ kind }) => kind === "parameter");
    const epochs = visible.flatMap(({ name }) =>
      name === "epochs" ? [name] : /^(options?|settings|o|config)$/.test(name) ? [`${name}.epochs`] : [],
    );
    const text = facts.tree.text(node.init as Node);
    return changes(rowOf("factor-left-out"), instead(node.init as Node, ...epochs.map((one) => `${one} * ${text}`)));
  });

/** An argument of a method as in another call of it: `Y.col(0, true)` as `Y.col(k, true)`. */
const places = ({ tree }: Facts): Change[] => {
  const calls = tree.nodes.flatMap((node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression" || node.callee.computed) return [];
    const name = tree.text(node.callee.property as Node);
    return /^(col|row|slice|get|item|at)$/.test(name)
      ? [{ name, node, home: tree.homeOf(node), args: node.arguments as Node[] }]
      : [];
  });
  return calls.flatMap((one) =>
    calls
      .filter((other) => other.name === one.name && other.home === one.home && other.args.length === one.args.length)
      .flatMap((other) => {
        const edits = one.args.flatMap((arg, i) => {
          const text = tree.text(other.args[i] as Node);
          return tree.text(arg) === text ? [] : [replaced(arg, text)];
        });
        return edits.length === 0 ? [] : changes(rowOf("examples-exchanged"), [edits]);
      }),
  );
};

export const givenChanges = (facts: Facts): Change[] => [
  ...conditions(facts),
  ...rounds(facts),
  ...places(facts).slice(0, MOST),
];
