import { type Mutant, plainCode, slipMutants, statementsIn } from "../code/index.ts";

const MOST = 240;

const kept = new Map<string, readonly Mutant[]>();
const KEPT = 16;

/** Mutants of the last few files: every lane that is graded asks for them. */
function mutantsOf(source: string): readonly Mutant[] {
  const there = kept.get(source);
  if (there !== undefined) return there;
  const made = slipMutants(source);
  kept.set(source, made);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
  return made;
}

/**
 * Slips in the functions of `fields.ts` that may change one of the named fields: in the field's own function, or in what several
 * functions share.
 */
export function fieldMutants(source: string, allIds: readonly string[], ids: readonly string[]): Mutant[] {
  const fields = new Set(allIds);
  const wanted = new Set(ids);
  return mutantsOf(source)
    .filter(({ homes }) => homes.every((home) => wanted.has(home) || !fields.has(home)))
    .slice(0, MOST);
}

/**
 * One guest module with all mutants of a source, each in a scope of its own: `tables` is a list of functions that give a mutant's field
 * functions, of one that changes a single field that field's alone. What does not even load throws there, and explains nothing.
 */
export const mutantTables = (mutants: readonly Mutant[], ids: readonly string[], source: string): string =>
  tablesOf(mutantTexts(mutants, ids, source));

/** The module of these functions. */
export const tablesOf = (texts: readonly string[]): string => `export const tables = [\n${texts.join(",\n")}\n];\n`;

/** The text of each mutant's function. */
export function mutantTexts(mutants: readonly Mutant[], ids: readonly string[], source: string): readonly string[] {
  const shared = sharedIn(source, ids);
  return mutants.map((mutant) => {
    const { body, gives } = (shared && shortOf(mutant, shared)) ?? { body: mutant.code, gives: ids };
    return `() => {\n${bare(body)}\nreturn { ${gives.join(", ")} };\n}`;
  });
}

const bare = (code: string): string => code.replace(/^export\s+(?=const|let|function|async)/gm, "");

/** A source's code, where each field's function stands in it, and what is no field's. */
type Shared = {
  readonly code: string;
  readonly fields: ReadonlyMap<string, { readonly start: number; readonly end: number }>;
  readonly rest: string;
};

/** Null where a field's function names another one's at once, so that the one does not go without the other. */
function sharedIn(source: string, ids: readonly string[]): Shared | null {
  const statements = statementsIn(source);
  const fieldOf = (names: readonly string[]) => names.find((name) => ids.includes(name));
  const fields = new Map<string, { start: number; end: number }>();
  const rest: string[] = [];
  for (const { names, text, start, end } of statements) {
    const id = fieldOf(names);
    if (id === undefined) rest.push(text);
    else if (names.length > 1) return null;
    else fields.set(id, { start, end });
  }
  const named = statements.some(({ names, reads }) => ids.some((id) => !names.includes(id) && reads.includes(id)));
  return named ? null : { code: plainCode(source), fields, rest: rest.join("\n") };
}

/** The changed function with what is no field's; null where the change reaches further. */
function shortOf({ code, homes }: Mutant, { code: own, fields, rest }: Shared) {
  const [home, ...others] = homes;
  const place = home === undefined ? undefined : fields.get(home);
  if (home === undefined || place === undefined || others.length > 0) return null;
  const tail = own.length - place.end;
  const isAround = code.startsWith(own.slice(0, place.start)) && code.endsWith(own.slice(place.end));
  if (!isAround || code.length < place.start + tail) return null;
  return { body: `${rest}\n${code.slice(place.start, code.length - tail)}`, gives: [home] };
}
