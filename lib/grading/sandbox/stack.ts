import type { GuestError, SourcePlace } from "#lib/core/runner.ts";
import type { MapColumn } from "./columns.ts";
import type { SourceFile } from "./strip.ts";

/** The person's files by name, each with the way back to the columns of its source. */
export type Places = ReadonlyMap<string, MapColumn>;

/** The name given to what was thrown without being an error. */
export const NOT_AN_ERROR = "Thrown value";

export type Frame = SourcePlace & { readonly fn: string };

const FRAME = /^\s*at (?:(.*?) \()?([^\s()]+):(\d+):(\d+)\)?$/;
const FRAMES = 20;

/**
 * The frames of a guest's stack trace that lie in the person's files, innermost first, at most 20. The text comes from
 * the guest: it can name other lines of these files, never other files, and no place that is in none.
 */
function framesOf(stack: string, places: Places, files: readonly SourceFile[]): Frame[] {
  return stack
    .split("\n")
    .flatMap((text): Frame[] => {
      const [, fn, name = "", line, column] = FRAME.exec(text) ?? [];
      const map = places.get(name);
      const length = files.find((file) => file.name === name)?.source.split("\n")[Number(line) - 1]?.length;
      if (map === undefined || length === undefined) return [];
      const at = Math.min(map(Number(line), Number(column)), length + 1);
      return [{ fn: (fn ?? "").slice(0, 100), file: name, line: Number(line), column: at }];
    })
    .slice(0, FRAMES);
}

/** An error as the guest told it, as plain text. */
export function guestError(
  told: { name: string; message: string; stack: string },
  places: Places,
  files: readonly SourceFile[],
): GuestError {
  const stack = framesOf(told.stack, places, files);
  const [innermost] = stack;
  const at = innermost === undefined ? null : { file: innermost.file, line: innermost.line, column: innermost.column };
  return { name: plain(told.name) || NOT_AN_ERROR, message: plain(told.message), at, stack };
}

/** Without control characters but the end of a line, and without the invisible marks that reorder text. */
const plain = (text: string): string => text.replace(/[^\P{C}\n]/gu, "");
