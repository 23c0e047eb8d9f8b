import type { GuestError } from "#lib/core/runner.ts";
import type { SourceFile } from "../strip.ts";

/** The line that an error points at, with what stands in quotes and remarks blanked out; null where it points nowhere. */
export function lineAt({ at }: GuestError, files: readonly SourceFile[]): string | null {
  const line = at === null ? undefined : files.find(({ name }) => name === at.file)?.source.split("\n")[at.line - 1];
  return line === undefined ? null : line.slice(0, LONGEST).replace(QUOTED, (text) => " ".repeat(text.length));
}

const LONGEST = 400;
const QUOTED = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|\/\/.*$/g;
