import { transform } from "sucrase";
import { fail, ok, type Result } from "#lib/core/result.ts";
import type { GuestError, SourcePlace } from "#lib/core/runner.ts";
import { columnsOf, type MapColumn } from "./columns.ts";
import { CLASSES, LEVELS, placeOf, tooDeep } from "./nesting.ts";
import { OutOfPatience, patient } from "./patience.ts";

export type SourceFile = { readonly name: string; readonly source: string };

/** JavaScript with the lines of the TypeScript it came from; `column` gives a place its column in that TypeScript back. */
type Stripped = { readonly code: string; readonly column: MapColumn };

/** Bytes of UTF-8 that one file may have. */
export const SOURCE_BYTES = 64 * 1024;

/** Of a file that was made from one that went through here: it has no types, and is nested hardly deeper. Nobody's own file is named so. */
const PLAIN = /\.js$/;

/**
 * Takes the types out of one file; one named .js has none. Lines keep their numbers. What remains may still not be JavaScript: the engine says so
 * when it compiles. Fails with a SyntaxError that names line and column, both 1-based.
 */
export function strip(file: SourceFile): Result<Stripped, GuestError> {
  const bytes = new TextEncoder().encode(file.source).length;
  if (bytes > SOURCE_BYTES) {
    return fail(
      syntaxError(`The file is ${Math.ceil(bytes / 1024)} KB long; at most ${SOURCE_BYTES / 1024} KB are read.`),
    );
  }
  if (PLAIN.test(file.name)) return ok({ code: file.source, column: (_, column) => column });
  const deep = tooDeep(file.source);
  if (deep !== null) return fail(nested(deep, { file: file.name, ...deep }));
  try {
    const { code } = transform(patient(file.source), OPTIONS);
    const hidden = DIVIDES.test(file.source) ? tooDeep(code) : null;
    if (hidden !== null) {
      const { line, column } = hidden;
      return fail(nested(hidden, { file: file.name, line, column: columns(file)(line, column) }));
    }
    let map: MapColumn | null = null;
    return ok({
      code,
      column: (line, column) => {
        map ??= columns(file);
        return map(line, column);
      },
    });
  } catch (error) {
    return fail(located(file, error));
  }
}

const OPTIONS = { transforms: ["typescript" as const], disableESTransforms: true, preserveDynamicImport: true };

/** A `/` that is no end of a comment. Types before one can make it look like a regular expression, with brackets hidden in it: such
 * a file is looked over once more when they are gone. */
const DIVIDES = /(?<!\*)\/(?![/*])/;

/** Only an error needs columns, so the map is made when the first one asks. */
function columns(file: SourceFile): MapColumn {
  const named = { ...OPTIONS, filePath: file.name, sourceMapOptions: { compiledFilename: file.name } };
  return columnsOf(transform(file.source, named).sourceMap?.mappings ?? "");
}

function located({ name: file, source }: SourceFile, error: unknown): GuestError {
  if (error instanceof OutOfPatience) return { ...AMBIGUOUS, at: { file, ...placeOf(source, error.at) } };
  if (error instanceof RangeError) return NESTED; // the stack ran out, on a file that could not be looked over before
  if (!(error instanceof Error)) throw error;
  const { loc } = error as Error & { readonly loc?: { readonly line: number; readonly column: number } };
  const place = loc === undefined ? null : { file, line: loc.line, column: loc.column };
  return { ...syntaxError(error.message.replace(/ \(\d+:\d+\)$/, "")), at: place };
}

const syntaxError = (message: string): GuestError => ({ name: "SyntaxError", message, at: null, stack: [] });

/** A file that is nested deeper than every parser can follow. */
export const NESTED = syntaxError(
  `The code is nested too deeply here: at most ${LEVELS} levels of brackets, branches and signs are read.`,
);

const CLASSES_NESTED = syntaxError(
  `Classes stand inside each other too deeply here: at most ${CLASSES} levels are read. Write the inner ones beside the outer.`,
);

const nested = ({ of }: { readonly of: "levels" | "classes" }, { file, line, column }: SourcePlace): GuestError => ({
  ...(of === "classes" ? CLASSES_NESTED : NESTED),
  at: { file, line, column },
});

const AMBIGUOUS = syntaxError(
  "Too many functions or types in angle brackets stand inside each other here to be told apart; give the inner ones names of their own.",
);
