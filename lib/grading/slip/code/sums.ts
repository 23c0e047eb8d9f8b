import type { Facts } from "./facts.ts";
import { type Node, type Tree, within } from "./tree.ts";

/** Where a value is added to what is there: `a += v`, `a[i] = a[i] + v`, `T.set(i, j, T.get(i, j) + v)`. */
export type Sum = {
  readonly node: Node;
  readonly value: Node;
  /** The text that puts the value in place of what is there. */
  readonly anew: string;
};

export const sumsOf = ({ tree }: Pick<Facts, "tree">): Sum[] =>
  tree.nodes.flatMap((node): Sum[] => {
    const written = writing(tree, node);
    if (written === null) return [];
    const value = written.adds ? written.value : addedTo(tree, written.read, written.value);
    return value === null ? [] : [{ node, value, anew: written.with(tree.text(value)) }];
  });

/** Elements that are set to a value in which they do not come themselves, with the text that adds it. */
export const setsOf = ({ tree }: Pick<Facts, "tree">): { readonly node: Node; readonly added: string }[] =>
  tree.nodes.flatMap((node) => {
    const written = writing(tree, node);
    if (written === null || written.adds) return [];
    const { read, value } = written;
    if (within(value).some((one) => tree.text(one) === read)) return [];
    const added = node.type === "AssignmentExpression" ? `${read} += ${tree.text(value)}` : null;
    return [{ node, added: added ?? written.with(`${read} + (${tree.text(value)})`) }];
  });

type Writing = {
  /** The text that reads what is written to. */
  readonly read: string;
  readonly value: Node;
  readonly adds: boolean;
  readonly with: (value: string) => string;
};

function writing(tree: Tree, node: Node): Writing | null {
  if (node.type === "AssignmentExpression" && /^\+?=$/.test(node.operator)) {
    const read = tree.text(node.left as Node);
    return { read, value: node.right, adds: node.operator === "+=", with: (text) => `${read} = ${text}` };
  }
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return null;
  const places = node.arguments.slice(0, -1).map((one) => tree.text(one as Node));
  const value = node.arguments.at(-1) as Node | undefined;
  if (value === undefined || places.length === 0 || tree.text(node.callee.property as Node) !== "set") return null;
  const holder = tree.text(node.callee.object as Node);
  return {
    read: `${holder}.get(${places.join(", ")})`,
    value,
    adds: false,
    with: (text) => `${holder}.set(${places.join(", ")}, ${text})`,
  };
}

/** The other one, where a value is a sum of two of which one is this text. */
function addedTo(tree: Tree, text: string, sum: Node): Node | null {
  if (sum.type !== "BinaryExpression" || sum.operator !== "+") return null;
  const [left, right] = [sum.left as Node, sum.right];
  return tree.text(left) === text ? right : tree.text(right) === text ? left : null;
}
