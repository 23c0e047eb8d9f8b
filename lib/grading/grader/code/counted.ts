import type { Check } from "../../exercise/index.ts";
import { ONCE_MORE, OTHER_DIVISOR } from "../../slip/index.ts";
import type { Fields } from "../tensor-values.ts";
import { type Compared, isAsked } from "./explain.ts";
import { exampleSize } from "./known-values.ts";
import type { Repaired } from "./placed.ts";
import { type Fingerprint, probeSizes } from "./probes.ts";
import { fieldsOf, functionsOf } from "./table.ts";
import type { AnswerPlace } from "./told.ts";

const SAME = 1e-9;

/**
 * A count that is divided by once too often is that of the examples if the numbers say so: the value is then as many times too small
 * as a probe has examples. Where it is as many times too small as the probes have of something else, that is told.
 */
export function countedBy(
  { part, exercise }: Pick<AnswerPlace, "part" | "exercise">,
  { answer }: Compared,
  check: Check,
  fits: readonly Repaired[],
): readonly Repaired[] {
  if (!fits.some(({ taken }) => taken.slip === ONCE_MORE)) return fits;
  const sizes = probeSizes(part, exercise.hash);
  // where every size is a parameter's, as in a layer whose input has a gradient too, the exercise's $m$ is believed
  const examples = exampleSize(part) ?? "m";
  return fits.map((one) => {
    if (one.taken.slip !== ONCE_MORE) return one;
    const isOther = functionsOf(check).some((fn) => {
      const times = timesOf(answer, one.print, fn, fieldsOf(check));
      const counts = Object.keys(sizes[0] ?? {}).filter((size) =>
        times.every((factor, i) => factor !== null && isNear(factor, sizes[i]?.[size] ?? 0)),
      );
      return times.length > 0 && counts.length > 0 && !counts.includes(examples);
    });
    return isOther ? { ...one, taken: { ...one.taken, slip: OTHER_DIVISOR } } : one;
  });
}

/** Per probe how many times as large all that is off becomes; null where that is not one number. */
function timesOf(
  answer: Fingerprint,
  repaired: Fingerprint,
  fn: string,
  asked: readonly string[] | undefined,
): (number | null)[] {
  return (answer[fn] ?? []).map((fields, i) => {
    const quotients = quotientsOf(fields ?? {}, repaired[fn]?.[i] ?? {}, asked);
    const [first = null] = quotients;
    return first !== null && quotients.every((one) => isNear(one, first)) ? first : null;
  });
}

function quotientsOf(answer: Fields, repaired: Fields, asked: readonly string[] | undefined): number[] {
  return Object.entries(repaired)
    .filter(([field]) => isAsked(field, asked))
    .flatMap(([field, { data }]) => {
      const all = [...data].map((x, i) => [x, answer[field]?.data[i] ?? Number.NaN] as const);
      return all.filter(([x, y]) => x !== y).map(([x, y]) => x / y);
    });
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= SAME * Math.abs(b);
