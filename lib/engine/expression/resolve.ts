import type { FormulaNode } from "./formula.ts";
import { AT, BAR, type Call, KRONECKER, nameOf, SUMOVER } from "./indexed.ts";
import { nodeWords } from "./write.ts";

/** Other names for what an exercise calls by one: { a3: "yhat", phi: "g", "σ(z3)": "yhat" }. */
export type Synonyms = { readonly [name: string]: string };

type Scope = {
  readonly names: ReadonlySet<string>;
  readonly synonyms: Synonyms;
  /** There are synonyms that are more than a name. */
  readonly forms: boolean;
  readonly bound: ReadonlySet<string>;
  /** y_1 is an entry of y where there is no y1. */
  readonly numbered: boolean;
  /** Columns of which x^{(i)} is the whole: there is one example, and it is any. */
  readonly single: ReadonlySet<string>;
};
type Symbol = Extract<FormulaNode, { kind: "symbol" }>;

/**
 * The tree with the names that the exercise knows: synonyms by their own name, `x^{(i)}` under a Σ over i as one example of x or X,
 * `W^2` as W2 where there is no W. What stays unknown keeps the name that was typed.
 *
 * @param open letters that number entries though no Σ runs over them; with them, numbers may do so too.
 * @param single symbols that are one example: of them, x^{(i)} outside of a Σ is x.
 */
export const resolve = (
  root: FormulaNode,
  names: readonly string[],
  synonyms: Synonyms = {},
  open: readonly string[] | null = null,
  single: readonly string[] = [],
): FormulaNode =>
  settle(root, {
    names: new Set(names),
    synonyms,
    forms: Object.keys(synonyms).some((form) => !/^\w+$/.test(form)),
    bound: new Set(open ?? []),
    numbered: open !== null,
    single: new Set(single),
  });

function settle(node: FormulaNode, scope: Scope): FormulaNode {
  if (scope.forms && node.kind !== "symbol" && node.kind !== "number") {
    const name = scope.synonyms[nodeWords(node)];
    if (name !== undefined && scope.names.has(name)) return { kind: "symbol", name, from: node.from, to: node.to };
  }
  switch (node.kind) {
    case "number":
      return node;
    case "symbol":
      return symbol(node, scope);
    case "negate":
    case "transpose":
      return { ...node, of: settle(node.of, scope) };
    case "binary":
      return { ...node, left: settle(node.left, scope), right: settle(node.right, scope) };
    case "power":
      return layer(node, scope) ?? { ...node, base: settle(node.base, scope), exponent: settle(node.exponent, scope) };
    case "call":
      return node.fn === SUMOVER ? sum(node, scope) : { ...node, args: node.args.map((arg) => settle(arg, scope)) };
  }
}

/** W^2 and δ^2 name a layer where there is no W or δ without a number. */
function layer(node: Extract<FormulaNode, { kind: "power" }>, { names, synonyms }: Scope): Symbol | null {
  const { base, exponent } = node;
  if (base.kind !== "symbol" || exponent.kind !== "number" || names.has(base.name)) return null;
  const name = canonical(base.name + exponent.value, names, synonyms);
  return name === null ? null : { kind: "symbol", name, from: node.from, to: node.to };
}

function sum(node: Extract<FormulaNode, { kind: "call" }>, scope: Scope): FormulaNode {
  const [body, index, limit] = node.args as readonly [FormulaNode, Symbol, FormulaNode?];
  const inner = settle(body, { ...scope, bound: new Set([...scope.bound, nameOf(index)]) });
  // The number of examples often has no name in the exercise; a limit that is unknown there means all of them.
  const upto = limit && (limit.kind !== "symbol" || scope.names.has(limit.name)) ? [settle(limit, scope)] : [];
  return { ...node, args: [inner, index, ...upto] };
}

function symbol(node: Symbol, scope: Scope): FormulaNode {
  const { names, synonyms, bound } = scope;
  const name = canonical(node.name, names, synonyms);
  if (name !== null) return { ...node, name };
  const under = barred(node.name, names, synonyms);
  if (under !== null) return mean(node, under);
  const [base = "", ...marks] = node.name.split("_");
  if (marks.at(-1)?.startsWith("#")) return placed(node, base, [...(marks.at(-1) as string).slice(1)], scope) ?? node;
  const example = marks.at(-1)?.startsWith("(") === true;
  const indices = marks
    .map((mark) => mark.replace(/[()]/g, ""))
    .flatMap((mark) => (bound.has(mark) ? [mark] : [...mark]));
  const whole = example && !bound.has(indices[0] ?? "") ? canonical(base, names, synonyms) : null;
  if (whole !== null && scope.single.has(whole)) return { ...node, name: whole };
  if (indices.length === 0 || indices.length > 2 || !indices.every((index) => bound.has(index)))
    return constant(node, names) ?? (scope.numbered ? numbered(node, scope) : null) ?? node;
  if (base === "delta" && indices.length === 2 && canonical("delta", names, synonyms) === null)
    return call(node, KRONECKER, indices);
  const [own, other] = [base, otherCase(base)].map((each) => canonical(each, names, synonyms));
  // x^{(i)} is an example of X even where there is an x.
  const of = (example && base !== base.toUpperCase() ? other : null) ?? own ?? other ?? null;
  if (of === null) return node;
  return call(node, AT, [of, ...indices]);
}

