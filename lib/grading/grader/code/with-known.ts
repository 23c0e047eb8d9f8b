import type { Check } from "../../exercise/index.ts";
import { type Compared, explain, type KnownSlip } from "./explain.ts";
import { type AlikeOnManyCases, lastingOf } from "./many-cases.ts";
import { askedOf, isNumbers, isSure, placeOf } from "./off.ts";
import { isLoose, placed, type Repaired } from "./placed.ts";
import type { Fingerprint } from "./probes.ts";
import { fieldsOf, functionsOf } from "./table.ts";
import { rankOf, type Told, toDiagnosis, undoOneAnother } from "./told.ts";

/** Two slips at most are told of one check; of more pairs than this that would do, none is. */
const PAIRS = 4;

/** Changes of an answer that make nothing worse, what was off before, and the same question asked on many cases. */
type Tried = {
  readonly better: readonly Repaired[];
  readonly before: ReadonlySet<string>;
  readonly isAlike: AlikeOnManyCases;
};

/**
 * One change that makes nothing worse and leaves what one slip in a right answer computes: the two are not one slip twice. Only where
 * the answer gives numbers or ends with an error: of what is not a number, a change that skips most of the work makes some simple slip.
 */
export async function withKnown(
  compared: Compared,
  { better, before, isAlike }: Tried,
  known: readonly KnownSlip[],
  check: Check,
): Promise<Told | null> {
  for (const fn of functionsOf(check)) {
    const asked = askedOf(before, fn, fieldsOf(check));
    if (asked.length === 0 || !asked.some((place) => isSure(compared, place))) continue;
    if (!asked.every((place) => isNumbers(compared, place))) continue;
    const among = indexOf(compared, known, fn);
    const pairs = better.flatMap((one) => {
      if (isLoose(one.taken) || asked.some((place) => isEmptied(compared, one.print, place))) return [];
      const near = among(one.print);
      if (near.length === 0) return [];
      const reasons = explain({ ...compared, answer: one.print }, near, fn, fieldsOf(check));
      const [left] = reasons ?? [];
      if (reasons?.length !== 1 || left === undefined || undoOneAnother([[one.taken], left])) return [];
      return left.some(({ slip }) => slip.id === one.taken.slip.id) ? [] : [{ one, left }];
    });
    const names = new Set(pairs.map(({ one, left }) => toDiagnosis([[one.taken], left])?.id));
    if (names.size > PAIRS) continue;
    for (const { one, left } of pairs.sort((a, b) => rankOf(a.one.taken) - rankOf(b.one.taken)).slice(0, PAIRS)) {
      const reason = { slips: left, fields: fieldsOf(check), changed: one.taken.code };
      const [lasting] = (await lastingOf(isAlike, check, [reason])) ?? [];
      if (lasting !== undefined) return placed(toDiagnosis([[one.taken], lasting]), [one]);
    }
  }
  return null;
}

/** Known slips that may compute what a print does in a function: those whose sum of entries is near, found without a look at all. */
function indexOf(compared: Compared, known: readonly KnownSlip[], fn: string) {
  const sum = (print: Fingerprint): number => {
    let total = 0;
    for (const fields of print[fn] ?? [])
      for (const { data } of Object.values(fields ?? {}))
        data.forEach((x, i) => {
          total += x * (1 + (i % 7));
        });
    return total;
  };
  const right = sum(compared.right);
  const rows = known
    .map((slip) => ({ slip, at: sum(slip.print) }))
    .filter(({ at }) => Number.isFinite(at) && at !== right)
    .sort((a, b) => a.at - b.at);
  return (print: Fingerprint): readonly KnownSlip[] => {
    const at = sum(print);
    const width = 1e-5 * Math.max(1e-6, Math.abs(at));
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle]?.at as number) < at - width) low = middle + 1;
      else high = middle;
    }
    const near: KnownSlip[] = [];
    for (let i = low; i < rows.length && (rows[i]?.at as number) <= at + width; i++)
      near.push((rows[i] as { slip: KnownSlip }).slip);
    return near;
  };
}

/**
 * Whether a change leaves one number everywhere where the answer has several, or what stands in another field: it skips work, and takes
 * nothing back.
 */
function isEmptied({ answer }: Compared, print: Fingerprint, key: string): boolean {
  const { fn, probe, field } = placeOf(key);
  const beside = Object.entries(print[fn]?.[probe] ?? {}).filter(([name]) => name !== field);
  const left = print[fn]?.[probe]?.[field];
  if (left !== undefined && beside.some(([, { data }]) => data.join() === left.data.join())) return true;
  const differs = (of: Fingerprint) => {
    const data = of[fn]?.[probe]?.[field]?.data ?? new Float64Array();
    return data.some((x) => x !== data[0]);
  };
  return differs(answer) && !differs(print);
}
