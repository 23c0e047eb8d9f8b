import type { Facts } from "../../facts.ts";
import { instead } from "../../row.ts";
import { type Node, within } from "../../tree.ts";
import { type Change, changes, row } from "../change.ts";

const GUARD = row(
  "guard-too-large",
  "a guard that is too large",
  "A small number, which is to keep a logarithm or a division from 0, is large enough to change the values.",
  "Make it as small as 1e-12, or leave it out where the value cannot come to the edge.",
);

/** As small as nothing beside values near 1. */
const NONE = 1e-12;
/** What is larger is no guard. */
const SMALL = 0.1;

const isSmall = ({ type, ...node }: Node): boolean =>
  type === "Literal" && "value" in node && typeof node.value === "number" && node.value > NONE && node.value <= SMALL;

/** Numbers that values are kept from 0 with, by themselves or under a name: `log(q + 1e-3)`, `const tiny = 1e-3`. */
export const guardChanges = (facts: Facts): Change[] => {
  const { tree, operation, scopes } = facts;
  const guards = tree.nodes.flatMap((node) => {
    const op = operation(node);
    const isOne = op !== null && op.style !== "own" && /^(add|sub|maximum|minimum|clip)$/.test(op.name);
    return isOne ? op.args.flatMap((one) => within(one)) : [];
  });
  const numbers = guards.flatMap((one): Node[] => {
    if (isSmall(one)) return [one];
    const init = one.type === "Identifier" ? scopes.bindingOf(one)?.init : null;
    return init != null && isSmall(init) ? [init] : [];
  });
  return changes(
    GUARD,
    [...new Set(numbers)].flatMap((one) => instead(one, String(NONE))),
  );
};
