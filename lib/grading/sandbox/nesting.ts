import { type Token, tokenizer, tokTypes } from "acorn";

/** How deep a file may be nested: each bracket and each word or sign that holds what follows it is a level. */
export const LEVELS = 250;

/**
 * How deep classes may stand inside each other. What takes their types out goes over the value of a field twice, and for each of them
 * over all that came before it: with the depth the work doubles, 64 KB of five levels take half a minute.
 */
export const CLASSES = 2;

/** Weights: a chain of plain operators is read with far less of the parser's stack than brackets and branches are. */
const HOLDING = 4;
const PLAIN = 1;
const LIMIT = LEVELS * HOLDING;

const openers = new Set(["(", "[", "{", "${"]);
const closers = new Set([")", "]", "}"]);
const words = new Set("if else for while do with new typeof void delete await yield class extends keyof".split(" "));
const control = new Set(["if", "for", "while", "with"]);
/** What goes on with the statement before it, across a semicolon, a brace or the end of a line. */
const goesOn = new Set("else catch finally in of instanceof as is satisfies extends implements while".split(" "));
/** What has something after it, on the next line too. */
const unfinished = new Set(
  "as satisfies in of instanceof is infer asserts readonly unique case implements extends function abstract".split(" "),
);
/** No expression has these in it, so a statement begins. */
const declaring = new Set("let const var return throw export switch try".split(" "));
const holding = new Set(["=>", "?", ":", "=", "**", "!", "~", "-", "+", "++", "--", "..."]);

/** `angles` are the open `<` among the weight: a comma does not end them. */
type Level = {
  weight: number;
  angles: number;
  /** Classes that may be around what is in it: one however many follow each other. */
  classes: number;
  readonly afterControl: boolean;
  readonly inTemplate: boolean;
};

/**
 * Where a file is nested deeper than every parser on its way can follow on any machine's stack, or null. How deep a stack
 * reaches differs between threads and browsers, so that is never left to show. Walks over the tokens once and needs no stack
 * itself. These are JavaScript's tokens, and the file is TypeScript: what cannot be one is stepped over, and what looks like
 * a regular expression may be a division with brackets in it, which are counted as if none of them were closed.
 */
export const tooDeep = (source: string): Deep | null => (mayBeDeep(source) ? deepIn(source) : null);

/** Of what there is too much inside each other, and where. */
type Deep = { readonly of: "levels" | "classes"; readonly line: number; readonly column: number };

/** What a file has of what holds something, in weight, whether or not it is closed again: in most files not enough. */
export function mayBeDeep(source: string): boolean {
  if ((source.match(/class/g)?.length ?? 0) > CLASSES) return true;
  let weight = HOLDING * ((source.match(SIGNS)?.length ?? 0) + (source.match(HOLDERS)?.length ?? 0));
  // each digit of what is no number may fail once
  for (const text of source.match(/\b\d\w*[A-Za-z_]\w*/g) ?? []) weight += HOLDING * text.length;
  // what a `/` begins may be taken for a regular expression, in which every word counts
  const lines = source.split("\n").filter((line) => line.includes("/"));
  for (const line of lines) weight += HOLDING * (line.match(/[A-Za-z]+/g)?.length ?? 0);
  return weight > LIMIT;
}

const SIGNS = /[^\s\w$;,)\].]|\.{3}|\b\d/g;
const HOLDERS = new RegExp(`\\b(?:${[...words].join("|")})\\b`, "g");

/** As `tooDeep`, however little there is in the file. */
export function deepIn(source: string): Deep | null {
  const levels: Level[] = [{ weight: 0, angles: 0, classes: 0, afterControl: false, inTemplate: false }];
  let total = 0;
  let classes = 0;
  let before: Token | null = null;
  let ends = true;
  let controlled = false;
  let line = source.indexOf("\n");
  const open = (afterControl: boolean, inTemplate: boolean) => {
    levels.push({ weight: HOLDING, angles: 0, classes: 0, afterControl, inTemplate });
    total += HOLDING;
  };
  for (const token of tokensOf(source, () => !controlled)) {
    const text = source.slice(token.start, token.end);
    const level = levels.at(-1) as Level;
    while (line >= 0 && before !== null && line < before.end) line = source.indexOf("\n", line + 1);
    const newLine = line >= 0 && line < token.start;
    const ended = ends || (newLine && before !== null && endsStatement(before, source, controlled));
    if (ended ? begins(token, text) : newLine && declaring.has(text) && before !== null && mayEnd(before, source)) {
      const kept = before !== null && source.slice(before.start, before.end) === "," ? level.angles : 0;
      total -= level.weight - kept;
      level.weight = kept;
      level.angles = kept;
    }
    ends = text === ";" || text === "," || (text === "}" && !level.inTemplate);
    controlled = false;
    if (token.type.label === "regexp") {
      const { left, deepest } = bracketsIn(text);
      level.weight += HOLDING * signsIn(text);
      total += HOLDING * signsIn(text);
      const hidden = text.match(/class/g)?.length ?? 0;
      level.classes += hidden;
      classes += hidden;
      if (total + HOLDING * deepest > LIMIT) return { of: "levels", ...placeOf(source, token.start) };
      for (let i = 0; i < left; i++) open(false, false);
    } else if (openers.has(text)) {
      const word = before === null ? "" : source.slice(before.start, before.end);
      open(text === "(" && control.has(word), text === "${");
    } else if (closers.has(text) && levels.length > 1) {
      const closed = levels.pop() as Level;
      total -= closed.weight;
      classes -= closed.classes;
      controlled = closed.afterControl;
    } else if (text === "<") {
      level.weight += HOLDING;
      level.angles += HOLDING;
      total += HOLDING;
    } else if (/^>+$/.test(text)) {
      const closed = Math.min(level.angles, HOLDING * text.length);
      level.weight -= closed;
      level.angles -= closed;
      total -= closed;
    } else if (!ends) {
      const weight = words.has(text) || holding.has(text) ? HOLDING : isOperator(token, text) ? PLAIN : 0;
      level.weight += weight;
      total += weight;
    }
    if (text === "class" && level.classes === 0) {
      level.classes = 1;
      classes++;
    }
    if (classes > CLASSES) return { of: "classes", ...placeOf(source, token.start) };
    if (total > LIMIT) return { of: "levels", ...placeOf(source, token.start) };
    before = token;
  }
  return null;
}

