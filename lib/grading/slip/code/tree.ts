import { type AnyNode, type Program, parse } from "acorn";
import { transform } from "sucrase";

/** A syntax tree node with its place in the text. */
export type Node = AnyNode;
export type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** A top-level function of a file. */
export type Home = { readonly name: string; readonly node: Node; readonly exported: boolean };

/** A file of exercise code without its types, as a tree that can be walked upwards. Lines are those of the source. */
export type Tree = {
  readonly code: string;
  readonly program: Program;
  readonly nodes: readonly Node[];
  readonly homes: readonly Home[];
  readonly parentOf: (node: Node) => Node | null;
  readonly text: (node: Node) => string;
  /** The top-level function that a node lies in, or null. */
  readonly homeOf: (node: Node) => Home | null;
};

let last: { readonly source: string; readonly tree: Tree | null } | null = null;

/** Null where the source is not TypeScript that can be read. The last one is kept: a grading asks for the same again and again. */
export function treeOf(source: string): Tree | null {
  if (last?.source !== source) last = { source, tree: made(source) };
  return last.tree;
}

function made(source: string): Tree | null {
  try {
    const { code } = transform(source, { transforms: ["typescript"], disableESTransforms: true });
    return treeFrom(code, parse(code, { ecmaVersion: "latest", sourceType: "module" }));
  } catch {
    return null;
  }
}

function treeFrom(code: string, program: Program): Tree {
  const nodes: Node[] = [];
  const parents = new Map<Node, Node>();
  walk(program as Node, null, (node, parent) => {
    nodes.push(node);
    if (parent !== null) parents.set(node, parent);
  });
  const homes = homesOf(program);
  return {
    code,
    program,
    nodes,
    homes,
    parentOf: (node) => parents.get(node) ?? null,
    text: ({ start, end }) => code.slice(start, end),
    homeOf: ({ start, end }) => homes.find(({ node }) => node.start <= start && end <= node.end) ?? null,
  };
}

function walk(node: Node, parent: Node | null, visit: (node: Node, parent: Node | null) => void): void {
  visit(node, parent);
  for (const child of childrenOf(node)) walk(child, node, visit);
}

const children = new WeakMap<Node, readonly Node[]>();

/** A node's children in the order of the text; of `{ A1 }` in a literal the name counts once, as the value. */
export function childrenOf(node: Node): readonly Node[] {
  const there = children.get(node);
  if (there !== undefined) return there;
  const found = read(node);
  children.set(node, found);
  return found;
}

function read(node: Node): Node[] {
  const found: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === "key" && node.type === "Property" && node.shorthand) continue;
    for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) found.push(one);
  }
  return found.sort((a, b) => a.start - b.start);
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

/** Every node below and with `node`. */
export function within(node: Node): Node[] {
  const found: Node[] = [];
  walk(node, null, (one) => found.push(one));
  return found;
}

function homesOf(program: Program): Home[] {
  const listed = new Set(
    program.body.flatMap((outer) =>
      outer.type === "ExportNamedDeclaration"
        ? outer.specifiers.flatMap(({ local }) => (local.type === "Identifier" ? [local.name] : []))
        : [],
    ),
  );
  return program.body.flatMap((outer): Home[] => {
    const statement = outer.type === "ExportNamedDeclaration" ? outer.declaration : outer;
    const isExported = (name: string): boolean => outer.type === "ExportNamedDeclaration" || listed.has(name);
    if (statement?.type === "FunctionDeclaration" && statement.id !== null)
      return [{ name: statement.id.name, node: statement as Node, exported: isExported(statement.id.name) }];
    if (statement?.type !== "VariableDeclaration") return [];
    return statement.declarations.flatMap(({ id, init }) =>
      id.type === "Identifier" && (init?.type === "ArrowFunctionExpression" || init?.type === "FunctionExpression")
        ? [{ name: id.name, node: init as Node, exported: isExported(id.name) }]
        : [],
    );
  });
}

/** The text with all edits made; null where two overlap. Lines below an edit keep their numbers. */
export function edited(code: string, edits: readonly Edit[]): string | null {
  let out = "";
  let from = 0;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < from) return null;
    const lost = Math.max(0, lines(code.slice(start, end)) - lines(text));
    out += code.slice(from, start) + text + "\n".repeat(lost);
    from = end;
  }
  return out + code.slice(from);
}

const lines = (text: string): number => text.split("\n").length - 1;

export const lineOf = (code: string, at: number): number => lines(code.slice(0, at)) + 1;
