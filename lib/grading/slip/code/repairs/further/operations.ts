import type { Facts } from "../../facts.ts";
import type { Operation } from "../../operation.ts";
import type { Node } from "../../tree.ts";

/** An operation on values, and not on the numbers of places. */
export function operations(facts: Facts, names: RegExp): { readonly node: Node; readonly op: Operation }[] {
  const { tree, operation } = facts;
  const inIndex = (node: Node): boolean => {
    for (let [child, one] = [node, tree.parentOf(node)]; one !== null; [child, one] = [one, tree.parentOf(one)]) {
      if (one.type === "MemberExpression" && one.computed && one.property === child) return true;
      if (one.type === "ForStatement" && one.body !== child) return true;
      if (/Statement$|Function/.test(one.type)) return false;
    }
    return false;
  };
  return tree.nodes.flatMap((node) => {
    const op = operation(node);
    return op !== null && op.style !== "own" && names.test(op.name) && !inIndex(node) ? [{ node, op }] : [];
  });
}
