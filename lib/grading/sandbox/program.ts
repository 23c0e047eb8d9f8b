import { fail, ok, type Result } from "#lib/core/result.ts";
import type { GuestError, RunRequest } from "#lib/core/runner.ts";
import type { MapColumn } from "./columns.ts";
import { applied, instrument, undo } from "./instrument.ts";
import { type Mark, marksOf } from "./marks.ts";
import type { Places } from "./stack.ts";
import { type SourceFile, strip } from "./strip.ts";

/** A request's files as the engine takes them. */
export type Program = {
  /** Names in order; the last is the entry. */
  readonly names: readonly string[];
  readonly code: ReadonlyMap<string, string>;
  readonly places: Places;
  /** Functions whose entries are counted, and the function that the code tells of them (see `tellsTo`). */
  readonly counted: { readonly counter: string; readonly names: readonly string[] } | null;
  /** Of a traced run: the function that the code calls (see `tellsTo`), and its marks, placed in the source. */
  readonly traced: { readonly marker: string; readonly marks: readonly Mark[]; readonly file: string } | null;
};

type Wanted = Pick<RunRequest, "files" | "calls">;

const KEPT = 16;
const prepared = new Map<string, Result<Program, GuestError>>();
const stripped = new Map<string, ReturnType<typeof strip>>();

/** What was made for a key, or what is made now; of those least recently used, the oldest goes. */
function once<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const made = kept.get(key) ?? make();
  kept.delete(key);
  const [oldest] = kept.keys();
  if (kept.size === KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, made);
  return made;
}

/** As `prepare`; the last few programs are kept, since one grading runs the same files many times. */
export function prepareOnce(request: Wanted): Result<Program, GuestError> {
  const key = JSON.stringify([
    request.files.map(({ name, source }) => [name, source]),
    countedIn(request),
    isTraced(request),
  ]);
  return once(prepared, key, () => prepare(request));
}

/** The same file comes with and without entries to count. */
const stripOnce = (file: SourceFile) => once(stripped, `${file.name}\n${file.source}`, () => strip(file));

function countedIn(request: Wanted): string[] {
  const names = new Set<string>();
  for (const { count } of request.calls) for (const name of count ?? []) names.add(name);
  return [...names];
}

const isTraced = (request: Wanted): boolean => request.calls.some(({ tape, trace }) => tape === true && trace === true);

/** Takes the types out of every file and counts what the calls want counted. A traced run counts nothing: it decides nothing. */
export function prepare(request: Wanted): Result<Program, GuestError> {
  const code = new Map<string, string>();
  const places = new Map<string, MapColumn>();
  for (const file of request.files) {
    if (code.has(file.name)) throw new Error(`two files are named ${file.name}`);
    const plain = stripOnce(file);
    if (!plain.ok) return plain;
    code.set(file.name, plain.value.code);
    places.set(file.name, plain.value.column);
  }
  const names = request.files.map((file) => file.name);
  const entry = names.at(-1);
  if (entry === undefined) throw new Error("a run needs at least one file");
  const wanted = countedIn(request);
  if (isTraced(request)) return marked({ names, code, places, counted: null, traced: null }, entry);
  if (wanted.length === 0) return ok({ names, code, places, counted: null, traced: null });

  const inserted = instrument(entry, code.get(entry) ?? "", wanted);
  if (!inserted.ok) {
    const { at } = inserted.error;
    return fail({
      ...inserted.error,
      at: at && { ...at, column: places.get(entry)?.(at.line, at.column) ?? at.column },
    });
  }
  const column = places.get(entry);
  code.set(entry, tellsTo(inserted.value.counter, inserted.value.code));
  places.set(entry, (line, at) => column?.(line, inserted.value.column(line, at)) ?? at);
  return ok({ names, code, places, counted: { counter: inserted.value.counter, names: wanted }, traced: null });
}

/**
 * The code with an import of the harness's function that it calls, from a module of the function's name. A global would not
 * do: the person's code can put another in its place, while nothing it does reaches the binding of an import. It stands
 * behind everything else, so that no place changes.
 */
const tellsTo = (name: string, code: string): string => `${code}\n;import { ${name} } from "${name}";`;

/** Puts marks into the entry. */
function marked(program: Program, entry: string): Result<Program, GuestError> {
  const plain = program.code.get(entry) ?? "";
  const column = program.places.get(entry);
  try {
    const { edits, marker, marks } = marksOf(plain);
    const sorted = [...edits].sort((a, b) => a.at - b.at);
    const back = undo(plain, sorted);
    const placed = marks.map((mark) => ({ ...mark, column: column?.(mark.line, mark.column) ?? mark.column }));
    return ok({
      ...program,
      code: new Map([...program.code, [entry, tellsTo(marker, applied(plain, sorted))]]),
      places: new Map([...program.places, [entry, (line, at) => column?.(line, back(line, at)) ?? at]]),
      traced: { marker, marks: placed, file: entry },
    });
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return fail({ name: "SyntaxError", message: error.message, at: null, stack: [] });
  }
}

/**
 * The file that `from` means by `./name.ts` (or `./name`): one that stands earlier in the request. Anything else gives
 * a sentence for the person.
 */
export function resolveImport(program: Program, from: string, specifier: string): Result<string, string> {
  const earlier = program.names.slice(0, Math.max(0, program.names.indexOf(from)));
  const found = earlier.find((name) => specifier === `./${name}` || specifier === `./${name.replace(/\.ts$/, "")}`);
  if (found !== undefined) return ok(found);
  const offered =
    earlier.length === 0
      ? "there is nothing to import here; `nd` is there without an import"
      : `only ${earlier.map((name) => `"./${name}"`).join(" and ")} can be imported here`;
  return fail(`"${specifier.slice(0, 100)}" cannot be imported: ${offered}.`);
}

/** The error for an import that names nothing. Its place is where the specifier stands in the source. */
export function importError(
  files: readonly SourceFile[],
  from: string,
  specifier: string,
  message: string,
): GuestError {
  const lines = files.find((file) => file.name === from)?.source.split("\n") ?? [];
  const index = lines.findIndex((text) => text.includes(`"${specifier}"`) || text.includes(`'${specifier}'`));
  const column =
    Math.max(lines[index]?.indexOf(`"${specifier}"`) ?? -1, lines[index]?.indexOf(`'${specifier}'`) ?? -1) + 1;
  const at = index < 0 ? null : { file: from, line: index + 1, column };
  return { name: "ImportError", message, at, stack: [] };
}
