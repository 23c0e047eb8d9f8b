import type { GuestError, SourcePlace } from "#lib/core/runner.ts";
import type { MapColumn } from "./columns.ts";

/** The person's files by name, each with the way back to the columns of its source. */
export type Places = ReadonlyMap<string, MapColumn>;

/** The name given to what was thrown without being an error. */
export const NOT_AN_ERROR = "Thrown value";

export type Frame = SourcePlace & { readonly fn: string };

const FRAME = /^\s*at (?:(.*?) \()?([^\s()]+):(\d+):(\d+)\)?$/;
const FRAMES = 20;

/**
 * The frames of a guest's stack trace that lie in the person's files, innermost first, at most 20. The text comes from
 * the guest: it can name other lines, never other files.
 */
function framesOf(stack: string, places: Places): Frame[] {
  return stack
    .split("\n")
    .flatMap((text): Frame[] => {
      const [, fn, file = "", line, column] = FRAME.exec(text) ?? [];
      const map = places.get(file);
      if (map === undefined) return [];
      return [{ fn: (fn ?? "").slice(0, 100), file, line: Number(line), column: map(Number(line), Number(column)) }];
    })
    .slice(0, FRAMES);
}

/** An error as the guest told it, as plain text. */
export function guestError(told: { name: string; message: string; stack: string }, places: Places): GuestError {
  const stack = framesOf(told.stack, places);
  const [innermost] = stack;
  const at = innermost === undefined ? null : { file: innermost.file, line: innermost.line, column: innermost.column };
  return { name: plain(told.name) || NOT_AN_ERROR, message: plain(told.message), at, stack };
}

/** Without control characters but the end of a line, and without the invisible marks that reorder text. */
const plain = (text: string): string => text.replace(/[^\P{C}\n]/gu, "");
