import { parseExpressionAt } from "acorn";
import { ND_SYNONYMS } from "#lib/core/nd-synonyms.ts";
import { nearest } from "#lib/core/nearest.ts";
import type { GuestError } from "#lib/core/runner.ts";
import { operations } from "#lib/engine/tensor/index.ts";
import type { SourceFile } from "./strip.ts";

/** The engine's words where something is called that is no function. It does not say what. */
const UNCALLABLE = "not a function";

const FUNCTIONS = [...operations.filter((o) => o.home === "nd").map(({ name }) => name), ...Object.keys(ND_SYNONYMS)];
const METHODS = new Set(
  operations.filter((o) => o.method && (o.home === "nd" || o.home === "method")).map(({ name }) => name),
);
/** Methods of lists that call what they are given: there the list's own method is a function. */
const CALLERS = new Set(
  "map filter forEach reduce reduceRight every some find findIndex findLast flatMap sort".split(" "),
);

/** What stands before an opening parenthesis: a path of names, or the last name after something that was computed. */
const CALLEE =
  /(?:^|[^\w$.\s])\s*((?:[A-Za-z_$][\w$]*\s*\.\s*)*[A-Za-z_$][\w$]*)\s*$|[)\]}'"`]\s*\.\s*([A-Za-z_$][\w$]*)\s*$/;
const LONGEST = 60;
/** Characters before the parenthesis that are looked at. */
const REACH = 200;

/** The error, with what was called in its words: read off the person's own file, where the engine points. */
export function withCallee(error: GuestError, files: readonly SourceFile[]): GuestError {
  const { at } = error;
  if (error.name !== "TypeError" || error.message !== UNCALLABLE || at === null) return error;
  const callee = calleeAt(files.find(({ name }) => name === at.file)?.source ?? "", at);
  const [, path, method] = (callee !== null && CALLEE.exec(callee)) || [];
  const message =
    path !== undefined ? pathWords(path.replace(/\s/g, "")) : method !== undefined ? methodWords(method) : null;
  return message === null ? error : { ...error, message };
}

/** The text that ends with what is called. The engine points at the parenthesis, or at the `return` of a call that is given back. */
function calleeAt(source: string, { line, column }: { readonly line: number; readonly column: number }): string | null {
  const lines = source.split("\n").slice(0, line);
  const at = [...lines.slice(0, -1), ""].join("\n").length + column - 1;
  if (source[at] === "(") return source.slice(Math.max(0, at - REACH), at);
  if (!source.startsWith("return", at)) return null;
  try {
    const node = parseExpressionAt(source, at + "return".length, { ecmaVersion: "latest" });
    return node.type === "CallExpression" ? source.slice(node.callee.start, node.callee.end) : null;
  } catch {
    // Types stand in it.
    return null;
  }
}

function pathWords(path: string): string | null {
  if (path.length > LONGEST || /^(?:if|for|while|switch|return|typeof|await|new)$/.test(path)) return null;
  const [first, name, ...rest] = path.split(".");
  if (first === "nd" && name !== undefined && rest.length === 0) {
    const near = nearest(name, FUNCTIONS);
    return `nd has no function ${name}${near === null ? "" : `; did you mean nd.${near}?`}`;
  }
  const method = path.slice(path.lastIndexOf(".") + 1);
  if (method === path) return `${path} is not a function`;
  if (CALLERS.has(method))
    return `${path} is called with something that is not a function, or on something that is not a list`;
  return `${path} is not a function${hint(method, path.slice(0, path.lastIndexOf(".")))}`;
}

function methodWords(method: string): string {
  if (CALLERS.has(method))
    return `${method} is called with something that is not a function, or on something that is not a list`;
  return `what stands before .${method} has no such method${hint(method, "…")}`;
}

/** What other libraries of tensors call what has another name here, or is no call. */
const ELSEWHERE: { readonly [method: string]: string } = {
  shape: "it is a list: X.shape[0] is the number of rows",
  size: "it is a number: X.size",
  ndim: "it is a number: X.ndim",
  T: "it is written without parentheses: X.T",
  t: "the transpose is X.T",
  tolist: "a tensor's list of rows is X.toArray()",
  numpy: "a tensor's list of rows is X.toArray()",
  flatten: "it is X.reshape(X.size)",
  ravel: "it is X.reshape(X.size)",
  view: "it is X.reshape(…)",
  mm: "it is nd.matmul(A, B)",
  bmm: "it is nd.matmul(A, B)",
  astype: "all tensors hold 64-bit floats",
  gt: "it is X.greater(y)",
  lt: "it is X.less(y)",
  ge: "it is X.greater_equal(y)",
  le: "it is X.less_equal(y)",
  eq: "it is X.equal(y)",
  clamp: "it is X.clip(low, high)",
};

/** A list of numbers has none of a tensor's methods, and tensors have other names than elsewhere. */
function hint(method: string, of: string): string {
  if (METHODS.has(method) || Object.hasOwn(ND_SYNONYMS, method))
    return `: tensors have it, lists and plain numbers do not; nd.array(${of}) makes a tensor`;
  if (Object.hasOwn(ELSEWHERE, method)) return `: ${ELSEWHERE[method]}`;
  const near = method.length > 3 ? nearest(method, METHODS) : null;
  return near === null ? "" : `; tensors have .${near}`;
}
