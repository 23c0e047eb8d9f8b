import { type Mutant, slipMutants } from "../code/index.ts";

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
 * One guest module with all mutants, each in a scope of its own: `tables` is a list of functions that give a mutant's field functions.
 * What does not even load throws there, and explains nothing.
 */
export function mutantTables(mutants: readonly Mutant[], ids: readonly string[]): string {
  const tables = mutants.map(({ code }) => {
    const body = code.replace(/^export\s+(?=const|let|function|async)/gm, "");
    return `() => {\n${body}\nreturn { ${ids.join(", ")} };\n}`;
  });
  return `export const tables = [\n${tables.join(",\n")}\n];\n`;
}
