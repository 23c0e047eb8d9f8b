import type { Facts, Use } from "../facts.ts";
import { replaced, type Site } from "../row.ts";
import { form, inStyle, leafText, OTHERS, rewritten } from "../rows/slopes.ts";
import { type Node, within } from "../tree.ts";
import { type Change, changes, rowOf } from "./change.ts";

/** What an error is divided by is no slope that it passes: the slope of the sigmoid stands so in the derivative of the cross-entropy. */
function isDivisor(facts: Facts, node: Node): boolean {
  const parent = facts.tree.parentOf(node);
  const op = parent === null ? null : facts.operation(parent);
  return op?.name === "div" && op.args[1] === node;
}

/**
 * An activation, or a slope, as that of each other function: what stands there now is the slip. The slope of ReLU at what is always
 * positive is no factor at all, so it is put in only where the file has a ReLU.
 */
export const slopeChanges = (facts: Facts): Change[] =>
  facts.uses.flatMap((use) => {
    const { kind, of } = use.known;
    if (kind !== "activation" && use.nodes.some((node) => isDivisor(facts, node))) return [];
    const slip = rowOf(`${kind === "activation" ? "activation" : "slope-of"}-${of}`);
    const isThere = (other: string) =>
      other !== "relu" || kind === "activation" || facts.uses.some(({ known }) => known.of === "relu");
    return OTHERS.filter((other) => other !== of && isThere(other)).flatMap((other) =>
      changes(slip, [rewritten(use, inStyle(form(kind, other), use, leafText(facts, use)))]),
    );
  });

/** Other values that are tried at one slope. */
const LEAVES = 8;

/** A slope at another value of the file in all its places: `out * (1 - out)` as `hidden * (1 - hidden)`. */
export const slopeLeaves = (facts: Facts): Change[] =>
  facts.uses.flatMap((use) => {
    if (use.known.kind !== "slope-in-a") return [];
    const own = leafText(facts, use);
    return changes(
      rowOf("other-values"),
      valuesAt(facts, use)
        .filter((other) => other !== own)
        .slice(0, LEAVES)
        .map((other) => atLeaf(facts, use, own, other)),
    );
  });

const atLeaf = ({ tree }: Facts, { nodes }: Use, own: string, other: string): Site =>
  nodes.flatMap((node) =>
    within(node)
      .filter((one) => tree.text(one) === own && tree.parentOf(one)?.type !== "Property")
      .map((one) => replaced(one, other)),
  );

/** Names of values that are there, and fields of records that the function reads: `hidden`, `first.out`. */
function valuesAt({ tree, scopes, isCount }: Facts, { leaf }: Use): string[] {
  const home = tree.homeOf(leaf)?.node;
  const fields = tree.nodes.flatMap((one) =>
    one.type === "MemberExpression" &&
    !one.computed &&
    one.object.type === "Identifier" &&
    one.object.name !== "nd" &&
    home !== undefined &&
    home.start <= one.start &&
    one.end <= leaf.start &&
    tree.parentOf(one)?.type !== "CallExpression" &&
    tree.text(one.property as Node) !== "T"
      ? [tree.text(one)]
      : [],
  );
  const names = scopes
    .visibleAt(leaf)
    .filter(({ kind, init, path, until, at }) => {
      const isValue = kind === "variable" && until <= leaf.start && !/Function|Array|Object/.test(init?.type ?? "");
      return isValue && (path.length > 0 || init !== null) && !isCount(at);
    })
    .map(({ name }) => name);
  return [...new Set([...names, ...fields])];
}
