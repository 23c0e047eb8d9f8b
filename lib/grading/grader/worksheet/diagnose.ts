import type { Diagnosis } from "#lib/core/report.ts";
import { toDiagnosis } from "../code/diagnose.ts";
import type { PartContext } from "../part.ts";
import { type FieldValues, mistakeChain } from "./chain.ts";
import { fits } from "./judge-cell.ts";
import { expectedOf, type Values } from "./part.ts";
import type { Field, Sheet } from "./read.ts";

/** A mistake that explains fields which differ, and which ones. */
export type Explained = { readonly diagnosis: Diagnosis; readonly fields: readonly string[] };

/**
 * For the first field that differs: the mistakes whose own value of it is what was entered, computed from the entered values or
 * from none. Of several the one that explains most of the fields that differ, with the names of those that explain as many.
 */
export async function diagnoseField(
  { part, exercise, runner }: PartContext<"worksheet">,
  off: readonly Field[],
  sheet: Sheet,
  values: Values,
): Promise<Explained | null> {
  const found = [];
  for (const mistake of part.mistakes) {
    const chain = await mistakeChain(exercise, part, mistake.file, values.given, runner);
    const mine = off.filter(({ id }) => chain.changes.includes(id));
    if (mine.length === 0) continue;
    const made = [await chain.values(values.entered), await chain.values({})];
    const fields = mine.filter((field) =>
      made.some((one) => explains(field, one, sheet, values, part.digits.decimals)),
    );
    if (fields.length > 0) found.push({ mistake, fields: fields.map(({ id }) => id) });
  }
  const [best, ...others] = found.sort((a, b) => b.fields.length - a.fields.length);
  if (best === undefined) return null;
  const alike = others
    .filter(({ fields }) => fields.join() === best.fields.join())
    .map(({ mistake }) => mistake.diagnosis.name);
  return { diagnosis: toDiagnosis(best.mistake.id, best.mistake.diagnosis, alike), fields: best.fields };
}

/** Every cell is what the mistake gives, and at least one of them is not what is right. */
function explains(field: Field, made: FieldValues, sheet: Sheet, values: Values, decimals: number): boolean {
  const cells = sheet[field.id] ?? [];
  const data = made[field.id]?.data;
  if (data === undefined || data.length !== cells.length) return false;
  const typed = cells.map((cell) => (cell.kind === "read" ? cell.number : null));
  const fit = typed.every((number, i) => number !== null && fits(number, data[i] as number, null, decimals));
  return (
    fit &&
    typed.some((number, i) => number !== null && !fits(number, expectedOf(field, i, values).full, null, decimals))
  );
}
