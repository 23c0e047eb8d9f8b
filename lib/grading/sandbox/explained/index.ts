import type { GuestError } from "#lib/core/runner.ts";
import { withSign } from "../foreign-signs.ts";
import type { SourceFile } from "../strip.ts";
import { withCallee } from "../uncallable.ts";
import { fromPython } from "./from-python.ts";
import { misspelled } from "./misspelled.ts";
import { inOurWords } from "./our-words.ts";
import { unclosed } from "./unclosed.ts";

/** What is asked of the person's own file about an error of the engine or of the parser, in this order; the first that knows more is told. */
const ROWS: readonly ((error: GuestError, files: readonly SourceFile[]) => GuestError)[] = [
  withSign,
  fromPython,
  unclosed,
  misspelled,
  withCallee,
  inOurWords,
];

/** The error in words that say what to change, where the file shows it; else as it is. */
export function explained(error: GuestError, files: readonly SourceFile[]): GuestError {
  for (const row of ROWS) {
    const told = row(error, files);
    if (told !== error) return told;
  }
  return error;
}
