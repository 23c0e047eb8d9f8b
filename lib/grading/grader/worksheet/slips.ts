import type { Diagnosis } from "#lib/core/report.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { type Digits, fileOf, significant, type TypedNumber, type WorksheetPart } from "../../exercise/index.ts";
import {
  fieldMutants,
  furtherMutants,
  type Mutant,
  namesRead,
  type SheetValue,
  saysEnough,
  saysMuch,
} from "../../slip/index.ts";
import { SAME_NUMBERS } from "../code/told.ts";
import type { PartContext } from "../part.ts";
import { type Entries, type Explained, entriesWords } from "./diagnose.ts";
import { fits, judgeCell, unitOf } from "./judge-cell.ts";
import { expectedOf, type Values } from "./part.ts";
import { digitsOf, type Field, type Sheet } from "./read.ts";
import { furtherRelationOf, relationOf } from "./relations.ts";
import { type Ran, type Row, runMutants } from "./run-slips.ts";

/**
 * The field that differs, explained by one slip in its function: by the mutant's value from the entered values before it, or from the
 * exact ones. All cells have to agree to the typed digits, and all slips that agree have to be one function. Else by a relation of the
 * entries to what is right, or by one slip in some of the entries, where the others are right.
 */
export async function diagnoseBySlip(
  { part, exercise, runner }: PartContext<"worksheet">,
  off: readonly Field[],
  sheet: Sheet,
  values: Values,
): Promise<Explained | null> {
  const whole = off.filter(({ id }) => {
    const numbers = numbersOf(sheet, id);
    const isEnough =
      (saysEnough(numbers) || sayEnoughExactly(numbers)) && numbers.some(({ value }) => !isTrivial(value));
    return isEnough && numbers.length === (sheet[id] ?? []).length;
  });
  if (whole.length === 0) return null;
  const source = fileOf(exercise, part.fields);
  const ids = whole.map(({ id }) => id);
  const allIds = part.lanes.flatMap(({ fields }) => fields.map(({ id }) => id));
  const mutants = fieldMutants(source, allIds, ids);
  const ran = await runMutants({ exercise, part, ids, values, runner }, mutants);
  for (const field of whole) {
    const slip = (isWhole: boolean) =>
      ran === null ? null : slipOf(field, mutants, ran, sheet, values, digitsOf(part, field.id), isWhole);
    const told = slip(true) ?? relationOf(field, part, sheet, values) ?? slip(false);
    if (told !== null) return { diagnosis: told, fields: [field.id] };
  }
  // More is tried only where more was typed: among many numbers one is near by chance.
  const telling = whole.filter(({ id }) => saysEnough(numbersOf(sheet, id)));
  for (const field of beginnings(telling, source).slice(0, FURTHER)) {
    const isMuch = saysMuch(numbersOf(sheet, field.id));
    const further = isMuch ? furtherMutants(source, field.id, sheetValues(part)) : [];
    const found = await runMutants({ exercise, part, ids: [field.id], values, runner }, further);
    const slip = found && slipOf(field, further, found, sheet, values, digitsOf(part, field.id), true);
    const told = slip ?? furtherRelationOf(field, part, sheet, values, source);
    if (told !== null) return { diagnosis: told, fields: [field.id] };
  }
  return null;
}

/** Fields of a lane that further slips are looked for in: each takes a run of its own. */
const FURTHER = 2;

/** Those that are computed from none of the others: there it begins. */
const beginnings = (fields: readonly Field[], source: string): Field[] =>
  fields.filter(({ id }) => {
    const read = namesRead(source, id);
    return !fields.some((other) => other.id !== id && read.includes(other.id));
  });

const numbersOf = (sheet: Sheet, id: string): TypedNumber[] =>
  (sheet[id] ?? []).flatMap((cell) => (cell.kind === "read" ? [cell.number] : []));

const sheetValues = ({ lanes, given }: WorksheetPart): SheetValue[] => [
  ...lanes.flatMap(({ fields }) => fields).map(({ id, tex, shape }) => ({ from: "field" as const, id, tex, shape })),
  ...given.map(({ id, tex, shape }) => ({ from: "given" as const, id, tex, shape })),
];

/** With as many zeros as you like it is a number that everything gives: a quotient of a value by itself, a power of nothing. */
const isTrivial = (value: number): boolean => value === 0 || Math.abs(value) === 1;

/** Digits that short numbers have together at least, to be explained by values that they are exactly. */
const SHORT_DIGITS = 3;

/**
 * Typed short, 1.2 counts as 1.2000 and is explained by that value alone. Whole numbers, as those of classes and signs, say too little,
 * and so does one number.
 */
