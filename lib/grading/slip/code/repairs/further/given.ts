import type { Facts } from "../../facts.ts";
import { instead, replaced } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, row, rowOf } from "../change.ts";
import { STEP } from "../names.ts";
import { PART } from "./elements.ts";

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
        // Which example it is, a name says; by numbers alone it is a part of a matrix.
        const isNamed =
          one.name !== "slice" &&
          edits.some(({ start, end, text }) => /[A-Za-z]/.test(text + tree.code.slice(start, end)));
        return edits.length === 0 ? [] : changes(isNamed ? rowOf("examples-exchanged") : PART, [edits]);
      }),
  );
};

/** `sum / X.size` as `sum / X.shape[1]`: a length of the tensor in the place of its number of entries. */
const sizes = (facts: Facts): Change[] =>
  facts.tree.nodes.flatMap((node) => {
    if (node.type !== "MemberExpression" || node.computed || !facts.isCount(node)) return [];
    if (facts.tree.text(node.property as Node) !== "size") return [];
    const of = facts.tree.text(node.object as Node);
    return changes(rowOf("other-count"), instead(node, `${of}.shape[1]`, `${of}.shape[0]`));
  });

const WEIGHT = row(
  "weight-extra",
  "a weight where all count the same",
  "A value comes in as a weight or a factor where all are to count the same.",
  "Say what this value is for, and whether this step is to have it.",
);

/** Values in calls of the file's own functions, as any other value that is there by then, and as ones. */
function handed(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  return tree.nodes.flatMap((node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return [];
    if (scopes.bindingOf(node.callee as Node) === null) return [];
    return (node.arguments as Node[]).flatMap((arg) => {
      const own = arg.type === "Identifier" ? scopes.bindingOf(arg) : null;
      if (own?.kind !== "variable" || facts.isCount(arg)) return [];
      const others = scopes
        .visibleAt(arg)
        .filter(({ kind, until, init }) => kind === "variable" && init !== null && until <= arg.start)
        .filter(
          ({ init, name, at }) => name !== own.name && !/Function|Literal/.test(init?.type ?? "") && !facts.isCount(at),
        );
      return changes(STEP(own.name), instead(arg, ...others.slice(0, 8).map(({ name }) => name)));
    });
  });
}

/** A value of a function, and one in a call, as ones. */
const weights = ({ tree, isCount }: Facts): Change[] =>
  tree.nodes.flatMap((node) => {
    if (node.type !== "VariableDeclarator" || node.id.type !== "Identifier" || tree.homeOf(node) === null) return [];
    const init = node.init as Node | null;
    if (init === null || !/^(CallExpression|MemberExpression)$/.test(init.type) || isCount(init)) return [];
    return changes(WEIGHT, instead(init, `nd.ones_like(${tree.text(init)})`));
  });

export const givenChanges = (facts: Facts): Change[] => [
  ...conditions(facts),
  ...rounds(facts),
  ...sizes(facts),
  ...places(facts).slice(0, MOST),
  ...handed(facts).slice(0, 2 * MOST),
  ...weights(facts).slice(0, MOST),
];
