import type { WorksheetPart } from "../../exercise/index.ts";
import type { Chain } from "./chain.ts";
import { fits, vanished } from "./judge-cell.ts";
import { expectedOf, type Values } from "./part.ts";
import { digitsOf, type Sheet } from "./read.ts";

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
  const isZero = (field: (typeof fields)[number], i: number, typed: number): boolean =>
    vanished({ ...expectedOf(field, i, values), followed: typed }, digitsOf(part, field.id));
  const zeros = fields.filter((field) =>
    (sheet[field.id] ?? []).some((cell, i) => {
      if (cell.kind !== "read") return false;
      const { followed, from, slack } = expectedOf(field, i, values);
      const digits = digitsOf(part, field.id);
      return isZero(field, i, followed) && fits(cell.number, followed, from, digits, slack);
    }),
  );
  if (zeros.length === 0) return new Set();
  const reads = await chain.reads();
  const natural = new Set<string>();
  for (const field of zeros) {
    const before = fields.filter(({ id }) => id !== field.id && (reads.get(field.id) ?? []).includes(id));
    const speaks = (one: (typeof fields)[number]): boolean =>
      [...(values.entered[one.id]?.data ?? [])].every((typed, i) => !isZero(one, i, typed)) ||
      (field.change !== undefined && natural.has(one.id));
    if (before.length > 0 && before.every(speaks)) natural.add(field.id);
  }
  return natural;
}