/**
 * Brackets of a regular expression that are left open if it is none, and the most that are open at once. Where a text could begin
 * in it, a bracket in that would be no bracket, so that none counts as closed.
 */
function bracketsIn(regexp: string): { readonly left: number; readonly deepest: number } {
  const text = regexp.slice(1, regexp.lastIndexOf("/"));
  let opened = 0;
  let closed = 0;
  let deepest = 0;
  let paired = !/["'`/]/.test(text);
  for (const character of text) {
    if (openers.has(character)) opened++;
    else if (closers.has(character)) closed++;
    paired &&= closed <= opened;
    deepest = Math.max(deepest, opened - closed);
  }
  return paired ? { left: opened - closed, deepest } : { left: opened, deepest: opened };
}

const signsIn = (text: string): number => text.match(/[!~?:=<+-]|\b[a-z]{2,7}\b/g)?.length ?? 0;

/** What acorn's tokenizer has besides its types: where it reads, and whether a `/` would begin a regular expression there. */
type Reading = {
  pos: number;
  start: number;
  exprAllowed: boolean;
  context: object[];
  initialContext(): object[];
  getToken(): Token;
};

/** Regular expressions that may fail before a `/` is never the beginning of one: each failure goes through a whole line. */
const FAILURES = 8;
/** Tokens that may fail before the rest of a file is looked at no more closely than a regular expression: it is no program. */
const FAILURES_AT_ALL = 300;

/** The tokens of a file, whatever is in it; after one that fails, those from the next character on. */
export function* tokensOf(source: string, mayBePostfix: () => boolean): Generator<Token> {
  const reading = tokenizer(source, { ecmaVersion: "latest", sourceType: "module" }) as unknown as Reading;
  let failures = 0;
  let from = 0;
  let before: Token | null = null;
  for (;;) {
    try {
      if (failures > FAILURES) reading.exprAllowed = false;
      const token: Token = reading.getToken();
      if (token.type.label === "eof") return;
      // TypeScript's `a!` ends an operand
      const postfix = token.end === token.start + 1 && source[token.start] === "!" && before !== null;
      if (postfix && mayBePostfix() && isOperand(before as Token, source)) reading.exprAllowed = false;
      yield token;
      before = token;
      from = token.end;
    } catch (error) {
      // a template's bad escape is thrown as a bare object
      if (error instanceof Error && !(error instanceof SyntaxError)) throw error;
      failures++;
      // a comment without an end is met before a token begins
      from = reading.start < from ? Math.max(from + 1, reading.pos) : reading.start + 1;
      if (from >= source.length) return;
      if (failures > FAILURES_AT_ALL) return yield { type: tokTypes.regexp, start: from, end: source.length } as Token;
      reading.pos = from;
      reading.context = reading.initialContext();
      reading.exprAllowed = false;
    }
  }
}

/** Whether a token can be the end of an operand. */
const isOperand = (token: Token, source: string): boolean => {
  const text = source.slice(token.start, token.end);
  return text === ")" || text === "]" || text === "}" || text === "`" || !(words.has(text) || /^[^\w$"'`]/.test(text));
};

/** Line and column of a character, 1-based. */
export function placeOf(source: string, at: number) {
  const lines = source.slice(0, at).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

const isName = (token: Token): boolean => token.type.label === "name" || token.type.keyword !== undefined;
const isOperator = (token: Token, text: string): boolean => !isName(token) && /^[^\w\s"'`(){}[\];,.#@\\]+$/.test(text);

/** Whether a token after the end of a statement begins another one. */
const begins = (token: Token, text: string): boolean =>
  isName(token) ? !goesOn.has(text) : /^(?:[\w"'@#]|\{$|\.\d)/.test(text);

/** Whether a statement can end with a token at the end of a line: not after `if (…)`, a sign, or a word that holds. */
function endsStatement(token: Token, source: string, controlled: boolean): boolean {
  const text = source.slice(token.start, token.end);
  if (text === ")") return !controlled;
  if (text === "]" || text === "}") return true;
  return (
    !words.has(text) && !unfinished.has(text) && !/^[.@#]/.test(text) && !isOperator(token, text) && !openers.has(text)
  );
}

/** As `endsStatement`, where a word follows that begins one: then a sign may stand behind an operand. */
const mayEnd = (token: Token, source: string): boolean =>
  endsStatement(token, source, false) || ["++", "--", "!"].includes(source.slice(token.start, token.end));
