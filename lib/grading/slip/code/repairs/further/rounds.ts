import type { Facts } from "../../facts.ts";
import { instead } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, row } from "../change.ts";

const ROUNDED = row(
  "rounded",
  "a value that is rounded",
  "A value is rounded, and what is asked for is the value itself.",
  "Give the value back as it is: rounding is for what is shown, and not for what is computed with.",
);

const ROUNDING = /^(Math\.(round|floor|ceil|trunc|fround)|nd\.round)$/;

/** `Math.round(100 * x) / 100`, `Number(x.toFixed(2))`, `+x.toPrecision(3)` and `Math.round(x)` as `x`. */
export const roundChanges = (facts: Facts): Change[] =>
  facts.tree.nodes.flatMap((node) => changes(ROUNDED, instead(node, unrounded(facts, node))));

function unrounded({ tree, operation }: Facts, node: Node): string | null {
  const digits = digitsOf(node, tree.text);
  if (digits !== null) return tree.text(digits);
  const plain = roundedIn(node, tree.text);
  if (plain !== null) return tree.text(plain);
  const over = operation(node);
  const [rounded, by] = over?.name === "div" ? over.args : [];
  const inner = rounded === undefined ? null : roundedIn(rounded, tree.text);
  if (inner === null || by === undefined) return null;
  const times = operation(inner);
  if (times?.name !== "mul") return null;
  const rest = times.args.filter((one) => tree.text(one) !== tree.text(by));
  return rest.length === 1 ? `(${tree.text(rest[0] as Node)})` : null;
}

const roundedIn = (node: Node, text: (node: Node) => string): Node | null =>
  node.type === "CallExpression" && ROUNDING.test(text(node.callee as Node)) ? (node.arguments[0] as Node) : null;

/** What is written with so many digits and read as a number again. */
function digitsOf(node: Node, text: (node: Node) => string): Node | null {
  const read =
    node.type === "CallExpression" && /^(Number|parseFloat|Number\.parseFloat)$/.test(text(node.callee as Node))
      ? (node.arguments[0] as Node | undefined)
      : node.type === "UnaryExpression" && node.operator === "+"
        ? node.argument
        : undefined;
  if (read?.type !== "CallExpression" || read.callee.type !== "MemberExpression") return null;
  return /^to(Fixed|Precision)$/.test(text(read.callee.property as Node)) ? (read.callee.object as Node) : null;
}
