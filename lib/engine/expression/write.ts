import { einsumSpec } from "./einsum.ts";
import { entrywise } from "./entrywise.ts";
import type { BinaryOp, Formula, FormulaNode } from "./formula.ts";
import { structural } from "./functions.ts";
import { ALL, AT, BAR, EXPECTATION, SUMOVER } from "./indexed.ts";
import { symbolTex, symbolWords } from "./names.ts";

/** How one way of writing puts the pieces together. */
type Style = {
  readonly symbol: (name: string) => string;
  readonly number: (value: number) => string;
  readonly brackets: (inner: string) => string;
  readonly transpose: (base: string) => string;
  readonly power: (base: string, exponent: string) => string;
  readonly call: (fn: string, primes: number, args: readonly string[]) => string;
  /** Functions that are not written as a name with brackets. */
  readonly special: { readonly [fn: string]: (args: readonly string[]) => string | null };
  readonly sign: { readonly [op in BinaryOp]: string };
  /** A quotient over a line, which needs no brackets around its parts. */
  readonly quotient: ((over: string, under: string) => string) | null;
  readonly dot: string;
  readonly einsum: (letters: string, factors: string) => string;
};

const tex = (names: { readonly [name: string]: string }): Style => ({
  symbol: (name) => names[name] ?? symbolTex(name),
  number: (value) => {
    const [mantissa = "", exponent] = String(value).split("e");
    return exponent === undefined ? mantissa : `${mantissa} \\cdot 10^{${Number(exponent)}}`;
  },
  brackets: (inner) => `\\left(${inner}\\right)`,
  transpose: (base) => `${base.includes("^") && !base.startsWith("\\left(") ? `\\left(${base}\\right)` : base}^{\\top}`,
  power: (base, exponent) =>
    `${base.includes("^") && !base.startsWith("\\left(") ? `\\left(${base}\\right)` : base}^{${exponent}}`,
  call: (fn, primes, args) => {
    const name = fn === "g" ? "g" : (entrywise[fn]?.tex ?? structural[fn]?.tex ?? fn);
    return `${name}${"'".repeat(primes)}\\left(${args.join(", ")}\\right)`;
  },
  special: texForms,
  sign: { add: " + ", subtract: " - ", product: " \\, ", star: " \\ast ", hadamard: " \\odot ", divide: " / " },
  quotient: (over, under) => `\\frac{${over}}{${under}}`,
  dot: " \\cdot ",
  einsum: (letters, factors) => `\\operatorname{einsum}\\left(\\text{'${letters}'}, ${factors}\\right)`,
});

type Forms = Style["special"];

const relation =
  (sign: string, open: string, close: string): Forms[string] =>
  ([a, b]) =>
    `${open}${a} ${sign} ${b}${close}`;

const texForms: Forms = {
  sumover: ([body, index, limit]) => `\\sum_{${index}${limit ? `=1}^{${limit}}` : "}"} ${body}`,
  at: ([of = "", ...indices]) => {
    if (indices.length > 1) return `${of}_{${indices.join(indices.includes(ALL) ? "," : "")}}`;
    return of.endsWith("]}") ? `${of.slice(0, -1)}(${indices[0]})}` : `${of}^{(${indices[0]})}`;
  },
  each: ([entry]) => entry ?? "",
  kronecker: (indices) => `\\delta_{${indices.join("")}}`,
  greater: relation(">", "\\left(", "\\right)"),
  less: relation("<", "\\left(", "\\right)"),
  atleast: relation("\\ge", "\\left(", "\\right)"),
  atmost: relation("\\le", "\\left(", "\\right)"),
  where: ([test = "", then, other]) => {
    const tested = indicesIn(test) ?? /^\\left\((.*)\\right\)$/.exec(test)?.[1] ?? test;
    const more = /^\\begin\{cases\} (.*) \\end\{cases\}$/.exec(other ?? "")?.[1];
    const rest = more ?? (other === undefined ? null : `${other} & \\text{otherwise}`);
    return `\\begin{cases} ${then} & ${tested}${rest === null ? "" : ` \\\\ ${rest}`} \\end{cases}`;
  },
  norm: ([of]) => `\\left\\lVert ${of}\\right\\rVert`,
  norm1: ([of]) => `\\left\\lVert ${of}\\right\\rVert_{1}`,
  norm2: ([of]) => `\\left\\lVert ${of}\\right\\rVert_{2}`,
  norminf: ([of]) => `\\left\\lVert ${of}\\right\\rVert_{\\infty}`,
  [EXPECTATION]: ([of]) => `\\mathbb{E}\\left[${of}\\right]`,
  derivative: ([body, by]) => `\\frac{d}{d ${by}}\\left(${body}\\right)`,
  matrix: (args) => `\\begin{pmatrix} ${rowsOf(args, " & ").join(" \\\\ ")} \\end{pmatrix}`,
  ones: ([size, columns]) => (columns === undefined ? indexed("\\mathbf{1}", size) : null),
  eye: ([size]) => indexed("I", size),
};

/** δ_{ij} as a test of its indices. */
function indicesIn(test: string): string | null {
  const [, not, i, j] = /^(1 - )?\\delta_\{([a-z])([a-z])\}$/.exec(test) ?? [];
  return i === undefined ? null : `${i} ${not === undefined ? "=" : "\\ne"} ${j}`;
}

const indexed = (letter: string, index: string | undefined): string =>
  index === undefined ? letter : `${letter}_{${index}}`;

