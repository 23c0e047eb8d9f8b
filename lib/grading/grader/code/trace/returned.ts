import type { TensorValue } from "#lib/core/value.ts";
import type { Seen } from "../../../slip/index.ts";
import type { Search } from "./find.ts";
import { factorOf, type Scale, scaleBetween } from "./scale.ts";

/** The name under which a value of the backward pass is returned, or null. */
export const returnedAs = ({ backward }: Search, id: number): string | null =>
  [...backward.outputs].find(([, output]) => output === id)?.[0] ?? null;

/** A returned gradient beside the true one in every case that was looked at. */
export const takenOf = ({ taken }: Search, name: string): readonly Seen[] =>
  taken.flatMap(({ one, pairs }) =>
    pairs.flatMap((pair) =>
      pair.name === name ? [{ yours: pair.yours, other: pair.other, m: one.sizes.m ?? null }] : [],
    ),
  );

/**
 * The factor that may be told of a value, seen in the cases that were carried out alike: of what is returned it has to hold in all the
 * others too. In a loop all alike have as many passes, and 2 is told from T by what is returned in the others. Null where it does not hold.
 */
export function scaleTold(search: Search, id: number, scale: Scale, fixes: readonly string[]): Scale | null {
  const { backward, taken } = search;
  const agrees = (other: Scale) =>
    backward.samples.every((one) => Math.abs(factorOf(other, one) / factorOf(scale, one) - 1) < 1e-6);
  const whole = (name: string): Scale | null => {
    const seen = takenOf(search, name);
    const of = (each: (one: Seen) => TensorValue) => seen.map(each);
    return seen.length === taken.length
      ? scaleBetween(
          taken,
          of(({ yours }) => yours),
          of(({ other }) => other),
        )
      : null;
  };
  const returned = returnedAs(search, id);
  if (returned !== null && fixes.includes(returned)) {
    const found = whole(returned);
    return found !== null && agrees(found) ? found : null;
  }
  if (scale.size !== null) return scale;
  const others = fixes.map(whole);
  return others.find((other) => other !== null && other.size !== null && agrees(other)) ?? scale;
}
