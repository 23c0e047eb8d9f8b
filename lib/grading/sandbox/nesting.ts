import { type Token, tokenizer } from "acorn";

/** How deep a file may be nested: each bracket and each word or sign that holds what follows it is a level. */
export const LEVELS = 250;

/** Weights: a chain of plain operators is read with far less of the parser's stack than brackets and branches are. */
const HOLDING = 4;
const PLAIN = 1;
const LIMIT = LEVELS * HOLDING;

const openers = new Set(["(", "[", "{", "${"]);
const closers = new Set([")", "]", "}"]);
const words = new Set("if else for while do with new typeof void delete await yield class extends keyof".split(" "));
const control = new Set(["if", "for", "while", "with"]);
/** What goes on with the statement before it, across a semicolon, a brace or the end of a line. */
const goesOn = new Set("else catch finally in of instanceof as satisfies extends implements while".split(" "));
/** No expression has these in it, so a statement begins. */
const declaring = new Set("let const var return throw export switch try".split(" "));
const holding = new Set(["=>", "?", ":", "=", "**", "<", "!", "~", "-", "+", "++", "--", "..."]);

type Level = { weight: number; readonly afterControl: boolean };

/**
 * Where a file is nested deeper than every parser on its way can follow on any machine's stack, or null. How deep a stack
 * reaches differs between threads and browsers, so that is never left to show. Says nothing of a file that has no tokens:
 * the parser will. Walks over the tokens once and needs no stack itself.
 */
export function tooDeep(source: string): { readonly line: number; readonly column: number } | null {
  const levels: Level[] = [{ weight: 0, afterControl: false }];
  let total = 0;
  let before: Token | null = null;
  let ends = true;
  let controlled = false;
  let line = source.indexOf("\n");
  try {
    for (const token of tokenizer(source, { ecmaVersion: "latest", sourceType: "module" })) {
      const text = source.slice(token.start, token.end);
      const level = levels.at(-1) as Level;
      while (line >= 0 && before !== null && line < before.end) line = source.indexOf("\n", line + 1);
      const newLine = line >= 0 && line < token.start;
      if (
        declaring.has(text) ||
        ((ends || (newLine && before !== null && endsStatement(before, source, controlled))) && begins(token, text))
      ) {
        total -= level.weight;
        level.weight = 0;
      }
      ends = text === ";" || text === "," || text === "}";
      controlled = false;
      if (openers.has(text)) {
        const word = before === null ? "" : source.slice(before.start, before.end);
        levels.push({ weight: HOLDING, afterControl: text === "(" && control.has(word) });
        total += HOLDING;
      } else if (closers.has(text) && levels.length > 1) {
        const closed = levels.pop() as Level;
        total -= closed.weight;
        controlled = closed.afterControl;
      } else if (!ends) {
        const weight = words.has(text) || holding.has(text) ? HOLDING : isOperator(token, text) ? PLAIN : 0;
        level.weight += weight;
        total += weight;
      }
      if (total > LIMIT) return placeOf(source, token.start);
      before = token;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return null;
}

/** Line and column of a character, 1-based. */
export function placeOf(source: string, at: number) {
  const lines = source.slice(0, at).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

const isName = (token: Token): boolean => token.type.label === "name" || token.type.keyword !== undefined;
const isOperator = (token: Token, text: string): boolean => !isName(token) && /^[^\w\s"'`(){}[\];,.#@\\]+$/.test(text);

/** Whether a token after the end of a statement begins another one. */
const begins = (token: Token, text: string): boolean =>
  goesOn.has(text) ? false : isName(token) || !isOperator(token, text);

/** Whether a statement can end with a token at the end of a line: not after `if (…)`, a sign, or a word that holds. */
function endsStatement(token: Token, source: string, controlled: boolean): boolean {
  const text = source.slice(token.start, token.end);
  if (text === ")") return !controlled;
  if (text === "]" || text === "}") return true;
  return !words.has(text) && !isOperator(token, text) && !openers.has(text);
}
