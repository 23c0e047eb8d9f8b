import type { TensorValue } from "#lib/core/value.ts";
import type { Related, RelationCase, RelationCases, Row } from "./case.ts";
import { constant, factorsOf, factorWords, named, transposed, zero } from "./factor.ts";
import { another, kept, permuted, reordered, reshaped } from "./order.ts";
import { kink, oneLine } from "./place.ts";
import { totalled, wrongAxis } from "./reduced.ts";
import { shifted } from "./shift.ts";
import { entrywise, measured, offset, summand } from "./summand.ts";
import { differs, isFiniteTensor, largest, near } from "./tensor.ts";

export type { Known, Related, RelationCase, RelationCases } from "./case.ts";

/** What a small slip makes of a tensor, the likelier first. */
export const ROWS: readonly Row[] = [
  zero,
  named,
  transposed,
  another,
  reshaped,
  reordered,
  permuted,
  kept,
  shifted,
  kink,
  oneLine,
  totalled,
  wrongAxis,
  entrywise,
  measured,
  offset,
  summand,
  constant,
];

/**
 * The relation that holds between a returned tensor and the right one on all cases, or null. It has to show on at least two cases
 * with different numbers, and to agree with all the others: nothing is claimed by a single coincidence.
 */
export function relate(all: RelationCases): Related | null {
  const { cases, atol } = all;
  if (!cases.every(({ yours, other }) => isFiniteTensor(yours) && isFiniteTensor(other))) return null;
  // Of nothing everything holds.
  if (cases.some(({ yours }) => yours.data.length === 0)) return null;
  const telling = cases.filter(
    (one) => differs(one, atol) && Math.max(largest(one.yours), largest(one.other)) > 100 * atol,
  );
  const different = new Set(telling.map(({ yours, other }) => `${yours.data.join()}|${other.data.join()}`));
  if (different.size < 2 || telling.every(({ other }) => largest(other) === 0)) return null;
  for (const row of ROWS) {
    const [found, ...others] = row.of(all);
    if (found !== undefined) return withOthers(found, others);
  }
  return null;
}

/** Two names for the same numbers: the answer hears both. */
function withOthers(found: Related, others: readonly Related[]): Related {
  const also = [...new Set(others.map(({ words }) => words))].filter((words) => words !== found.words);
  return also.length === 0 ? found : { ...found, words: `${found.words} (here the same as ${also.join(", or ")})` };
}

/** A relation as the end of a sentence after "is" or "are": "1/m of what is asked for", "half as large as what is asked for". */
export const relatedTo = (words: string, other: string): string =>
  words.replaceAll(/what is asked for|\bas large\b|\bof it\b|^opposite sign/g, (part) => TOLD[part]?.(other) ?? other);

const TOLD: { readonly [part: string]: ((other: string) => string) | undefined } = {
  "as large": (other) => `as large as ${other}`,
  "of it": (other) => `of ${other}`,
  "opposite sign": (other) => `${other} with the opposite sign`,
};

/** Whether the two agree on all cases up to rounding. */
export const sameEverywhere = (
  pairs: readonly { readonly yours: TensorValue; readonly other: TensorValue }[],
): boolean => pairs.every(({ yours, other }) => near(yours, other));

/** "(m − 1)/m of it", where one number with a name leads from the other to yours on every case; else null. */
export function multipleOf(all: RelationCases): string | null {
  const names = [...new Set(factorsOf(all, ({ other }) => other).map(factorWords))];
  return names.length === 0 ? null : names.join(", or ");
}

/** A pair seen on one case: what the answer gave, what it was compared with, and the number of examples if there is one. */
export type Seen = { readonly yours: TensorValue; readonly other: TensorValue; readonly m: number | null };

/** The one relation that holds for a tensor on every case, in words; null where none does. */
export function relationOf(seen: readonly Seen[]): string | null {
  const cases = seen.map(
    ({ yours, other, m }): RelationCase => ({ yours, other, sizes: m === null ? {} : { m }, known: [] }),
  );
  return relate({ cases, atol: 0, examples: "m" })?.words ?? null;
}
