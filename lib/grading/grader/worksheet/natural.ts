import type { WorksheetPart } from "../../exercise/index.ts";
import type { Chain } from "./chain.ts";
import { fits, vanished } from "./judge-cell.ts";
import { expectedOf, type JudgedLane, judgeField, type Values } from "./part.ts";
import { digitsOf, type Field, type Sheet } from "./read.ts";

/**
 * Fields in which a value that has vanished counts all the same: what they are computed from says something, so that the zero is what a
 * kink, a saturated unit or a sum makes of it. Nothing follows so from a zero that was entered. A change that is nothing, of a
 * parameter by such a zero, is one of these too, and no more: or one made-up number would let everything after it vanish.
 */
export async function naturalZeros(
  part: WorksheetPart,
  sheet: Sheet,
  values: Values,
  chain: Pick<Chain, "reads">,
): Promise<ReadonlySet<string>> {
  const fields = part.lanes.flatMap((lane) => lane.fields);
  const zeros = zerosOf(part, sheet, values);
  if (zeros.length === 0) return new Set();
  const reads = await chain.reads();
  const natural = new Set<string>();
  for (const field of zeros) {
    const before = fields.filter(({ id }) => id !== field.id && (reads.get(field.id) ?? []).includes(id));
    const speaks = (one: Field): boolean =>
      !isZeroAnywhere(part, one, values) || (field.change !== undefined && natural.has(one.id));
    if (before.length > 0 && before.every(speaks)) natural.add(field.id);
  }
  return natural;
}

/**
 * These and the zeros that follow from trusted values alone, in as many steps as it takes: a value is trusted where it is right, is a
 * recognised slip that is no zero, or follows from trusted ones. Behind a number that nothing explains none of them counts.
 */
export async function zerosThatFollow(
  part: WorksheetPart,
  lanes: readonly JudgedLane[],
  sheet: Sheet,
  values: Values,
  chain: Pick<Chain, "reads">,
): Promise<ReadonlySet<string>> {
  const natural = new Set(values.natural);
  const open = zerosOf(part, sheet, values).filter(({ id }) => !natural.has(id));
  if (open.length === 0) return natural;
  const reads = await chain.reads();
  const fields = part.lanes.flatMap((lane) => lane.fields);
  const states = new Map(lanes.flatMap((lane) => Object.entries(lane.states)));
  const slips = new Set(lanes.flatMap(({ found }) => found?.fields ?? []));
  const isTrusted = (id: string): boolean => {
    const field = fields.find((one) => one.id === id);
    const mine = states.get(id) ?? [];
    // Of another function it is not known what that is computed from.
    if (field === undefined) return false;
    if (mine.includes("differs")) return slips.has(id) && !isZeroAnywhere(part, field, values);
    return mine.every((state) => state === "right") || (reads.get(id) ?? []).every(isTrusted);
  };
  for (let grown = true; grown; ) {
    grown = false;
    for (const field of open) {
      const before = reads.get(field.id) ?? [];
      if (natural.has(field.id) || before.length === 0 || !before.every(isTrusted)) continue;
      natural.add(field.id);
      states.set(field.id, judgeField(part, field, sheet[field.id] ?? [], { ...values, natural }));
      grown = true;
    }
  }
  return natural;
}

/** Fields with a value that has vanished, and was entered so. */
function zerosOf(part: WorksheetPart, sheet: Sheet, values: Values): Field[] {
  return part.lanes
    .flatMap((lane) => lane.fields)
    .filter((field) =>
      (sheet[field.id] ?? []).some((cell, i) => {
        if (cell.kind !== "read") return false;
        const { followed, from, slack } = expectedOf(field, i, values);
        return (
          isZero(part, field, i, followed, values) && fits(cell.number, followed, from, digitsOf(part, field.id), slack)
        );
      }),
    );
}

const isZero = (part: WorksheetPart, field: Field, i: number, value: number, values: Values): boolean =>
  vanished({ ...expectedOf(field, i, values), followed: value }, digitsOf(part, field.id));

const isZeroAnywhere = (part: WorksheetPart, field: Field, values: Values): boolean =>
  [...(values.entered[field.id]?.data ?? [])].some((typed, i) => isZero(part, field, i, typed, values));
