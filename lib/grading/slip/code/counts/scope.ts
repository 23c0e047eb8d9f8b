import type { Node, Tree } from "../tree.ts";

/** A name where it is declared. */
export type Binding = {
  readonly name: string;
  /** The identifier that declares it. */
  readonly at: Node;
  /** What it is declared as; null of a parameter, of a loop over values, of a function and of a name without a value. */
  readonly init: Node | null;
  /** The way to it in a pattern: `[, m]` is 1, `{ A2: [q] }` is "A2", 0. Empty for a plain name. */
  readonly path: readonly (string | number)[];
  readonly kind: "parameter" | "variable" | "function";
  /** Where its declaration ends: it has its value from there on. */
  readonly until: number;
  /** Whether it is given another value anywhere. */
  readonly reassigned: boolean;
};

export type Scopes = {
  readonly bindingOf: (name: Node) => Binding | null;
  /** Every name that can be read at a node, the innermost declaration of each. */
  readonly visibleAt: (node: Node) => readonly Binding[];
};

const OPENS = /^(Program|BlockStatement|For\w*Statement|Function\w+|ArrowFunctionExpression|ClassBody|CatchClause)$/;

/** Which declaration a name means. Function-wide `var` is taken for a `let`: nobody writes both. */
export function scopesOf(tree: Tree): Scopes {
  const reassigned = new Set<string>();
  for (const node of tree.nodes) {
    const target =
      node.type === "AssignmentExpression" ? node.left : node.type === "UpdateExpression" ? node.argument : null;
    if (target === null) continue;
    for (const { at } of namesIn(target as Node)) reassigned.add(tree.text(at));
  }
  const declared = new Map<Node, Map<string, Binding>>();
  const declare = (from: Node | null, pattern: Node, init: Node | null, kind: Binding["kind"]): void => {
    const scope = opening(tree, from);
    if (scope === null) return;
    const names = declared.get(scope) ?? new Map<string, Binding>();
    declared.set(scope, names);
    for (const { at, path } of namesIn(pattern)) {
      const name = tree.text(at);
      names.set(name, {
        name,
        at,
        path,
        init,
        kind,
        until: Math.max(at.end, init?.end ?? 0),
        reassigned: reassigned.has(name),
      });
    }
  };
  for (const node of tree.nodes) {
    if (node.type === "VariableDeclarator")
      declare(node, node.id as Node, (node.init ?? null) as Node | null, "variable");
    if (node.type === "FunctionDeclaration" && node.id) declare(tree.parentOf(node), node.id as Node, null, "function");
    if ("params" in node) for (const one of node.params) declare(node, one as Node, null, "parameter");
  }
  const visibleAt = (node: Node): Binding[] => {
    const found = new Map<string, Binding>();
    for (let one: Node | null = node; one !== null; one = tree.parentOf(one))
      for (const [name, binding] of declared.get(one) ?? []) if (!found.has(name)) found.set(name, binding);
    return [...found.values()];
  };
  return {
    visibleAt,
    bindingOf: (node) => {
      const name = tree.text(node);
      for (let one: Node | null = node; one !== null; one = tree.parentOf(one)) {
        const binding = declared.get(one)?.get(name);
        if (binding !== undefined) return binding;
      }
      return null;
    },
  };
}

function opening(tree: Tree, from: Node | null): Node | null {
  for (let one = from; one !== null; one = tree.parentOf(one)) if (OPENS.test(one.type)) return one;
  return null;
}

/** The names in a pattern, each with the way to it. */
function namesIn(
  pattern: Node,
  path: readonly (string | number)[] = [],
): { at: Node; path: readonly (string | number)[] }[] {
  if (pattern.type === "Identifier") return [{ at: pattern, path }];
  if (pattern.type === "AssignmentPattern") return namesIn(pattern.left as Node, path);
  if (pattern.type === "ArrayPattern")
    return pattern.elements.flatMap((one, k) => (one ? namesIn(one as Node, [...path, k]) : []));
  if (pattern.type !== "ObjectPattern") return [];
  return pattern.properties.flatMap((one) =>
    one.type === "Property" && one.key.type === "Identifier" ? namesIn(one.value as Node, [...path, one.key.name]) : [],
  );
}
