import type { Binding } from "../counts/scope.ts";
import type { Facts } from "../facts.ts";
import { instead } from "../row.ts";
import { isRead } from "../rows/names.ts";
import { type Node, within } from "../tree.ts";
import { type Change, changes, row, rowOf } from "./change.ts";

export const A_FOR_Z = row(
  "a-for-z",
  "a where z belongs",
  "The value after the activation is used where the value before it is asked for.",
  "Compare with the formula which of the two values stands there.",
);
const STEP = (name: string) =>
  row(
    "value-beside",
    "another value of your own",
    `Another value that you have computed already belongs where \`${name}\` stands.`,
    `Say in words what \`${name}\` holds, and compare it with what the formula has there.`,
  );

const LAYER = /^(?:[AaZzHh]|net|act)(\d*)$/;

/** Values of the same layer before and after the activation, under names or as fields: `Z1` and `A1`, `c.Z1` and `c.A1`. */
function activated(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  return tree.nodes.flatMap((node) => {
    const isField = node.type === "MemberExpression" && !node.computed;
    const name = isField ? tree.text(node.property as Node) : node.type === "Identifier" ? node.name : "";
    const layer = LAYER.exec(name)?.[1];
    if (layer === undefined || (!isField && !isRead(facts, node))) return [];
    const parent = tree.parentOf(node);
    if (parent?.type === "AssignmentExpression" && parent.left === node) return [];
    if (isFilled(facts, node)) return [];
    const holder = isField ? tree.text(node.object as Node) : null;
    const all =
      holder === null
        ? scopes.visibleAt(node).flatMap((one) => (isThere(one, node) ? [one.name] : []))
        : fieldsOf(facts, holder);
    const isAfter = /^[AaHh]|^act/.test(name);
    return all
      .filter((other) => LAYER.exec(other)?.[1] === layer && /^[AaHh]|^act/.test(other) !== isAfter)
      .flatMap((other) =>
        changes(isAfter ? A_FOR_Z : rowOf("z-for-a"), instead(node, holder === null ? other : `${holder}.${other}`)),
      );
  });
}

/** Fields that something is known to have, and those of the records of the file: one that is never read has a name there only. */
const fieldsOf = ({ tree }: Facts, holder: string): string[] => [
  ...new Set(
    tree.nodes.flatMap((one) =>
      one.type === "MemberExpression" && !one.computed && tree.text(one.object as Node) === holder
        ? [tree.text(one.property as Node)]
        : one.type === "Property" && one.key.type === "Identifier" && !one.computed
          ? [one.key.name]
          : [],
    ),
  ),
];

/** Whether a name has its value by the time that a node is come to. */
const isThere = ({ until, kind }: Binding, node: Node): boolean =>
  kind === "parameter" || (kind === "variable" && until <= node.start);

/** A value in place of what it was made from, and the other way round: `D2 = R.mul(2 / n)` and `R`. */
function derived(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  return tree.nodes.flatMap((node) => {
    if (node.type !== "Identifier" || !isRead(facts, node)) return [];
    const own = scopes.bindingOf(node);
    if (own === null || !isValue(facts, own)) return [];
    return scopes
      .visibleAt(node)
      .filter((other) => other.name !== own.name && isThere(other, node) && isValue(facts, other))
      .filter((other) => isMadeOf(facts, other, own) || isMadeOf(facts, own, other))
      .flatMap((other) => changes(STEP(own.name), instead(node, other.name)));
  });
}

/** Whether a list is added to: `Z1.push([])`, `Z1[i].push(z)`. */
function isFilled({ tree }: Facts, node: Node): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type !== "MemberExpression" || parent.object !== node) return false;
  return parent.computed ? isFilled({ tree } as Facts, parent) : tree.text(parent.property as Node) === "push";
}

const isValue = (facts: Facts, { kind, init, path }: Binding): boolean =>
  kind === "variable" &&
  path.length === 0 &&
  init !== null &&
  !/Function|Identifier/.test(init.type) &&
  !facts.isCount(init);

/** Whether one is computed from the other as it is, by what keeps its shape. */
function isMadeOf({ operation, scopes, tree }: Facts, { init }: Binding, from: Binding): boolean {
  const op = init === null ? null : operation(init);
  if (op === null || !/^(mul|div|add|sub|neg|square|pow)$/.test(op.name)) return false;
  return op.args.some(
    (one) => one.type === "Identifier" && tree.text(one) === from.name && scopes.bindingOf(one)?.at === from.at,
  );
}

/** What is computed a second time in the same words, after something has changed: `g2 = backward(q, x, y)` as `g`. */
function again(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  return tree.nodes.flatMap((node) => {
    if (node.type !== "Identifier" || !isRead(facts, node)) return [];
    const own = scopes.bindingOf(node);
    if (own?.init?.type !== "CallExpression" || own.path.length > 0) return [];
    const text = tree.text(own.init);
    const twin = scopes
      .visibleAt(node)
      .find((other) => other.name !== own.name && other.init !== null && tree.text(other.init) === text);
    if (twin === undefined || twin.path.length > 0 || twin.at.start > own.at.start) return [];
    return changes(rowOf("changed-in-use"), instead(node, twin.name));
  });
}

const OUTDATED = row(
  "kept-parameters",
  "the parameters of the beginning used again",
  "A value is computed with the parameters that were handed in where those of this step are asked for.",
  "Compute each gradient at the parameters that the steps so far have led to.",
);

/** Parameters as handed in, where the function has newer ones: `oneGrad(p, x, y)` as `oneGrad(q, x, y)`. */
function outdated(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  return tree.nodes.flatMap((node) => {
    const call = node.type === "Identifier" ? tree.parentOf(node) : null;
    if (node.type !== "Identifier" || call?.type !== "CallExpression" || !call.arguments.includes(node)) return [];
    const own = scopes.bindingOf(node);
    if (own?.kind !== "parameter") return [];
    return scopes
      .visibleAt(node)
      .filter((other) => isThere(other, node) && other.kind === "variable" && other.init !== null)
      .filter(({ init }) => init !== null && isRecordOf(facts, init, own))
      .flatMap((other) => changes(OUTDATED, instead(node, other.name)));
  });
}

/** Whether a record is made of the fields of a parameter: `{ W1: arr(p.W1) }`, `{ ...p }`. */
function isRecordOf({ scopes }: Facts, init: Node, of: Binding): boolean {
  if (init.type !== "ObjectExpression") return false;
  return within(init).some((one) => one.type === "Identifier" && scopes.bindingOf(one)?.at === of.at);
}

export const nameChanges = (facts: Facts): Change[] => [
  ...activated(facts),
  ...derived(facts),
  ...again(facts),
  ...outdated(facts),
];
