import { lineOf, type Node, type Tree, treeOf, within } from "./tree.ts";

/** What every name at the top level of a source stands for, as text: functions and other values. */
export function functionTexts(source: string): ReadonlyMap<string, string> {
  const tree = treeOf(source);
  const texts = new Map<string, string>();
  for (const outer of tree?.program.body ?? []) {
    const statement = outer.type === "ExportNamedDeclaration" ? outer.declaration : outer;
    if (statement?.type === "FunctionDeclaration" || statement?.type === "ClassDeclaration") {
      if (statement.id !== null) texts.set(statement.id.name, tree?.text(statement) ?? "");
    } else if (statement?.type === "VariableDeclaration") {
      const text = tree?.text(statement) ?? "";
      for (const { id } of statement.declarations)
        for (const name of tree?.text(id).match(/[A-Za-z_$][\w$]*/g) ?? []) texts.set(name, text);
    }
  }
  return texts;
}

/** The top-level function that a line of a source lies in, or null. Lines are 1-based. */
export function functionAt(source: string, line: number): string | null {
  const tree = treeOf(source);
  const home = tree?.homes.find(
    ({ node }) => lineOf(tree.code, node.start) <= line && line <= lineOf(tree.code, node.end),
  );
  return home?.name ?? null;
}

/** A statement at the top of a source: its place in the code without types, the names that it gives, and those that it reads. */
export type Statement = {
  readonly names: readonly string[];
  readonly reads: readonly string[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

export function statementsIn(source: string): readonly Statement[] {
  const tree = treeOf(source);
  if (tree === null) return [];
  return tree.program.body.map((outer) => {
    const statement = outer.type === "ExportNamedDeclaration" ? outer.declaration : outer;
    const names =
      statement?.type === "VariableDeclaration"
        ? statement.declarations.flatMap(({ id }) => tree.text(id as Node).match(/[A-Za-z_$][\w$]*/g) ?? [])
        : statement?.type === "FunctionDeclaration" && statement.id !== null
          ? [statement.id.name]
          : [];
    const reads = within(outer as Node).flatMap((node) => {
      const parent = tree.parentOf(node);
      const isField =
        (parent?.type === "MemberExpression" && parent.property === node && !parent.computed) ||
        (parent?.type === "Property" && parent.key === node && !parent.shorthand);
      return node.type === "Identifier" && !isField ? [node.name] : [];
    });
    return { names, reads: [...new Set(reads)], text: tree.text(outer as Node), start: outer.start, end: outer.end };
  });
}

/** Names of the top-level functions that a source exports. */
export const exportedIn = (source: string): readonly string[] =>
  (treeOf(source)?.homes ?? []).flatMap(({ name, exported }) => (exported ? [name] : []));

/** The top-level function that a line of a source lies in, or null where that makes functions itself, as a layer with its two passes does. */
export function plainFunctionAt(source: string, line: number): string | null {
  const tree = treeOf(source);
  const name = functionAt(source, line);
  const home = tree?.homes.find((one) => one.name === name);
  if (home === undefined) return null;
  const inner = within(home.node).filter(({ type }) => /Function|Class/.test(type));
  return inner.length > 1 ? null : name;
}

/** A source without its types, as mutants have it. */
export const plainCode = (source: string): string => treeOf(source)?.code ?? source;

/** A function whose whole body is one expression on one line, and the functions of the file that it names; null for any other. */
export function onlyExpression(
  source: string,
  name: string,
): { readonly line: number; readonly calls: readonly string[] } | null {
  const tree = treeOf(source);
  const home = tree?.homes.find((one) => one.name === name);
  if (tree == null || home === undefined || !("body" in home.node)) return null;
  const body = home.node.body as Node;
  const [only, ...more] = body.type === "BlockStatement" ? (body.body as Node[]) : [body];
  const value =
    only?.type === "ReturnStatement" ? (only.argument as Node | null) : body.type === "BlockStatement" ? null : body;
  if (more.length > 0 || value == null) return null;
  const [first, last] = [lineOf(tree.code, value.start), lineOf(tree.code, value.end)];
  const own = new Set([...tree.homes.map((one) => one.name), ...constantsOf(tree)]);
  const calls = within(value).flatMap((one) => (one.type === "Identifier" && own.has(one.name) ? [one.name] : []));
  return first === last ? { line: first, calls: [...new Set(calls)] } : null;
}

/** Names that the file gives to anything at its top. */
const constantsOf = (tree: Tree): string[] =>
  tree.nodes.flatMap((one) =>
    one.type === "VariableDeclarator" && one.id.type === "Identifier" && tree.homeOf(one) === null ? [one.id.name] : [],
  );

/** Names that stand in what a file gives to a name at its top, a function or another value: none in strings and remarks. */
export function namesRead(source: string, name: string): readonly string[] {
  const tree = treeOf(source);
  const given = tree?.nodes.find((one) => {
    const isOuter =
      one.type === "VariableDeclarator"
        ? tree.homeOf(one) === null
        : one.type === "FunctionDeclaration" && tree.homeOf(one)?.node === one;
    return isOuter && "id" in one && one.id?.type === "Identifier" && one.id.name === name;
  });
  const value = given?.type === "VariableDeclarator" ? given.init : given;
  const names =
    value == null ? [] : within(value as Node).flatMap((one) => (one.type === "Identifier" ? one.name : []));
  return [...new Set(names)];
}