/** The entries of a matrix that is written out, each row joined. */
const rowsOf = ([columns, ...entries]: readonly string[], between: string): readonly string[] => {
  const width = Number(columns) || entries.length;
  return Array.from({ length: entries.length / width }, (_, i) =>
    entries.slice(i * width, (i + 1) * width).join(between),
  );
};

const wordForms: Forms = {
  [BAR]: ([of]) => `mean(${of})`,
  matrix: (args) => `[${rowsOf(args, ", ").join("; ")}]`,
  sumover: ([body, index, limit]) => `Σ_{${index}${limit ? `=1}^{${limit}}` : "}"} ${body}`,
  at: ([of, ...indices]) => {
    if (indices.includes(ALL)) return `${of}_{${indices.join(",")}}`;
    const index = indices.join("");
    return of?.startsWith("(") || /\d[a-z]|[a-z]\d/.test(index) ? `${of}_{${index}}` : `${of}_${index}`;
  },
  each: ([entry]) => entry ?? "",
  kronecker: (indices) => `δ_${indices.join("")}`,
  greater: relation(">", "(", ")"),
  less: relation("<", "(", ")"),
  atleast: relation("≥", "(", ")"),
  atmost: relation("≤", "(", ")"),
  norm: ([of]) => `‖${of}‖`,
  norm1: ([of]) => `‖${of}‖₁`,
  norm2: ([of]) => `‖${of}‖₂`,
  norminf: ([of]) => `‖${of}‖_∞`,
  [EXPECTATION]: ([of]) => `E[${of}]`,
  derivative: ([body, by]) => `d/d${by}(${body})`,
  ones: ([size]) => (size === undefined ? "𝟏" : null),
  eye: ([size]) => (size === undefined ? "I" : null),
};

const words: Style = {
  symbol: symbolWords,
  number: (value) => String(value).replace("-", "−"),
  brackets: (inner) => `(${inner})`,
  transpose: (base) => `${base}ᵀ`,
  power: (base, exponent) => `${base}^${exponent}`,
  call: (fn, primes, args) => `${fn === "sigma" ? "σ" : fn}${"′".repeat(primes)}(${args.join(", ")})`,
  special: wordForms,
  sign: { add: " + ", subtract: " − ", product: " ", star: " * ", hadamard: " ⊙ ", divide: " / " },
  quotient: null,
  einsum: (letters, factors) => `einsum('${letters}', ${factors})`,
  dot: " · ",
};

/** How tightly a node holds together: sums 1, negations 1.5, products 2, suffixes 3, atoms 4. */
function tightness(node: FormulaNode): number {
  if (node.kind === "binary") return node.op === "add" || node.op === "subtract" ? 1 : 2;
  if (node.kind === "negate") return 1.5;
  if (node.kind === "call" && (node.fn === SUMOVER || node.fn === "derivative")) return 1.4;
  return node.kind === "transpose" || node.kind === "power" ? 3 : 4;
}

function write(node: FormulaNode, style: Style): string {
  const part = (of: FormulaNode, atLeast: number): string => {
    const inner = write(of, style);
    return tightness(of) < atLeast ? style.brackets(inner) : inner;
  };
  switch (node.kind) {
    case "number":
      return style.number(node.value);
    case "symbol":
      return style.symbol(node.name);
    case "negate":
      return `-${part(node.of, 2)}`;
    case "transpose":
      return style.transpose(part(node.of, 3.5));
    case "power":
      return style.power(part(node.base, 3.5), style.quotient ? write(node.exponent, style) : part(node.exponent, 3.5));
    case "call": {
      const args = node.args.map((arg) => write(arg, style));
      // A Σ reaches as far as its product; a sum under it needs brackets.
      if (node.fn === AT) args[0] = part(node.args[0] as FormulaNode, 3.5);
      if (node.fn === SUMOVER) args[0] = part(node.args[0] as FormulaNode, 1.45);
      const spec = einsumSpec(node.fn);
      if (spec !== null) return style.einsum(spec, args.join(", "));
      return (node.primes === 0 && style.special[node.fn]?.(args)) || style.call(node.fn, node.primes, args);
    }
    case "binary":
      return writeBinary(node, style, part);
  }
}

function writeBinary(
  node: Extract<FormulaNode, { kind: "binary" }>,
  style: Style,
  part: (of: FormulaNode, atLeast: number) => string,
): string {
  const { op, left, right } = node;
  if (op === "add" || op === "subtract") return part(left, 1) + style.sign[op] + part(right, op === "add" ? 1.6 : 2);
  if (op === "divide" && style.quotient) return style.quotient(write(left, style), write(right, style));
  // (A ⊙ B) C is what left to right means; the brackets show it where a reader might take it for A ⊙ (B C).
  const turns = op === "product" && left.kind === "binary" && left.op === "hadamard";
  const before = turns ? style.brackets(write(left, style)) : part(left, 1.5);
  const after = style.quotient && isQuotient(right) ? write(right, style) : part(right, 3);
  return before + ((op === "product" || op === "star") && /^[\d.]/.test(after) ? style.dot : style.sign[op]) + after;
}

const isQuotient = (node: FormulaNode): boolean => node.kind === "binary" && node.op === "divide";

/** The formula for KaTeX, with brackets where they are needed. `names` overrides the TeX of single symbols. */
export const toTex = (formula: Formula, names: { readonly [name: string]: string } = {}): string =>
  write(formula.root, tex(names));

/** TeX of a part of a formula. */
export const nodeTex = (node: FormulaNode, names: { readonly [name: string]: string } = {}): string =>
  write(node, tex(names));

/** A part of a formula in plain text, for sentences: W2ᵀ δ2 ⊙ g′(z1). */
export const nodeWords = (node: FormulaNode): string => write(node, words);
