import { type Mutant, slipMutants } from "../code/index.ts";

const MOST = 240;

/**
 * Slips in the functions of `fields.ts` that may change one of the named fields: in the field's own function, or in what several
 * functions share.
 */
export function fieldMutants(source: string, allIds: readonly string[], ids: readonly string[]): Mutant[] {
  const fields = new Set(allIds);
  const wanted = new Set(ids);
  return slipMutants(source)
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
