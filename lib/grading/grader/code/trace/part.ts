import type { TensorValue } from "#lib/core/value.ts";
import { after } from "./backward.ts";
import { placeOf } from "./doubt.ts";
import { fixedBy, type Off, type Search, valuesOf } from "./find.ts";
import { isZero, type Sample } from "./sample.ts";
import { factorOf, ONE, type Scale, scaleBetween, scaled, scaleWords } from "./scale.ts";
import { texOf } from "./tex.ts";

/** A value that goes into the first step that is off, and that alone is off in it, by a factor. */
export type Part = {
  readonly id: number;
  readonly name: string | null;
  readonly line: number;
  readonly tex: string;
  /** "m times as large", as the end of a sentence after "is". */
  readonly words: string;
  /** What it should have been, in each sample. */
  readonly values: readonly TensorValue[];
  /** Whether it is off where it was computed, so that this is the place, and not the line that it goes into. */
  readonly there: boolean;
};

/** What a part is, by the factor that puts it right. */
type Reading = { readonly puts: Scale; readonly words: string };

/**
 * One of several things that a step is made of, by a factor as which it would make the step right: a term of a sum, a moment of the data.
 * Null where the step is off by a factor as a whole, or where nothing single explains it. Of a chain of such values it is the last with a name.
 */
export function partOff(search: Search, off: Off): Part | null {
  const { backward, right } = search;
  const { samples, entries } = backward;
  const own = entries.indexOf(off.entry);
  const { kind } = off.needed.known;
  if (kind === "value" || kind === "slope" || isZero(off.values)) return null;
  if (scaleBetween(samples, valuesOf(backward, off.entry.output), off.values) !== null) return null;
  for (const reading of readings(samples)) {
    const found = entries.slice(0, own).flatMap(({ output: id }) => {
      const later = after(backward, id);
      if (!later.includes(own) || backward.forwardOf.has(id) || !backward.grounded.has(id)) return [];
      const values = valuesOf(backward, id).map((value, k) =>
        scaled(value, factorOf(reading.puts, samples[k] as Sample)),
      );
      const fixes = fixedBy(backward, id, later, values, new Set(off.fixes), right);
      return fixes.length === off.fixes.length ? [{ id, values, ...placeOf(backward, id) }] : [];
    });
    const part = found.findLast(({ name }) => name !== null) ?? found.at(-1);
    if (part === undefined || part.line === null) continue;
    const { id, values, name, line } = part;
    const there =
      reading.puts.size !== null && line !== placeOf(backward, off.entry.output).line && !counts(search, off);
    return { id, values, name, line, tex: texOf(name ?? "part"), words: reading.words, there: there && name !== null };
  }
  return null;
}

function readings(samples: readonly Sample[]): readonly Reading[] {
  const sizes = Object.keys(samples[0]?.one.sizes ?? {});
  const bySizes = sizes.flatMap((size) =>
    [true, false].map(
      (over): Reading => ({
        puts: { by: 1, size, over },
        words: scaleWords({ by: 1, size, over: !over }) ?? "",
      }),
    ),
  );
  const constants = [0.5, 2, -1].map(
    (by): Reading => ({ puts: { ...ONE, by }, words: scaleWords({ ...ONE, by: 1 / by }) ?? "" }),
  );
  const varying = bySizes.filter(({ puts }) => new Set(samples.map(({ one }) => one.sizes[puts.size ?? ""])).size > 1);
  return [...varying, ...constants, { puts: { ...ONE, by: 0 }, words: "one too many" }];
}

/** Whether the line of a step takes a mean, or multiplies by a size or divides by it: what is missing may be missing there. */
function counts({ backward }: Search, { entry }: Off): boolean {
  const { samples, entries } = backward;
  const { line } = placeOf(backward, entry.output);
  return entries.some(({ op, output }, i) => {
    if (placeOf(backward, output).line !== line) return false;
    return op === "mean" || samples.every((sample) => hasSize(sample, i));
  });
}

function hasSize({ one, backward: { tape } }: Sample, i: number): boolean {
  const sizes = Object.values(one.sizes).flatMap((n) => [n, 1 / n]);
  return (tape.entries[i]?.inputs ?? []).some(
    (input) =>
      typeof input === "object" &&
      sizes.some((n) => Math.abs(input.scalar / n - 1) < 1e-12 || Math.abs(input.scalar / n) === 2),
  );
}

/** "yx of line 15 in it is m times as large". */
export const partWords = ({ name, line, words }: Part): string =>
  `${name ?? "what is computed"} in line ${line}, a part of it, is ${words}`;
