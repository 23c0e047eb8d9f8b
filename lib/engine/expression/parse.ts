import { SyntaxError as GrammarError, parse as parseTree } from "#generated/expression/parser.js";
import { fail, ok, type Result } from "#lib/core/result.ts";
import { openingBars } from "./bars.ts";
import { withDiagonal } from "./diagonal.ts";
import { withDifferentials } from "./differentials.ts";
import { type Formula, type FormulaNode, type FormulaProblem, problemAt } from "./formula.ts";
import { functionNames } from "./functions.ts";
import { createLexicon, type Lexicon } from "./lexicon.ts";
import { resolve, type Synonyms } from "./resolve.ts";
import { explainSyntax } from "./syntax-problem.ts";
import { ambiguousPower, ambiguousPrime, unknownName } from "./unknown-name.ts";

const LONGEST = 500;
const DEEPEST = 40;
/** Bars look alike on both sides, so each is tried as either: ten norms are twenty, or forty where each is two strokes. */
const MOST_BARS = 40;
const BAR = /[|‖∥]|\\[vV]ert\b/g;

/**
 * Reads a typed formula.
 *
 * @param text ASCII, Unicode or LaTeX; at most 500 characters, 40 bars, and 40 brackets deep.
 * @param symbols Names that exist here (`W1`, `delta2`, `yhat`); without them every name is accepted.
 * @param synonyms Further names for symbols and for functions: { a3: "yhat", phi: "g" }.
 * @param open letters that number entries without a Σ; null where none do.
 * @param single symbols that are one example, of which x^{(i)} is the whole.
 * @returns the formula, or what was seen, where (1-based column) and what to do about it.
 */
export function parse(
  text: string,
  symbols?: readonly string[],
  synonyms: Synonyms = {},
  open: readonly string[] | null = null,
  single: readonly string[] = [],
): Result<Formula, FormulaProblem> {
  const unreadable = tooMuch(text);
  if (unreadable) return fail(unreadable);
  const names = symbols && [
    ...symbols,
    ...Object.keys(synonyms).filter((name) => symbols.includes(synonyms[name] ?? "")),
  ];
  const functions = functionsOf(synonyms);
  const isSymbol = (name: string) => names?.includes(name) === true;
  const isFunction = (name: string) => functionNames.includes(name) || Object.hasOwn(functions, name);
  const written = withDifferentials(withDiagonal(withoutStop(text)), isSymbol, isFunction);
  const tree = readTree(written, createLexicon(names ?? null, functions));
  if (!tree.ok) return tree;
  const formula: Formula = { text, root: symbols ? resolve(tree.value, symbols, synonyms, open, single) : tree.value };
  const unknown = symbols && (unknownName(formula, [...symbols, ...(open ?? [])]) ?? ambiguousPrime(formula));
  const unclear = unknown || ambiguousPower(formula);
  return unclear ? fail(unclear) : ok(formula);
}

/** A sentence ends with a stop or a comma, also where it ends with a formula: read as a blank, so that columns stay. */
const withoutStop = (text: string): string =>
  text.replace(
    /(\S)(\s*[,.;])(\s*)$/,
    (_, last: string, stop: string, rest: string) => last + " ".repeat(stop.length) + rest,
  );

/** Synonyms that stand for a function and not for a symbol. */
const functionsOf = (synonyms: Synonyms): Synonyms =>
  Object.fromEntries(Object.entries(synonyms).filter(([, name]) => functionNames.includes(name)));

function readTree(text: string, lexicon: Lexicon): Result<FormulaNode, FormulaProblem> {
  const options = { grammarSource: "formula", ...lexicon, opens: openingBars(text) };
  const read = (startRule: string) => parseTree(text, { ...options, startRule }) as FormulaNode;
  try {
    return ok(read("Quiet"));
  } catch (quiet) {
    if (!(quiet instanceof GrammarError)) throw quiet;
  }
  try {
    return ok(read("Start"));
  } catch (error) {
    if (error instanceof GrammarError) return fail(explainSyntax(text, error.location.start.offset));
    throw error;
  }
}

function tooMuch(text: string): FormulaProblem | null {
  const end = (from: number) => ({ from, to: text.length });
  if (text.trim() === "") return problemAt({ from: 0, to: 0 }, "empty", "Nothing is typed here yet.");
  if (text.length > LONGEST)
    return problemAt(
      end(LONGEST),
      "too-long",
      `A line holds ${LONGEST} characters, and this one has ${text.length}. Name a part of it in an earlier line.`,
    );
  const bar = [...text.matchAll(BAR)][MOST_BARS];
  if (bar !== undefined)
    return problemAt(
      { from: bar.index, to: bar.index + 1 },
      "too-long",
      `A line holds ${MOST_BARS} bars, and this is one more. Name a part of it in an earlier line.`,
    );
  let depth = 0;
  for (const [i, c] of [...text].entries()) {
    if ("({[".includes(c)) depth++;
    if (")}]".includes(c)) depth--;
    if (depth > DEEPEST)
      return problemAt(
        { from: i, to: i + 1 },
        "too-deep",
        `More than ${DEEPEST} brackets are open here. Close some first.`,
      );
  }
  return null;
}
