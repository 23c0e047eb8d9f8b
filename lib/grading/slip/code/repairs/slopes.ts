import type { Facts } from "../facts.ts";
import { form, inStyle, leafText, OTHERS, rewritten } from "../rows/slopes.ts";
import type { Node } from "../tree.ts";
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
