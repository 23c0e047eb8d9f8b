import type { Facts } from "../facts.ts";
import type { Node } from "../tree.ts";

/** What counts at a node: counters of the loops around it, and the index that a callback is given. The innermost comes first. */
export type Counter = { readonly name: string; readonly examples: boolean };

const CALLBACKS = /^(map|forEach|flatMap|filter|some|every|findIndex|from)$/;

export function countersAt(facts: Facts, node: Node): Counter[] {
  const { tree } = facts;
  const found = new Map<string, Counter>();
  let child = node;
  for (let one = tree.parentOf(node); one !== null; one = tree.parentOf(one)) {
    const counter =
      one.type === "ForStatement" && child === one.body ? ofLoop(facts, one) : ofCallback(facts, one, child);
    if (counter !== null && !found.has(counter.name)) found.set(counter.name, counter);
    child = one;
  }
  return [...found.values()];
}

function ofLoop({ tree, isExamples }: Facts, loop: Extract<Node, { type: "ForStatement" }>): Counter | null {
  const at = loop.init?.type === "VariableDeclaration" ? loop.init.declarations[0]?.id : null;
  if (at?.type !== "Identifier") return null;
  const bound = loop.test?.type === "BinaryExpression" ? loop.test.right : null;
  return { name: tree.text(at as Node), examples: bound !== null && isExamples(bound) };
}

function ofCallback({ tree, isRow }: Facts, fn: Node, body: Node): Counter | null {
  if (fn.type !== "ArrowFunctionExpression" && fn.type !== "FunctionExpression") return null;
  const call = tree.parentOf(fn);
  if (fn.body !== body || call?.type !== "CallExpression" || call.callee.type !== "MemberExpression") return null;
  const method = tree.text(call.callee.property as Node);
  const index = fn.params[method === "reduce" ? 2 : 1];
  if (index?.type !== "Identifier" || !(method === "reduce" || CALLBACKS.test(method))) return null;
  return { name: index.name, examples: isRow(call.callee.object as Node) };
}
