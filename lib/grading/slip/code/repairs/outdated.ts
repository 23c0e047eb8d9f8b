import type { Binding } from "../counts/scope.ts";
import type { Facts } from "../facts.ts";
import { instead } from "../row.ts";
import { type Node, within } from "../tree.ts";
import { type Change, changes, row } from "./change.ts";

const OUTDATED = row(
  "kept-parameters",
  "the parameters of the beginning used again",
  "A value is computed with the parameters that were handed in where those of this step are asked for.",
  "Compute each value at the parameters that the steps so far have led to.",
);

/** A name that holds a newer value of one field of a parameter. */
type Part = { readonly field: string; readonly name: string };

/**
 * Parameters as handed in, where the function has newer ones: `grad(p, x, y)` as `grad(q, x, y)` or as `grad({ W1, b1 }, x, y)`, and
 * `p.W1` as `W1`.
 */
export function outdatedChanges(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  return tree.nodes.flatMap((node) => {
    const own = node.type === "Identifier" ? scopes.bindingOf(node) : null;
    const parent = tree.parentOf(node);
    if (own?.kind !== "parameter" || own.path.length > 0 || parent === null) return [];
    const newer = scopes
      .visibleAt(node)
      .filter((other) => other.kind === "variable" && other.init !== null && other.until <= node.start);
    const parts = newer.flatMap((other) => partOf(facts, other, own));
    if (parent.type === "MemberExpression" && parent.object === node && !parent.computed) {
      const field = tree.text(parent.property as Node);
      const names = parts.filter((one) => one.field === field).map(({ name }) => name);
      const fields = newer
        .filter((other) => isCopyOf(facts, other, own) && isStepped(facts, other))
        .map(({ name }) => `${name}.${field}`);
      return changes(OUTDATED, instead(parent, ...names, ...fields));
    }
    const isRead =
      (parent.type === "VariableDeclarator" && parent.init === node && parent.id.type === "Identifier") ||
      (parent.type === "CallExpression" && (parent.arguments as Node[]).includes(node));
    if (!isRead) return [];
    const isMade = ({ init, path }: Binding) =>
      path.length === 0 &&
      init?.type === "ObjectExpression" &&
      parts.some(({ name }) => within(init).some((one) => one.type === "Identifier" && one.name === name));
    const whole = newer.filter((other) => isCopyOf(facts, other, own) || isMade(other)).map(({ name }) => name);
    const record = `{ ${parts.map(({ field, name }) => (field === name ? name : `${field}: ${name}`)).join(", ")} }`;
    return changes(OUTDATED, instead(node, ...whole, parts.length > 1 && record));
  });
}

/** The field of a parameter that a name began with: `let { W1 } = p`, `let w = p.W1.copy()`. */
function partOf(facts: Facts, { name, init, path, reassigned }: Binding, of: Binding): Part[] {
  if (init === null) return [];
  const [first] = path;
  if (path.length === 1 && typeof first === "string" && reassigned && isIt(facts, init, of))
    return [{ field: first, name }];
  if (path.length > 0 || /Function|ObjectExpression/.test(init.type)) return [];
  const fields = new Set(
    within(init).flatMap((one) =>
      one.type === "MemberExpression" && !one.computed && isIt(facts, one.object as Node, of)
        ? [facts.tree.text(one.property as Node)]
        : [],
    ),
  );
  const [field] = fields;
  return fields.size === 1 && field !== undefined ? [{ field, name }] : [];
}

/** Whether a name began as a parameter or is a record of its fields: `let q = p`, `clone(p)`, `{ W1: arr(p.W1) }`, `{ ...p }`. */
function isCopyOf(facts: Facts, { init, path, reassigned }: Binding, of: Binding): boolean {
  if (init === null || path.length > 0) return false;
  if (init.type === "Identifier") return reassigned && isIt(facts, init, of);
  if (init.type === "CallExpression") return init.arguments.length === 1 && isIt(facts, init.arguments[0] as Node, of);
  return init.type === "ObjectExpression" && within(init).some((one) => isIt(facts, one, of));
}

/** Whether something is given its steps: it is assigned to, or written into. */
const isStepped = ({ tree, scopes }: Facts, { at, reassigned }: Binding): boolean =>
  reassigned ||
  tree.nodes.some(
    (one) =>
      one.type === "AssignmentExpression" &&
      one.left.type === "MemberExpression" &&
      scopes.bindingOf(one.left.object as Node)?.at === at,
  );

const isIt = ({ scopes }: Facts, node: Node, of: Binding): boolean =>
  node.type === "Identifier" && scopes.bindingOf(node)?.at === of.at;
