import { nearest } from "#lib/core/nearest.ts";
import type { GuestError } from "#lib/core/runner.ts";
import type { SourceFile } from "../strip.ts";
import { lineAt } from "./line.ts";

const WORDS =
  "break case catch class const continue default delete else export extends finally for function if import instanceof let new of return static switch throw try type typeof var void while yield".split(
    " ",
  );
const SHORTEST = 4;
const OPERATOR = /[+\-*/%=<>&|?:,.]\s*$/;

/** A line that could not be read for a word that is nearly one of the language's, or for something that is missing behind a sign. */
export function misspelled(error: GuestError, files: readonly SourceFile[]): GuestError {
  const line = lineAt(error, files);
  if (error.name !== "SyntaxError" || error.at === null || line === null) return error;
  const before = line.slice(0, error.at.column - 1);
  const word = /([A-Za-z]+)\s+$/.exec(before)?.[1] ?? "";
  const meant =
    word.length >= SHORTEST && !WORDS.includes(word)
      ? nearest(
          word,
          WORDS.filter((one) => one.length >= SHORTEST),
        )
      : null;
  if (meant !== null) return { ...error, message: `${word} is no word of the language; did you mean ${meant}?` };
  const last = [...linesBefore(error, files), before].findLast((text) => text.trim() !== "") ?? "";
  const sign = OPERATOR.exec(last)?.[0].trim();
  return sign === undefined || !/^Unexpected token/.test(error.message)
    ? error
    : { ...error, message: `Something is missing behind the ${sign} that stands before this.` };
}

/** The few lines before the place, without what is quoted. */
function linesBefore({ at }: GuestError, files: readonly SourceFile[]): readonly string[] {
  const source = files.find(({ name }) => name === at?.file);
  if (at === null || source === undefined) return [];
  const from = Math.max(1, at.line - BACK);
  return Array.from(
    { length: at.line - from },
    (_, i) => lineAt({ name: "", message: "", stack: [], at: { ...at, line: from + i } }, files) ?? "",
  );
}
const BACK = 5;
