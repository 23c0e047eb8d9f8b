import {
  type ArrowFunctionExpression,
  type Expression,
  type Function as FunctionNode,
  type Program,
  parse,
  tokenizer,
} from "acorn";
import { fail, ok, type Result } from "#lib/core/result.ts";
import type { GuestError } from "#lib/core/runner.ts";
import type { MapColumn } from "./columns.ts";
import { NESTED } from "./strip.ts";

/** Code that tells a function of the name `counter` which of the named functions was entered (by its index). */
type Instrumented = { readonly code: string; readonly counter: string; readonly column: MapColumn };

export type Edit = { readonly at: number; readonly text: string };

/**
 * Inserts a call of the counter at the entry of each named top-level function: declarations, functions and arrows bound
 * to a name, and names under which another function is exported. A name bound to anything else is wrapped, so that a
 * function made by a call is counted too. Lines keep their numbers; `column` undoes the insertions.
 */
export function instrument(file: string, code: string, names: readonly string[]): Result<Instrumented, GuestError> {
  try {
    const program = parse(code, { ecmaVersion: "latest", sourceType: "module" });
    const counter = freshName(code);
    const edits = editsOf(program, names, counter).sort((a, b) => a.at - b.at);
    return ok({ code: applied(code, edits), counter, column: undo(code, edits) });
  } catch (error) {
    if (error instanceof RangeError) return fail(NESTED);
    if (!(error instanceof SyntaxError)) throw error;
    const { loc } = error as SyntaxError & { readonly loc?: { readonly line: number; readonly column: number } };
    const at = loc === undefined ? null : { file, line: loc.line, column: loc.column + 1 };
    return fail({ name: "SyntaxError", message: error.message.replace(/ \(\d+:\d+\)$/, ""), at, stack: [] });
  }
}

function editsOf(program: Program, names: readonly string[], counter: string): Edit[] {
  const { functions, values, exported } = topLevel(program);
  const edits: Edit[] = [];
  const done = new Set<string>();
  names.forEach((name, index) => {
    let local = exported.get(name) ?? name;
    for (const seen = new Set<string>(); !seen.has(local); ) {
      seen.add(local);
      const value = values.get(local);
      if (value?.type === "Identifier" && (functions.has(value.name) || values.has(value.name))) local = value.name;
    }
    if (done.has(local)) return;
    done.add(local);
    const entered = functions.get(local);
    const value = values.get(local);
    if (entered !== undefined) edits.push(...atEntry(entered, `${counter}(${index})`));
    else if (value !== undefined)
      edits.push({ at: value.start, text: `${counter}(${index},(` }, { at: value.end, text: "))" });
  });
  return edits;
}

type Entered = FunctionNode | ArrowFunctionExpression;

/** Functions and other values bound at the top level, and the local name behind each exported one. */
function topLevel(program: Program) {
  const functions = new Map<string, Entered>();
  const values = new Map<string, Expression>();
  const exported = new Map<string, string>();
  for (const outer of program.body) {
    if (outer.type === "ExportNamedDeclaration") {
      for (const { local, exported: as } of outer.specifiers) {
        if (local.type === "Identifier" && as.type === "Identifier") exported.set(as.name, local.name);
      }
    }
    const statement = outer.type === "ExportNamedDeclaration" ? outer.declaration : outer;
    if (statement?.type === "FunctionDeclaration" && statement.id !== null) functions.set(statement.id.name, statement);
    if (statement?.type !== "VariableDeclaration") continue;
    for (const { id, init } of statement.declarations) {
      if (id.type !== "Identifier" || !init) continue;
      if (init.type === "ArrowFunctionExpression" || init.type === "FunctionExpression") functions.set(id.name, init);
      else values.set(id.name, init);
    }
  }
  return { functions, values, exported };
}

function atEntry({ body }: Entered, call: string): Edit[] {
  if (body.type === "BlockStatement") return [{ at: body.start + 1, text: `${call};` }];
  return [
    { at: body.start, text: `(${call},` },
    { at: body.end, text: ")" },
  ];
}

/** A name that no token of the code has, however it is escaped. */
export function freshName(code: string): string {
  if (!/entered|\\/.test(code)) return "entered";
  const taken = new Set<string>();
  for (const token of tokenizer(code, { ecmaVersion: "latest", sourceType: "module" })) {
    const { value } = token as { readonly value?: unknown };
    if (typeof value === "string") taken.add(value);
  }
  let name = "entered";
  for (let n = 1; taken.has(name); n++) name = `entered${n}`;
  return name;
}

export function applied(code: string, edits: readonly Edit[]): string {
  let out = "";
  let from = 0;
  for (const { at, text } of edits) {
    out += code.slice(from, at) + text;
    from = at;
  }
  return out + code.slice(from);
}

export function undo(code: string, edits: readonly Edit[]): MapColumn {
  const starts = [0];
  for (let i = code.indexOf("\n"); i >= 0; i = code.indexOf("\n", i + 1)) starts.push(i + 1);
  return (line, column) => {
    const start = starts[line - 1] ?? 0;
    const end = starts[line] ?? Number.POSITIVE_INFINITY;
    let mapped = column;
    for (const { at, text } of edits) {
      if (at < start || at >= end) continue;
      if (at - start < mapped - 1) mapped = Math.max(at - start + 1, mapped - text.length);
    }
    return mapped;
  };
}
