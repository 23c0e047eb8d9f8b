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
  for (const token of tokensOf(source, () => false)) {
    const text = source.slice(token.start, token.end);
    const bracket = { text, start: token.start, indent: indentAt(source, token.start) };
    const isFirst = source.slice(lineStart(source, token.start), token.start).trim() === "";
    const last = open.at(-1);
    if (Object.hasOwn(CLOSES, text)) open.push(bracket);
    else if (CLOSERS.has(text)) {
      if (last === undefined) return { bracket: suspect ?? bracket, isOpener: suspect !== null };
      if (CLOSES[last.text] !== text) return { bracket: last, isOpener: true };
      if (isFirst && text === "}" && bracket.indent < last.indent) suspect ??= last;
      open.pop();
    } else if (text === ";" && last !== undefined && last.text !== "{" && !isLoop(source, last.start)) {
      return { bracket: last, isOpener: true };
    } else if (text === "export" && isFirst && bracket.indent === 0 && last !== undefined) {
      return { bracket: suspect ?? last, isOpener: true };
    }
  }
  const last = open.at(-1);
  return last === undefined ? null : { bracket: suspect ?? last, isOpener: true };
}

/** Semicolons stand in the parentheses of `for`. */
const isLoop = (source: string, at: number): boolean =>
  /\bfor\s*(?:await\s*)?$/.test(source.slice(Math.max(0, at - 12), at));

const lineStart = (source: string, at: number): number => source.lastIndexOf("\n", at - 1) + 1;

/** Blanks at the beginning of the line. */
const indentAt = (source: string, at: number): number =>
  /^\s*/.exec(source.slice(lineStart(source, at), at))?.[0].length ?? 0;
