import type { Facts } from "../../facts.ts";
import { instead, replaced } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, row } from "../change.ts";

const ORDER = row(
  "parts-exchanged",
  "two parts put together in another order",
  "Two parts are put together in another order than what is computed with them expects.",
  "Write down which rows or columns each part fills, and compare with where they are read.",
);
const AXIS = row(
  "other-stack",
  "put together along the other axis",
  "Parts are put on top of each other where they belong side by side, or the other way round.",
  "Write the shape of one part beside the shape that is asked for: along which axis does it grow?",
);

const OTHER: { readonly [name: string]: string } = { vstack: "hstack", hstack: "vstack" };

/** `nd.vstack([A, B])` with its parts exchanged, and as `nd.hstack`. */
export const stackChanges = ({ tree }: Facts): Change[] =>
  tree.nodes.flatMap((node): Change[] => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
    const name = tree.text(node.callee.property as Node);
    if (!/^([vh]stack|concat(enate)?|stack)$/.test(name)) return [];
    const [parts] = node.arguments;
    const [a, b, ...more] = parts?.type === "ArrayExpression" ? parts.elements : [];
    const exchanged =
      a && b && more.length === 0
        ? changes(ORDER, [[replaced(a as Node, tree.text(b as Node)), replaced(b as Node, tree.text(a as Node))]])
        : [];
    return [...exchanged, ...changes(AXIS, instead(node.callee.property as Node, OTHER[name]))];
  });
