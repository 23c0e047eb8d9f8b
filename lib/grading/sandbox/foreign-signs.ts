import type { GuestError } from "#lib/core/runner.ts";
import type { SourceFile } from "./strip.ts";

/** Signs that text processors, pages and papers put where code has others, and what is written in code. */
const SIGNS: readonly (readonly [signs: string, instead: string])[] = [
  ["“”„‟«»", 'a text stands between " and "'],
  ["‘’‚‛‹›", "a text stands between ' and '"],
  ["−–—‐‑", "minus is written -"],
  ["×⋅·∙⊙∗", "a product is written *"],
  ["÷∕⁄", "a quotient is written /"],
  ["≤≦", "it is written <="],
  ["≥≧", "it is written >="],
  ["≠", "it is written !=="],
  ["→⇒", "the arrow of a function is written =>"],
  ["…", "it is written ... with three dots"],
  ["⁰¹²³⁴⁵⁶⁷⁸⁹", "a power is written **, as in x ** 2"],
  ["（）［］｛｝；，：＝＋", "it has the width of a Chinese character; type it with a Latin keyboard"],
  ["\u200b\u200c\u200d\u2060", "sign without a width stands here; delete it and type the line anew"],
];

/** Of an error that the reading of a file ended with: which sign it is, where that stands on no keyboard for code. */
export function withSign(error: GuestError, files: readonly SourceFile[]): GuestError {
  const { at } = error;
  if (at === null || error.name !== "SyntaxError") return error;
  const line = files.find(({ name }) => name === at.file)?.source.split("\n")[at.line - 1] ?? "";
  // One reader counts columns by units of UTF-16, the other by characters.
  const standing = [[...line.slice(at.column - 1)][0], [...line][at.column - 1]];
  const found = standing.flatMap((sign) =>
    SIGNS.flatMap(([signs, instead]) => (sign !== undefined && signs.includes(sign) ? [{ sign, instead }] : [])),
  );
  const [first] = found;
  if (first === undefined) return error;
  const { sign, instead } = first;
  return {
    ...error,
    message: /\p{Cf}/u.test(sign) ? `A ${instead}.` : `The sign ${sign} is not read in code: ${instead}.`,
  };
}
