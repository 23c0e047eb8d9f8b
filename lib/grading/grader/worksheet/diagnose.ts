import type { Diagnosis } from "#lib/core/report.ts";
import type { Digits } from "../../exercise/index.ts";
import { toDiagnosis } from "../code/diagnose.ts";
import type { PartContext } from "../part.ts";
import type { FieldValues, Mistaken } from "./chain.ts";
import { fits, unitOf, vanished } from "./judge-cell.ts";
import { expectedOf, type Values } from "./part.ts";
import { digitsOf, type Field, type Sheet } from "./read.ts";

/** A mistake that explains fields which differ, and which ones. */
export type Explained = { readonly diagnosis: Diagnosis; readonly fields: readonly string[] };

/**
 * For the first field that differs: the mistakes whose own value of it is what was entered, computed from the entered values, or
 * from none where no other field speaks against it. Of several the one that explains most of the fields that differ, with the names of those that explain as many.
 */
export function diagnoseField(
  { part }: PartContext<"worksheet">,
  off: readonly Field[],
  sheet: Sheet,
  values: Values,
  mistakes: readonly Mistaken[],
): Explained | null {
  const found = [];
  for (const [i, mistake] of part.mistakes.entries()) {
    const { changes, entered, exact } = mistakes[i] as Mistaken;
    const mine = off.filter(({ id }) => changes.includes(id));
    if (mine.length === 0) continue;
    const made: readonly Made[] = [
      ...(entered ? [{ mistaken: entered, right: values.followed }] : []),
      ...(exact ? [{ mistaken: exact, right: values.full }] : []),
    ];
    const allFields = part.lanes.flatMap(({ fields: own }) => own).filter(({ id }) => changes.includes(id));
    const fields = mine.filter((field) =>
      made.some(
        (one) =>
          explains(field, one, sheet, values, digitsOf(part, field.id)) &&
          !(
            one.mistaken === exact &&
            allFields.some((other) => isRightInstead(other, one, sheet, values, digitsOf(part, other.id)))
          ),
      ),
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

/**
 * Whether a field that the mistake changes was entered as is right, and not as the mistake gives it: then what follows was not computed
 * from the mistake all the way.
 */
function isRightInstead(field: Field, made: Made, sheet: Sheet, values: Values, digits: Digits): boolean {
  const cells = sheet[field.id] ?? [];
  const mistaken = made.mistaken[field.id]?.data;
  const near = (i: number, x: number) => {
    const cell = cells[i];
    return cell?.kind === "read" && fits(cell.number, x, null, digits, unitOf(digits, x));
  };
  const right = cells.length > 0 && cells.every((_, i) => near(i, expectedOf(field, i, values).full));
  return right && mistaken !== undefined && cells.some((_, i) => !near(i, mistaken[i] as number));
}

/** What the mistake gives and what is right, both from the same entries. */
type Made = { readonly mistaken: FieldValues; readonly right: FieldValues };

/** A number carried with more digits than were typed may be off by one more unit of the last asked decimal. */
const CARRIED = 1;

/**
 * Every cell is what the mistake gives, and at least one of them is neither what is right nor what would have been right there: from
 * a gradient of zero, up and down are the same. What has vanished explains nothing.
 */
function explains(field: Field, made: Made, sheet: Sheet, values: Values, digits: Digits): boolean {
  const cells = sheet[field.id] ?? [];
  const data = made.mistaken[field.id]?.data;
  if (data === undefined || data.length !== cells.length) return false;
  const told = cells.map((cell, i): boolean | null => {
    const expected = expectedOf(field, i, values);
    const mistaken = data[i] as number;
    const slack = CARRIED * unitOf(digits, mistaken);
    if (cell.kind !== "read" || vanished({ ...expected, followed: mistaken, from: null }, digits)) return null;
    if (!fits(cell.number, mistaken, null, digits, slack)) return null;
    const apart = Math.abs(mistaken - (made.right[field.id]?.data[i] ?? Number.NaN)) > 2 * slack;
    return apart && !fits(cell.number, expected.full, null, digits, slack);
  });
  return !told.includes(null) && told.includes(true);
}
