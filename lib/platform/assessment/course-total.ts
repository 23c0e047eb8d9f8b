/** A problem set as far as the course's total goes. `weight`: percent of the course. Points null: blank. */
export type Weighed = {
  readonly weight: number;
  readonly exercises: readonly { readonly points: number | null; readonly outOf: number }[];
};

/**
 * Percent of the course that was reached: of each set its share of points times its weight, blanks counted as not reached yet. In
 * hundredths. Null is blank: no points of a set that counts are known. It can pass 100 where the weights do.
 */
export function courseTotal(sets: readonly Weighed[]): number | null {
  const counting = sets.filter(({ weight, exercises }) => weight > 0 && sum(exercises.map(({ outOf }) => outOf)) > 0);
  if (counting.every(({ exercises }) => exercises.every(({ points }) => points === null))) return null;
  const reached = counting.map(({ weight, exercises }) => {
    const share = sum(exercises.map(({ points }) => points ?? 0)) / sum(exercises.map(({ outOf }) => outOf));
    return weight * share;
  });
  return Math.round(sum(reached) * 100) / 100;
}

/** What all sets are worth together, in percent; 100 where every part of the course is given to one. */
export const weightsInAll = (sets: readonly Pick<Weighed, "weight">[]): number =>
  Math.round(sum(sets.map(({ weight }) => weight)) * 100) / 100;

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
