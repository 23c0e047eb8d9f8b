import { lineOf, treeOf } from "./tree.ts";

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
  const within = tree?.homes.find(
    ({ node }) => lineOf(tree.code, node.start) <= line && line <= lineOf(tree.code, node.end),
  );
  return within?.name ?? null;
}

/** A source without its types, as mutants have it. */
export const plainCode = (source: string): string => treeOf(source)?.code ?? source;
