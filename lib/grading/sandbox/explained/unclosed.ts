import type { GuestError } from "#lib/core/runner.ts";
import { placeOf, tokensOf } from "../nesting.ts";
import type { SourceFile } from "../strip.ts";

const CLOSES: { readonly [opener: string]: string } = { "{": "}", "(": ")", "[": "]", "${": "}" };
const CLOSERS = new Set(Object.values(CLOSES));

type Bracket = { readonly text: string; readonly start: number; readonly indent: number };

/**
 * A file that could not be read because a bracket has no partner: which one it is. The parser meets it only at the end of the file, or
 * at the next function. Where every bracket has a partner, one that is further left than the line of its opener shows which is missing.
 */
export function unclosed(error: GuestError, files: readonly SourceFile[]): GuestError {
  const file = files.find(({ name }) => name === error.at?.file);
  if (error.name !== "SyntaxError" || file === undefined) return error;
  const found = unmatched(file.source);
  if (found === null) return error;
  const { text, start } = found.bracket;
  const place = { file: file.name, ...placeOf(file.source, start) };
  return {
    ...error,
    at: place,
    message: found.isOpener
      ? `This ${text} is not closed: no ${CLOSES[text]} belongs to it.`
      : `This ${text} closes nothing: no bracket before it is open.`,
  };
}

type Unmatched = { readonly bracket: Bracket; readonly isOpener: boolean };

function unmatched(source: string): Unmatched | null {
  const open: Bracket[] = [];
  let suspect: Bracket | null = null;
  const lines = createLines(source);
  for (const token of tokensOf(source, () => false)) {
    const text = source.slice(token.start, token.end);
    const { indent, isFirst } = lines(token.start);
    const bracket = { text, start: token.start, indent };
    const last = open.at(-1);
    if (Object.hasOwn(CLOSES, text)) open.push(bracket);
    else if (CLOSERS.has(text)) {
      if (last === undefined) return { bracket: suspect ?? bracket, isOpener: suspect !== null };
      if (CLOSES[last.text] !== text) return { bracket: last, isOpener: true };
      if (isFirst && text === "}" && indent < last.indent) suspect ??= last;
      open.pop();
    } else if (text === ";" && last !== undefined && last.text !== "{" && !isLoop(source, last.start)) {
      return { bracket: last, isOpener: true };
    } else if (text === "export" && isFirst && indent === 0 && last !== undefined) {
      return { bracket: suspect ?? last, isOpener: true };
    }
  }
  const last = open.at(-1);
  return last === undefined ? null : { bracket: suspect ?? last, isOpener: true };
}

/** Semicolons stand in the parentheses of `for`. */
const isLoop = (source: string, at: number): boolean =>
  /\bfor\s*(?:await\s*)?$/.test(source.slice(Math.max(0, at - 12), at));

/** Blanks at the beginning of the line of a place, and whether it stands right behind them. Places are asked for from left to right. */
function createLines(source: string) {
  let from = 0;
  let indent = -1;
  let end = source.indexOf("\n");
  return (at: number) => {
    while (end >= 0 && end < at) {
      from = end + 1;
      indent = -1;
      end = source.indexOf("\n", from);
    }
    if (indent < 0) indent = /^\s*/.exec(source.slice(from, from + LONGEST_INDENT))?.[0].length ?? 0;
    return { indent, isFirst: at === from + indent };
  };
}

const LONGEST_INDENT = 200;
