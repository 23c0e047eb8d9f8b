import { ND_SYNONYMS } from "#lib/core/nd-synonyms.ts";
import type { GuestError } from "#lib/core/runner.ts";
import { operations } from "#lib/engine/tensor/index.ts";
import type { SourceFile } from "../strip.ts";
import { lineAt } from "./line.ts";

/** What a line that could not be read has of Python, and what is written here. */
const LINES: readonly (readonly [python: RegExp, here: string])[] = [
  [/^\s*def\s+\w/, "def is Python's; a function begins `function name(a, b) {` here and ends with `}`"],
  [
    /^\s*(?:import\s+\w+(?:\.\w+)*\s*(?:as\s+\w+\s*)?;?|from\s+[\w.]+\s+import\b.*)$/,
    "nothing is imported here: nd is there by itself",
  ],
  [
    /^\s*for\s+\w+(?:\s*,\s*\w+)*\s+in\b/,
    "a loop is written `for (let i = 0; i < n; i++) {` or `for (const row of rows) {`, and ends with `}`",
  ],
  [
    /^\s*(?:if|elif|while)\b[^({]*[^:]*:\s*$/,
    "a condition stands in parentheses and what depends on it in braces: `if (a > 0) { … }`",
  ],
  [/^\s*(?:elif\b|else\s*:)/, "it is written `else if (…) { … }` and `else { … }`"],
  [/^\s*#/, "a remark begins with //"],
  [/\blambda\b/, "a function without a name is written `(x) => x + 1`"],
  [/[\w)\]](?<!\belse)\s+if\s+.+\s+else\s+\S/, "a choice between two values is written `condition ? a : b`"],
  [/[\w)\]]\s+(?:and|or)\s+[\w(!-]/, "and is written &&, or is written ||"],
  [/(?:^|[\s(=])not\s+[\w(]/, "not is written !"],
  [
    /\bf\s*(?:;|$)/,
    "a text with values in it stands between backticks, and each value in it in braces after a dollar sign",
  ],
  [/[\w)\]]\s*@\s*[\w(]/, "there is no operator @: a product of matrices is nd.matmul(a, b)"],
  [
    /[\w)\]]\[(?!\w+\s*:\s*(?:string|number)\])[^[\](){}?]*:[^[\](){}?]*\]/,
    "there are no slices with a colon: a tensor has row(i), col(j), slice(…) and get(i, j)",
  ],
  [/(?<![\w.$])\d+(?:\.\d+)?(?!e[-+]?\d|n\b|x[\da-fA-F]|b[01]|o[0-7])[A-Za-z_]/, "a product needs its sign: 2 * x"],
];

const ARGUMENTS = "arguments are given in order here, or in braces: sum(1, true) or sum({ axis: 1, keepdims: true })";

/** Names that Python and its libraries have, and what is here in their place. */
const NAMES: { readonly [name: string]: string } = {
  ...of("np numpy jnp torch tf keras", "the library of tensors is called nd here: nd.matmul(a, b), nd.tanh(x)"),
  math: "it is called Math: Math.log(x)",
  len: "a list has xs.length, a tensor X.shape[0] and X.size",
  range: "a loop over numbers is written for (let i = 0; i < n; i++)",
  print: "it is called console.log",
  True: "it is written true",
  False: "it is written false",
  None: "it is written null",
  self: "what a function needs are its arguments",
  ...of("float int", "numbers need no conversion; Math.trunc(x) cuts the digits off"),
  ...of("axis keepdims dtype", ARGUMENTS),
};

function of(names: string, here: string): { readonly [name: string]: string } {
  return Object.fromEntries(names.split(" ").map((name) => [name, here]));
}

const FUNCTIONS = new Set([
  ...operations.filter((o) => o.home === "nd").map(({ name }) => name),
  ...Object.keys(ND_SYNONYMS),
]);
const MATHS = new Set(Object.getOwnPropertyNames(Math));

const NOT_DEFINED = /^'([\w$]+)' is not defined$/;

/** An error that comes of a habit from Python or NumPy, told as what is written here. */
export function fromPython(error: GuestError, files: readonly SourceFile[]): GuestError {
  const line = lineAt(error, files);
  if (line === null) return error;
  if (error.name === "SyntaxError") {
    const row = LINES.find(([python]) => python.test(line));
    return row === undefined ? error : { ...error, message: `This cannot be read: ${row[1]}.` };
  }
  const name = error.name === "ReferenceError" ? NOT_DEFINED.exec(error.message)?.[1] : undefined;
  const here =
    name === undefined ? null : hereOf(name, line, files.find((file) => file.name === error.at?.file)?.source ?? "");
  return here === null ? error : { ...error, message: `'${name}' is not defined: ${here}.` };
}

function hereOf(name: string, line: string, source: string): string | null {
  if (isNamed(name, line)) return ARGUMENTS;
  if (SEVERAL.test(line))
    return "several values are taken apart by `const { dW1, db1 } = f(x)`, or by `const [a, b] = f(x)` from a list";
  if (Object.hasOwn(NAMES, name)) return NAMES[name] as string;
  if (FUNCTIONS.has(name))
    return MATHS.has(name) ? `it is nd.${name} for tensors and Math.${name} for numbers` : `it is nd.${name}`;
  if (MATHS.has(name)) return `it is Math.${name}`;
  const like = namesIn(source).find((other) => other !== name && plainOf(other) === plainOf(name));
  return like === undefined ? null : `there is ${like} in this file`;
}

/** Whether a name is given to an argument, or is what an argument with a name is given: `sum(x, keepdims=True)`. */
const isNamed = (name: string, line: string): boolean =>
  new RegExp(`[(,]\\s*${name}\\s*=[^=>]|[(,]\\s*\\w+\\s*=\\s*${name}\\s*[,)]`).test(line);

/** `dW1, db1 = backward(p, X)`. */
const SEVERAL = /^\s*\w+(?:\s*,\s*\w+)+\s*=[^=]/;

const NAMES_READ = 2000;
const namesIn = (source: string): readonly string[] => (source.match(/[A-Za-z_$][\w$]*/g) ?? []).slice(0, NAMES_READ);

/** Without case and underscores. */
const plainOf = (name: string): string => name.replaceAll("_", "").toLowerCase();
