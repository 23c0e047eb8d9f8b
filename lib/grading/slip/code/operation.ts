import { ND_SYNONYMS } from "#lib/core/nd-synonyms.ts";
import type { Node, Tree } from "./tree.ts";

/** How an operation is written: `nd.f(a)`, `a.f()`, `a.T`, `a + b`, `Math.f(a)`, or a function of the file. */
type Style = "nd" | "method" | "property" | "operator" | "Math" | "own";

/** An operation of any style: its name by `nd`, and its operands in order. Options (axis) are among them. */
export type Operation = { readonly name: string; readonly style: Style; readonly args: readonly Node[] };

const OPERATORS: { readonly [operator: string]: string } = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
  "**": "pow",
  ">": "greater",
  "<": "less",
  ">=": "greater_equal",
  "<=": "less_equal",
};
const SIGNS: { readonly [name: string]: string } = {
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
  pow: "**",
  greater: ">",
  less: "<",
  greater_equal: ">=",
  less_equal: "<=",
};
const METHODS = new Set(
  "add sub mul div pow maximum minimum greater greater_equal less less_equal neg abs sign square sqrt relu exp log sin cos tanh sigmoid clip sum mean max min norm matmul dot transpose reshape slice row col take item".split(
    " ",
  ),
);
/** `nd`'s other names for the same. */
const IN_ND: { readonly [name: string]: string } = { ...ND_SYNONYMS, dot: "matmul" };
const IN_MATH: { readonly [name: string]: string } = { max: "maximum", min: "minimum" };

/** Names that a file takes out of `nd`: `const { matmul, sum: total } = nd`. */
export function takenFromNd(tree: Tree): ReadonlyMap<string, string> {
  const taken = new Map<string, string>();
  for (const node of tree.nodes) {
    if (node.type !== "VariableDeclarator" || node.init == null) continue;
    if (node.id.type === "ObjectPattern" && isName(node.init, "nd")) {
      for (const one of node.id.properties)
        if (one.type === "Property" && one.key.type === "Identifier" && one.value.type === "Identifier")
          taken.set(one.value.name, one.key.name);
    }
    const { init } = node;
    if (
      node.id.type === "Identifier" &&
      init.type === "MemberExpression" &&
      isName(init.object, "nd") &&
      !init.computed
    )
      if (init.property.type === "Identifier") taken.set(node.id.name, init.property.name);
  }
  return taken;
}

export const isName = (node: Node, name?: string): boolean =>
  node.type === "Identifier" && (name === undefined || node.name === name);

/** What a node computes as an operation, or null. */
export function operationOf(node: Node, taken: ReadonlyMap<string, string>): Operation | null {
  if (node.type === "BinaryExpression") {
    const name = OPERATORS[node.operator];
    return name === undefined ? null : { name, style: "operator", args: [node.left as Node, node.right] };
  }
  if (node.type === "UnaryExpression" && node.operator === "-")
    return { name: "neg", style: "operator", args: [node.argument] };
  if (node.type === "MemberExpression" && !node.computed && isName(node.property as Node, "T"))
    return { name: "transpose", style: "property", args: [node.object as Node] };
  if (node.type !== "CallExpression") return null;
  const args = node.arguments as Node[];
  const { callee } = node;
  if (callee.type === "Identifier") {
    const lent = taken.get(callee.name);
    return lent === undefined
      ? { name: callee.name, style: "own", args }
      : { name: IN_ND[lent] ?? lent, style: "nd", args };
  }
  if (callee.type !== "MemberExpression" || callee.computed || callee.property.type !== "Identifier") return null;
  const { name } = callee.property;
  if (isName(callee.object as Node, "Math")) return { name: IN_MATH[name] ?? name, style: "Math", args };
  const known = IN_ND[name] ?? name;
  if (isName(callee.object as Node, "nd")) return { name: known, style: "nd", args };
  if (!METHODS.has(known)) return null;
  return { name: known, style: "method", args: [callee.object as Node, ...args] };
}

export const isTensorStyle = ({ style }: Operation): boolean => style !== "operator" && style !== "Math";

/** The text of another operation on operands given as text, as the file writes its operations. */
export function written(like: Operation, name: string, args: readonly string[]): string {
  const sign = SIGNS[name];
  const [a = "", b = ""] = args;
  if (like.style === "operator" || like.style === "Math") {
    if (name === "neg") return `(-(${a}))`;
    if (name === "square") return `((${a}) * (${a}))`;
    if (sign !== undefined && args.length === 2) return `((${a}) ${sign} (${b}))`;
    return `Math.${name}(${args.join(", ")})`;
  }
  if (like.style === "own") return `${name}(${args.join(", ")})`;
  return `nd.${name}(${args.join(", ")})`;
}