const sayEnoughExactly = (numbers: readonly TypedNumber[]): boolean =>
  numbers.length > 1 &&
  numbers.some(({ value }) => !Number.isInteger(value)) &&
  numbers.reduce((sum, one) => sum + significant(one), 0) >= SHORT_DIGITS;

function slipOf(
  field: Field,
  mutants: readonly Mutant[],
  ran: Ran,
  sheet: Sheet,
  values: Values,
  digits: Digits,
  isWhole: boolean,
): Diagnosis | null {
  const all = mutants.flatMap((mutant, i) => {
    const told = [ran.entered, ran.exact].flatMap(
      (rows) => explained(field, rows[i + 1], rows[0], sheet, values, digits) ?? [],
    );
    const entries = told.find((one) => one.isWhole === isWhole);
    return entries === undefined ? [] : [{ mutant, at: i + 1, entries }];
  });
  const matching = all.filter(({ entries }) => isWhole || telling(field, entries, sheet));
  // What computes the same as the right function explains nothing.
  const real = matching.filter(({ at }) => !alike(ran.elsewhere[at]?.[field.id], ran.elsewhere[0]?.[field.id]));
  const first = oneSlip(real, (at) => ran.elsewhere[at]?.[field.id]);
  if (first === null || first.mutant.slip === null) return null;
  const { id, name, says, next, lesson } = first.mutant.slip;
  const names = [...new Set(real.map(({ mutant }) => mutant.slip?.name ?? ""))].filter(
    (one) => one !== "" && one !== name,
  );
  const also = names.length === 0 ? "" : `${SAME_NUMBERS}${names.slice(0, 3).join("; ")}.`;
  const where = entriesWords(field, first.entries);
  return { id: `slip:${id}`, name, says: `$${field.tex}$: ${says}${where}${also}`, next, lesson, at: null };
}

type Match = { readonly mutant: Mutant; readonly at: number; readonly entries: Entries };

/**
 * The slip that all matches come down to: they are one function, or where they are several, as with a root or without one, one slip
 * makes each of these.
 */
function oneSlip(matches: readonly Match[], elsewhere: (at: number) => TensorValue | null | undefined): Match | null {
  const functions: Match[][] = [];
  for (const one of matches) {
    const there = functions.find(([other]) => other !== undefined && alike(elsewhere(one.at), elsewhere(other.at)));
    if (there === undefined) functions.push([one]);
    else there.push(one);
  }
  const [some = []] = functions;
  const isInAll = ({ mutant }: Match) => functions.every((all) => all.some((one) => one.mutant.id === mutant.id));
  return functions.length === 1 ? (some[0] ?? null) : (some.find(isInAll) ?? null);
}

/** Entries of which only some are so have to say enough by themselves: one number with few digits is met by some slip or other. */
function telling(field: Field, { off }: Entries, sheet: Sheet): boolean {
  const cells = sheet[field.id] ?? [];
  return saysEnough(
    off.flatMap((i) => {
      const cell = cells[i];
      return cell?.kind === "read" ? [cell.number] : [];
    }),
  );
}

/** The entries that are what the mutant gives and not what is right there; null where one is neither, or none is off. */
function explained(
  field: Field,
  made: Row | undefined,
  right: Row | undefined,
  sheet: Sheet,
  values: Values,
  digits: Digits,
): Entries | null {
  const cells = sheet[field.id] ?? [];
  const [mine, true_] = [made?.[field.id]?.data, right?.[field.id]?.data];
  if (mine === undefined || true_ === undefined || mine.length !== cells.length) return null;
  const off: number[] = [];
  let isWhole = true;
  for (const [i, cell] of cells.entries()) {
    const would = mine[i] as number;
    const slack = unitOf(digits, would);
    if (cell.kind !== "read") return null;
    const expected = expectedOf(field, i, values);
    if (fits(cell.number, would, null, digits, slack)) {
      const other = Math.abs(would - (true_[i] as number)) > 2 * slack;
      if (other && [expected.full, expected.followed].every((x) => !fits(cell.number, x, null, digits, slack)))
        off.push(i);
    } else if (judgeCell(cell.number, expected, digits) === "differs") return null;
    else isWhole = false;
  }
  const isSeen = off.length > 0 && mine.some((x) => Math.abs(x) >= 100 * unitOf(digits, x));
  return isSeen ? { off, isWhole } : null;
}

const alike = (a: TensorValue | null | undefined, b: TensorValue | null | undefined): boolean =>
  a != null &&
  b != null &&
  a.data.length === b.data.length &&
  a.data.every((x, i) => Math.abs(x - (b.data[i] as number)) <= 1e-9 * Math.max(1, Math.abs(x)));
