import type { TapeEntry } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { after, replaced } from "./backward.ts";
import { leadsToRight, placeOf } from "./doubt.ts";
import { type Off, type Search, valuesOf } from "./find.ts";
import { isZero, near, type Sample } from "./sample.ts";
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
  const { backward } = search;
  const { samples, entries } = backward;
  const own = entries.indexOf(off.entry);
  const { kind } = off.needed.known;
  if (kind === "value" || kind === "slope" || isZero(off.values)) return null;
  if (scaleBetween(samples, valuesOf(backward, off.entry.output), off.values) !== null) return null;
  const candidates = before(search, off.entry).map((id) => ({
    id,
    way: after(backward, id).filter((at) => at <= own),
  }));
  for (const reading of readings(samples)) {
    const found = candidates.flatMap(({ id, way }) => {
      const values = valuesOf(backward, id).map((value, k) =>
        scaled(value, factorOf(reading.puts, samples[k] as Sample)),
      );
      const gives = (sample: Sample, k: number): boolean => {
        const made = replaced(sample, way, id, values[k] as TensorValue)?.get(off.entry.output);
        return made !== undefined && near(made, off.values[k] as TensorValue);
      };
      return samples.every(gives) ? [{ id, values, ...placeOf(backward, id) }] : [];
    });
    const part = found.find(({ name }) => name !== null) ?? found[0];
    if (part === undefined || part.line === null) continue;
    const { id, values, name, line } = part;
    const elsewhere = name !== null && line !== placeOf(backward, off.entry.output).line && !leadsToRight(search, id);
    const there = elsewhere && reading.puts.size !== null && !counts(search, off);
    return { id, values, name, line, tex: texOf(name ?? "part"), words: reading.words, there };
  }
  return null;
}

/** More values than these are not tried. */
const CANDIDATES = 40;

/** What a step was computed from beside the forward pass, the nearest first. */
function before({ backward }: Search, { inputs }: TapeEntry): readonly number[] {
  const found = new Set<number>();
  const add = (one: TapeEntry["inputs"][number]): void => {
    if (typeof one === "number" && backward.madeBy.has(one) && !backward.forwardOf.has(one)) found.add(one);
  };
  for (const one of inputs) add(one);
  for (const id of found)
    if (found.size < CANDIDATES) for (const one of backward.madeBy.get(id)?.inputs ?? []) add(one);
  return [...found].filter((id) => backward.grounded.has(id)).sort((a, b) => b - a);
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
  const constants = [0.5, 2, -1].map((by): Reading => {
    const words = by < 0 ? "with the wrong sign" : scaleWords({ ...ONE, by: 1 / by });
    return { puts: { ...ONE, by }, words: words ?? "" };
  });
  const varying = bySizes.filter(({ puts }) => new Set(samples.map(({ one }) => one.sizes[puts.size ?? ""])).size > 1);
  return [...varying, ...constants, { puts: { ...ONE, by: 0 }, words: "once too often" }];
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

/** "yx in line 15, a part of it, goes in m times as large": whether there or here is left open. */
export const partWords = ({ name, line, words }: Part): string =>
  `${name ?? "what is computed"} in line ${line}, a part of it, goes in ${words.replace(/^1/, "as 1")}`;