const call = ({ from, to }: Symbol, fn: string, names: readonly string[]): Call => ({
  kind: "call",
  fn,
  primes: 0,
  args: names.map((name): FormulaNode => ({ kind: "symbol", name, from, to })),
  from,
  to,
});

/** The entry of W3 at the row and column of W3_{1i}, of δ2 in δ_{2,i}, and of z2 in z2_1: indices that a Σ runs over, numbers, and a colon for all. */
function placed(node: Symbol, base: string, places: readonly string[], scope: Scope): FormulaNode | null {
  const known = (name: string) => canonical(name, scope.names, scope.synonyms);
  const layered = places.length > 2 || (places.length === 2 && places[1] !== ":") ? known(base + places[0]) : null;
  const of = layered ?? known(base) ?? known(otherCase(base));
  const indices = layered === null ? places : places.slice(1);
  const counts = (one: string) => /[\d:]/.test(one) || scope.bound.has(one);
  if (of === null || indices.length > 2 || !indices.every(counts)) return null;
  const { from, to } = node;
  const args = indices.map(
    (one): FormulaNode =>
      /\d/.test(one) ? { kind: "number", value: Number(one), from, to } : { kind: "symbol", name: one, from, to },
  );
  return { ...call(node, AT, [of]), typed: "entry", args: [{ kind: "symbol", name: of, from, to }, ...args] };
}

/** y_1 of y, and x_1 of X. */
function numbered(node: Symbol, { names, synonyms }: Scope): FormulaNode | null {
  const [, base = "", digits] = /^([A-Za-z]+)_?(\d+)$/.exec(node.name) ?? [];
  if (digits === undefined) return null;
  const own = canonical(base, names, synonyms);
  const of = own ?? canonical(otherCase(base), names, synonyms);
  if (of === null) return null;
  const { from, to } = node;
  const picked = { ...call(node, AT, [of]), ...(own === null ? { typed: "column" } : {}) };
  return { ...picked, args: [...picked.args, { kind: "number", value: Number(digits), from, to }] };
}

/** I, I_3 and I_n, and 𝟏_m from the grammar: an identity, or a column of ones, whose size may be left to follow from its place. */
function constant(node: Symbol, names: ReadonlySet<string>): FormulaNode | null {
  const [, letter, mark = ""] = /^(I|𝟏)(\d*|_\w+)$/u.exec(node.name) ?? [];
  if (letter === undefined || (letter === "I" && [...names].some((name) => /^I\d*$/.test(name)))) return null;
  const size = mark.replace("_", "");
  const { from, to } = node;
  const said: readonly FormulaNode[] = /^\d+$/.test(size)
    ? [{ kind: "number", value: Number(size), from, to }]
    : names.has(size)
      ? [{ kind: "symbol", name: size, from, to }]
      : [];
  return { kind: "call", fn: letter === "I" ? "eye" : "ones", primes: 0, args: said, from, to };
}

/** The symbol that a bar stands over, as in \bar{\Delta}; null where there is none. */
const barred = (name: string, names: ReadonlySet<string>, synonyms: Synonyms): string | null => {
  const [, base, index = ""] = /^(\w+?)bar(\d*)$/.exec(name) ?? [];
  return base === undefined ? null : canonical(base + index, names, synonyms);
};

function mean({ from, to }: Symbol, name: string): FormulaNode {
  const of: FormulaNode = { kind: "symbol", name, from, to };
  return { kind: "call", fn: BAR, typed: `The bar over ${nodeWords(of)}`, primes: 0, args: [of], from, to };
}

/** x for X and back: one example is often written small. */
export const otherCase = (name: string): string => {
  const [first = "", rest] = [name[0], name.slice(1)];
  return (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + rest;
};

function canonical(name: string, names: ReadonlySet<string>, synonyms: Synonyms): string | null {
  if (names.has(name)) return name;
  const own = synonyms[name];
  if (own !== undefined && names.has(own)) return own;
  const joined = name.replaceAll("_", "");
  if (joined !== name && names.has(joined)) return joined;
  // dLdW1, dL_dW1, dJ_dW1 and grad_W1 are dW1.
  const of = /^(?:d[LJEC]_?d_?|grad_?)(.+)$/.exec(name)?.[1];
  return of !== undefined && names.has(`d${of}`) ? `d${of}` : null;
}
