import { type Formula, type FormulaNode, type FormulaProblem, nodes, problemAt } from "./formula.ts";
import { functionNames } from "./functions.ts";
import { ALL, boundIndices } from "./indexed.ts";

type Ask = { readonly name: string; readonly symbols: readonly string[] };

/** What a person may have meant by a name that does not exist, most telling first. */
const guesses: readonly ((ask: Ask) => string | null)[] = [
  ({ name }) => (name === "T" || name === "t" ? "A transpose is written ^T, as in W1^T." : null),
  ({ name, symbols }) => {
    const root = /^([A-Za-z]+\d+|[A-Za-z]+)T$/.exec(name)?.[1];
    return root && symbols.includes(root) ? `A transpose is written ${root}^T.` : null;
  },
  ({ name, symbols }) => {
    const by = /^d([A-Za-z]+\d*)$/.exec(name)?.[1];
    return by && symbols.includes(by)
      ? "A derivative by it has no name here: write what it is, or put it before an =."
      : null;
  },
  ({ name, symbols }) => {
    const split = splitInto(name, symbols);
    return split ? `Write a space between factors: ${split.join(" ")}.` : null;
  },
  ({ name, symbols }) => {
    const layers = symbols.filter((symbol) => symbol.replace(/\d+$/, "") === name);
    return layers.length > 0 ? `Which one is meant: ${layers.join(", ")}?` : null;
  },
  // z_i and z_3, where z1 and z2 are columns of several entries.
  ({ name, symbols }) => {
    const [, base, index] = /^([A-Za-z]+)_?([a-z]|\d)$/.exec(name) ?? [];
    const layers = symbols.filter((symbol) => symbol.replace(/\d+$/, "") === base && symbol !== base);
    if (index === undefined || layers.length === 0 || symbols.includes(base ?? "")) return null;
    return `Of which layer? An entry is written with both: ${layers.map((layer) => `${layer}_${index}`).join(", ")}.`;
  },
  ({ name, symbols }) => {
    const near = closest(name, [...symbols, ...functionNames]);
    return near ? `Is ${near} meant?` : null;
  },
  ({ symbols }) => (symbols.length > 0 ? `The names here are ${symbols.join(", ")}.` : null),
];

/** The first symbol of the formula that does not exist here, told with the nearest one that does; or null. */
export function unknownName(formula: Formula, symbols: readonly string[]): FormulaProblem | null {
  const known = new Set([...symbols, ...boundIndices(formula.root), ALL]);
  for (const node of nodes(formula.root)) {
    if (node.kind === "symbol" && !known.has(node.name)) return explain(node, formula, symbols);
  }
  return null;
}

/** Layers' outputs, of which a ′ could be the slope of the activation. */
const OUTPUT = /^(?:[aAhH]\d*|.*hat\d*)$/;

/** A ′ that could be a transpose or a derivative; or null. */
export function ambiguousPrime({ root }: Formula): FormulaProblem | null {
  for (const node of nodes(root)) {
    if (node.kind !== "transpose" || node.primed !== true || node.of.kind !== "symbol" || !OUTPUT.test(node.of.name))
      continue;
    const { name } = node.of;
    return problemAt(
      node,
      "prime-on-symbol",
      `${name}′ could be a transpose or a derivative. Write ${name}^T, or g'( … ) for the slope of an activation.`,
    );
  }
  return null;
}

/** Functions whose power is written without brackets, tanh² x: of tanh x^2 it is unclear what is squared. */
const POWERED = new Set(["tanh", "sinh", "cosh", "sech", "coth", "sin", "cos", "tan", "sigma", "sigmoid"]);

/** tanh x^2, which could be (tanh x)^2 or tanh(x^2); or null. */
export function ambiguousPower({ root, text }: Formula): FormulaProblem | null {
  for (const node of nodes(root)) {
    if (node.kind !== "call" || !POWERED.has(node.fn)) continue;
    const [arg] = node.args;
    const bare = arg?.kind === "power" && arg.base.kind === "symbol" && arg.to === node.to;
    if (!bare || /[([{]\s*$/.test(text.slice(node.from, arg.from))) continue;
    const [fn, of] = [node.typed ?? node.fn, text.slice(arg.from, arg.to).trim()];
    const inner = text.slice(arg.base.from, arg.base.to).trim();
    return problemAt(
      node,
      "power-of-function",
      `${fn} ${of} could be the power of ${fn}(${inner}), or ${fn} of a power: write brackets.`,
    );
  }
  return null;
}

function explain(
  node: Extract<FormulaNode, { kind: "symbol" }>,
  formula: Formula,
  symbols: readonly string[],
): FormulaProblem {
  const typed = formula.text.slice(node.from, node.to);
  const ask = { name: node.name, symbols };
  const hint = guesses.map((guess) => guess(ask)).find((said) => said !== null);
  return problemAt(node, "unknown-name", `There is no ${typed} here. ${hint ?? ""}`.trim());
}

/** `xdelta1` as `x delta1`: the longest known names in order, if they fill the whole. */
function splitInto(name: string, symbols: readonly string[]): readonly string[] | null {
  if (name === "" || name.length > 24) return name === "" ? [] : null;
  for (const symbol of [...symbols].sort((a, b) => b.length - a.length)) {
    if (!name.startsWith(symbol)) continue;
    const rest = splitInto(name.slice(symbol.length), symbols);
    if (rest) return [symbol, ...rest];
  }
  return null;
}

function closest(name: string, among: readonly string[]): string | null {
  const same = among.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (same) return same;
  return name.length < 3 ? null : (among.find((candidate) => distance(name, candidate) <= 1) ?? null);
}

/** Levenshtein's edit distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
