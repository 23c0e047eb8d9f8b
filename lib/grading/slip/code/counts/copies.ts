import { type Node, type Tree, within } from "../tree.ts";
import type { Scopes } from "./scope.ts";

const COPIES = /^(plain|unpack|to[A-Z]\w*|as[A-Z]\w*|list|copy\w*|nested|arr\w*)$/;

/** Whether a function hands out what it is given, as lists perhaps: by what it does where the file has it, else by its name. */
export function isCopier(tree: Tree, scopes: Scopes, callee: Node): boolean {
  const binding = scopes.bindingOf(callee);
  const made = binding === null ? null : binding.kind === "function" ? tree.parentOf(binding.at) : binding.init;
  if (made === null || !("params" in made)) return COPIES.test(tree.text(callee));
  const [parameter] = made.params;
  if (made.params.length !== 1 || parameter?.type !== "Identifier") return false;
  return within(made.body as Node).every((one) => {
    if (
      /^(BinaryExpression|AssignmentExpression|Spread\w*|ArrayExpression|\w*Function\w*|New\w*|For\w*)$/.test(one.type)
    )
      return false;
    if (one.type === "MemberExpression")
      return !one.computed && /^(toArray|isArray)$/.test(tree.text(one.property as Node));
    return true;
  });
}
