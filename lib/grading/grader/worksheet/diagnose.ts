import type { Diagnosis } from "#lib/core/report.ts";
import type { Digits } from "../../exercise/index.ts";
import { toDiagnosis } from "../code/diagnose.ts";
import type { PartContext } from "../part.ts";
import { listWords } from "../words.ts";
import type { FieldValues, Mistaken } from "./chain.ts";
import { fits, judgeCell, unitOf, vanished } from "./judge-cell.ts";
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
    const fields = mine.flatMap((field) => {
      for (const one of made) {
        const entries = explained(field, one, sheet, values, digitsOf(part, field.id));
        const isElsewhere = (other: Field) => isRightInstead(other, one, sheet, values, digitsOf(part, other.id));
        if (entries === null || (one.mistaken === exact && allFields.some(isElsewhere))) continue;
        return [{ field, entries }];
      }
      return [];
    });
    if (fields.length > 0) found.push({ mistake, told: fields, fields: fields.map(({ field }) => field.id) });
  }
  const [best, ...others] = found.sort((a, b) => b.fields.length - a.fields.length);
  if (best === undefined) return null;
  const alike = others
    .filter(({ fields }) => fields.join() === best.fields.join())
    .map(({ mistake }) => mistake.diagnosis.name);
  const diagnosis = toDiagnosis(best.mistake.id, best.mistake.diagnosis, alike);
  const [first] = best.told;
  const where = first === undefined ? "" : entriesWords(first.field, first.entries);
  return { diagnosis: { ...diagnosis, says: diagnosis.says + where }, fields: best.fields };
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

/** Entries that are off as something explains it; `isWhole`: every other one is what it gives as well, and not only right. */
export type Entries = { readonly off: readonly number[]; readonly isWhole: boolean };

/**
 * The entries that are what the mistake gives, and neither what is right nor what would have been right there: from a gradient of zero,
 * up and down are the same. Null where an entry is neither the mistake's nor right, or none is off; what has vanished explains nothing by itself.
 */
function explained(field: Field, made: Made, sheet: Sheet, values: Values, digits: Digits): Entries | null {
  const cells = sheet[field.id] ?? [];
  const data = made.mistaken[field.id]?.data;
  if (data === undefined || data.length !== cells.length) return null;
  const off: number[] = [];
  let isWhole = true;
  for (const [i, cell] of cells.entries()) {
    const expected = expectedOf(field, i, values);
    const mistaken = data[i] as number;
    const slack = CARRIED * unitOf(digits, mistaken);
    if (cell.kind !== "read") return null;
    if (fits(cell.number, mistaken, null, digits, slack)) {
      const apart = Math.abs(mistaken - (made.right[field.id]?.data[i] ?? Number.NaN)) > 2 * slack;
      const isNothing = vanished({ ...expected, followed: mistaken, from: null }, digits);
      if (apart && !isNothing && !fits(cell.number, expected.full, null, digits, slack)) off.push(i);
    } else if (judgeCell(cell.number, expected, digits) === "differs") return null;
    else isWhole = false;
  }
  return off.length === 0 ? null : { off, isWhole };
}

/** Which entries it is, where others are right; empty where it is all of them. */
export function entriesWords({ tex, shape }: Field, { off, isWhole }: Entries): string {
  if (isWhole) return "";
  const [rows = 1, columns = 1] = shape;
  const isList = rows === 1 || columns === 1;
  const places = off.map((i) => (isList ? `${i + 1}` : `${Math.floor(i / columns) + 1},${(i % columns) + 1}`));
  return ` This is so in ${off.length === 1 ? "entry" : "entries"} ${listWords(places)} of $${tex}$ only.`;
}
