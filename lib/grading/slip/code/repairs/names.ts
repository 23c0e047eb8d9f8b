import type { Binding } from "../counts/scope.ts";
import type { Facts } from "../facts.ts";
import { instead, replaced } from "../row.ts";
import { isRead } from "../rows/names.ts";
import type { Node } from "../tree.ts";
import { type Change, changes, row, rowOf } from "./change.ts";
import { outdatedChanges } from "./outdated.ts";

export const A_FOR_Z = row(
  "a-for-z",
  "a where z belongs",
  "The value after the activation is used where the value before it is asked for.",
  "Compare with the formula which of the two values stands there, the one before the activation or the one after it.",
);
export const STEP = (name: string) =>
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
  const found = tree.nodes.flatMap((node): Exchange[] => {
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
      .map((other) => ({ node, text: holder === null ? other : `${holder}.${other}`, isAfter }));
  });
  const slip = ({ isAfter }: Exchange) => (isAfter ? A_FOR_Z : rowOf("z-for-a"));
  return [
    ...found.flatMap((one) => changes(slip(one), instead(one.node, one.text))),
    ...together(facts, found).flatMap((all) =>
      changes(slip(all[0] as Exchange), [all.map(({ node, text }) => replaced(node, text))]),
    ),
  ];
}

type Exchange = { readonly node: Node; readonly text: string; readonly isAfter: boolean };

/** The same value more than once in one statement, as in `Z1.mul(nd.sub(1, Z1))`. */
function together({ tree }: Facts, found: readonly Exchange[]): (readonly Exchange[])[] {
  const groups = new Map<string, Exchange[]>();
  for (const one of found) {
    let at: Node | null = one.node;
    while (at !== null && !/Statement$|Declaration$|^Property$/.test(at.type)) at = tree.parentOf(at);
    const key = `${at?.start} ${tree.text(one.node)} ${one.text}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
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
    const isGiven = own !== null && (own.kind === "parameter" || own.path.length > 0);
    if (own === null || !(isGiven || isValue(facts, own))) return [];
    return scopes
      .visibleAt(node)
      .filter((other) => other.name !== own.name && isThere(other, node) && isValue(facts, other))
      .filter((other) => isMadeOf(facts, other.init, own) || isMadeOf(facts, own.init, other))
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

/** How many operations on one another a value is followed through. */
const DEEP = 3;

/** Whether a value is computed from a name as it is, by what keeps its shape. */
function isMadeOf(facts: Facts, value: Node | null, from: Binding, depth = 0): boolean {
  const { operation, scopes, tree } = facts;
  const op = value === null || depth >= DEEP ? null : operation(value);
  if (op === null || !/^(mul|div|add|sub|neg|square|pow)$/.test(op.name)) return false;
  return op.args.some((one) =>
    one.type === "Identifier"
      ? tree.text(one) === from.name && scopes.bindingOf(one)?.at === from.at
      : isMadeOf(facts, one, from, depth + 1),
  );
}

/** What is computed a second time in the same words, after something has changed: `g2 = backward(q, x, y)` as `g`. */
function again(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  const found = tree.nodes.flatMap((node) => {
    if (node.type !== "Identifier" || !isRead(facts, node)) return [];
    const own = scopes.bindingOf(node);
    if (own?.init?.type !== "CallExpression" || own.path.length > 0) return [];
    const text = tree.text(own.init);
    const twin = scopes
      .visibleAt(node)
      .find((other) => other.name !== own.name && other.init !== null && tree.text(other.init) === text);
    if (twin === undefined || twin.path.length > 0 || twin.at.start > own.at.start) return [];
    return [{ name: own.name, edit: replaced(node, twin.name) }];
  });
  const each = found.map(({ edit }) => [edit]);
  // a value that is used in several places is outdated in all of them
  const whole = [...new Set(found.map(({ name }) => name))]
    .map((name) => found.filter((one) => one.name === name).map(({ edit }) => edit))
    .filter(({ length }) => length > 1);
  return changes(rowOf("changed-in-use"), [...whole, ...each]);
}

const WHOLE = row(
  "whole-batch",
  "all examples where one is asked for",
  "A value is computed of all examples where that of one example, or of some of them, is asked for.",
  "Say in words which examples each call is given.",
);

/** All examples in a call, as the part of them that the function has taken out: `loss(q, X, Y)` as `loss(q, x, y)`. */
function wholes(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  return tree.nodes.flatMap((node): Change[] => {
    if (node.type !== "CallExpression") return [];
    const given = node.arguments.flatMap((one) => {
      const own = one.type === "Identifier" ? scopes.bindingOf(one as Node) : null;
      if (own === null) return [];
      const parts = scopes
        .visibleAt(one as Node)
        .filter((other) => isThere(other, node) && isPartOf(facts, other, own));
      return parts.length === 0 ? [] : [{ node: one as Node, parts: parts.map(({ name }) => name) }];
    });
    const most = Math.max(0, ...given.map(({ parts }) => parts.length));
    return Array.from({ length: most }, (_, k) => k).flatMap((k) =>
      changes(WHOLE, [given.map(({ node: one, parts }) => replaced(one, parts[k % parts.length] as string))]),
    );
  });
}

/** Whether a name holds some columns or rows of another: `X.slice(k, k + 1, 1)`. */
function isPartOf({ operation, scopes, tree }: Facts, { init, path }: Binding, of: Binding): boolean {
  const op = init === null || path.length > 0 ? null : operation(init);
  const [from] = op?.args ?? [];
  if (op === null || from?.type !== "Identifier" || !/^(slice|col|row|take)$/.test(op.name)) return false;
  return tree.text(from) === of.name && scopes.bindingOf(from)?.at === of.at;
}

export const nameChanges = (facts: Facts): Change[] => [
  ...activated(facts),
  ...derived(facts),
  ...again(facts),
  ...outdatedChanges(facts),
  ...wholes(facts),
];
