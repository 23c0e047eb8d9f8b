import type { Facts } from "../facts.ts";
import type { Node } from "../tree.ts";

/** Through these a factor passes as it is. */
const LINEAR =
  /^(mul|neg|add|sub|sum|mean|matmul|transpose|reshape|item|toArray|array|copy|slice|row|col|outer|from|fill)$/;
/** How far a value is followed through names and helpers. */
const FAR = 4;

/** Whether a value is squared, put through a function or divided by before it is given back, so that a factor of it is none of the result. */
export function isInner(facts: Facts, node: Node, far = 0): boolean {
  const { tree, scopes } = facts;
  if (far > FAR) return false;
  let child = node;
  for (let parent = tree.parentOf(node); parent !== null; parent = tree.parentOf(parent)) {
    const op = facts.operation(parent);
    if (op !== null && op.style !== "own" && op.args.includes(child)) {
      if (op.name === "div" ? op.args[1] === child : !LINEAR.test(op.name)) return true;
      const [a, b] = op.args;
      if (op.name === "mul" && a && b && tree.text(a) === tree.text(b)) return true;
    }
    if (parent.type === "VariableDeclarator" && parent.id.type === "Identifier" && child === parent.init)
      return readsOf(facts, parent.id as Node).some((read) => isInner(facts, read, far + 1));
    if (parent.type === "AssignmentExpression" || /Statement$/.test(parent.type)) {
      if (parent.type !== "ReturnStatement") return false;
      const home = tree.homeOf(node);
      return home !== null && !home.exported && callsOf(facts, home.name).some((call) => isInner(facts, call, far + 1));
    }
    if (parent.type === "ArrowFunctionExpression" && parent.body === child) {
      const outer = tree.parentOf(parent);
      if (outer?.type !== "VariableDeclarator" || outer.id.type !== "Identifier") return false;
      const name = outer.id as Node;
      const calls = callsOf(facts, tree.text(name)).filter(
        (call) => call.type === "CallExpression" && scopes.bindingOf(call.callee as Node)?.at === name,
      );
      return calls.some((call) => isInner(facts, call, far + 1));
    }
    // Of a method its first operand is the value that it is called on.
    const called = tree.parentOf(parent);
    const isMethod =
      parent.type === "MemberExpression" && called?.type === "CallExpression" && called.callee === parent;
    if (!isMethod) child = parent;
  }
  return false;
}

const readsOf = ({ tree, scopes }: Facts, name: Node): Node[] =>
  tree.nodes.filter(
    (one) =>
      one.type === "Identifier" &&
      one !== name &&
      tree.text(one) === tree.text(name) &&
      tree.parentOf(one)?.type !== "Property" &&
      scopes.bindingOf(one)?.at === name,
  );

const callsOf = ({ tree }: Facts, name: string): Node[] =>
  tree.nodes.filter(
    (one) => one.type === "CallExpression" && one.callee.type === "Identifier" && one.callee.name === name,
  );
