import type { TensorValue } from "#lib/core/value.ts";
import { relationOf, type Seen } from "../../../slip/index.ts";
import { doubtWords } from "./doubt.ts";
import { type Off, type Search, valuesOf } from "./find.ts";
import type { Known } from "./known.ts";
import { type Part, partWords } from "./part.ts";
import { returnedAs, scaleTold, takenOf } from "./returned.ts";
import { isZero, near, type Sample } from "./sample.ts";
import { laterWords, ONE, sameScale, scaleBetween, scaleWords } from "./scale.ts";
import { slopeWords, spoken, valueWords } from "./tex.ts";

/** Slopes as people write them with the value a that a function gave. */
const FORMS: readonly { readonly op: string; readonly text: string; readonly slope: (a: number) => number }[] = [
  { op: "sigmoid", text: "a(1 − a)", slope: (a) => a * (1 - a) },
  { op: "tanh", text: "1 − a²", slope: (a) => 1 - a * a },
  { op: "relu", text: "1 where a > 0", slope: (a) => (a > 0 ? 1 : 0) },
];

/**
 * How the first step that is off differs from what it should be, in words; null where nothing is recognised. What is said of something
 * returned holds in every case that was looked at, and not in the case that is shown alone.
 */
export function relationWords(search: Search, off: Off, part: Part | null): string | null {
  const { backward } = search;
  const yours = valuesOf(backward, off.entry.output);
  const seen = backward.samples.map(({ one }, k) => ({
    yours: yours[k] as TensorValue,
    other: off.values[k] as TensorValue,
    m: one.sizes.m ?? null,
  }));
  const returned = returnedAs(search, off.entry.output);
  const isIt = returned !== null && search.parameters.get(returned) === off.needed.known.id;
  const everywhere = isIt ? takenOf(search, returned) : seen;
  if (isZero(off.values)) return "it has to be 0 in this case";
  return (
    uniform(search, off, yours) ??
    factorBetween(search, off, yours) ??
    otherSlope(search, off, yours) ??
    missingFactor(search, off) ??
    relationOf(everywhere) ??
    otherShape(everywhere) ??
    (part === null ? doubtWords(search, off.entry) : partWords(part))
  );
}

/** What has the right shape in the case that is shown may have another one in larger cases. */
const otherShape = (seen: readonly Seen[]): string | null =>
  seen.some(({ yours, other }) => yours.shape.join() !== other.shape.join())
    ? "in larger cases of another shape than it has to be"
    : null;

function uniform(search: Search, off: Off, yours: readonly TensorValue[]): string | null {
  const scale = scaleBetween(search.backward.samples, yours, off.values);
  const told = scale === null ? null : scaleTold(search, off.entry.output, scale, off.fixes);
  const words = told === null ? null : scaleWords(told);
  return words && words + laterWords(off.needed.scale, search.backward.samples[0] as Sample);
}

/** A right gradient stands where the one before an operation belongs: its slope is what is missing. */
function missingFactor(search: Search, { needed, insteadOf, entry }: Off): string | null {
  const used = insteadOf?.used ?? search.recognised.get(entry.output);
  const wanted = insteadOf?.wanted ?? needed;
  if (used === undefined || used.known.id === wanted.known.id || used.known.kind !== "gradient") return null;
  const { labelOf } = search;
  const name = (known: Known) => valueWords(labelOf(known.id));
  const slope = search.known.find(
    (one) => one.kind === "slope" && !one.turned && explains(search, one, used.known, wanted.known),
  );
  const is = `the gradient with respect to ${name(used.known)}`;
  if (slope === undefined)
    return wanted.known.kind === "gradient" && name(used.known) !== name(wanted.known)
      ? `${is}, where that with respect to ${name(wanted.known)} belongs`
      : null;
  return `${is}: the slope of ${slopeWords(labelOf, slope)} is left out`;
}

const explains = ({ backward: { samples } }: Search, slope: Known, used: Known, wanted: Known): boolean =>
  isSame(
    samples,
    samples.map((_, k) => times(used.values[k], slope.values[k]) ?? EMPTY),
    wanted.values,
  );

function isSame(samples: readonly Sample[], a: readonly TensorValue[], b: readonly TensorValue[]): boolean {
  const scale = scaleBetween(samples, a, b);
  return scale !== null && sameScale(scale, ONE);
}

const EMPTY: TensorValue = { shape: [0], data: new Float64Array() };

function times(a: TensorValue | undefined, b: TensorValue | undefined): TensorValue | null {
  if (a === undefined || b === undefined || a.shape.join() !== b.shape.join()) return null;
  return { shape: a.shape, data: a.data.map((x, i) => x * (b.data[i] as number)) };
}

/** A slope taken of another function, or at another place; alone, or as the factor by which a gradient differs. */
function otherSlope(search: Search, { needed, values }: Off, yours: readonly TensorValue[]): string | null {
  const { labelOf, known } = search;
  const right = needed.known.kind === "slope" ? needed.known : slopeOf(search, needed.known);
  if (right === null || right.at === null || right.turned !== needed.known.turned) return null;
  const places = known.filter(
    ({ kind, id, turned }) => kind === "value" && !turned && (id === right.id || id === right.at),
  );
  const asked = slopeWords(labelOf, right);
  const belongs = `where the slope of ${asked} belongs`;
  const fits = (made: (k: number) => TensorValue | null) =>
    yours.every((value, k) => {
      const slope = made(k);
      const left = needed.known.kind === "slope" ? value : times(value, right.values[k]);
      const other = needed.known.kind === "slope" ? slope : times(values[k], slope ?? undefined);
      return left !== null && other !== null && near(left, other);
    });
  for (const { op, text, slope } of FORMS) {
    for (const place of places) {
      const form = (k: number) => applied(place.values[k] as TensorValue, slope);
      if (!fits(form)) continue;
      const words = `${text} with a = ${valueWords(labelOf(place.id))}`;
      const same = op === labelOf(right.id).op;
      return same && place.id !== right.id
        ? `${words}, where a = ${valueWords(labelOf(right.id))} belongs`
        : `${words}, the slope of ${spoken(op)}, ${belongs}`;
    }
  }
  const slope = known.find((one) => one.kind === "slope" && one !== right && fits((k) => one.values[k] ?? null));
  if (slope !== undefined) {
    const words = slopeWords(labelOf, slope);
    return words === asked ? null : `the slope of ${words}, ${belongs}`;
  }
  const value = known.find((one) => one.kind === "value" && fits((k) => one.values[k] ?? null));
  return value === undefined ? null : `${valueWords(labelOf(value.id))} itself, ${belongs}`;
}

const applied = ({ shape, data }: TensorValue, slope: (a: number) => number): TensorValue => ({
  shape,
  data: data.map(slope),
});

/** The slope of the operation that a value of the forward pass goes into. */
const slopeOf = ({ known }: Search, { kind, id }: Known): Known | null =>
  kind === "gradient" ? (known.find((one) => one.kind === "slope" && one.at === id && !one.turned) ?? null) : null;

/** A factor, entry by entry, that is itself known: left out, or one too many. */
function factorBetween(search: Search, { values, needed }: Off, yours: readonly TensorValue[]): string | null {
  const { known, labelOf, backward } = search;
  if (needed.known.kind === "slope") return null;
  if (needed.known.kind === "value") return `not ${valueWords(labelOf(needed.known.id))} as the loss has it`;
  const factors = known.filter(({ kind, turned }) => (kind === "slope" || kind === "value") && !turned);
  const equal = (a: (k: number) => TensorValue | null, b: (k: number) => TensorValue | undefined) =>
    isSame(
      backward.samples,
      backward.samples.map((_, k) => a(k) ?? EMPTY),
      backward.samples.map((_, k) => b(k) ?? EMPTY),
    );
  const words = (one: Known) =>
    one.kind === "slope" ? `the slope of ${slopeWords(labelOf, one)}` : `the factor ${valueWords(labelOf(one.id))}`;
  const left = factors.find((one) =>
    equal(
      (k) => times(yours[k], one.values[k]),
      (k) => values[k],
    ),
  );
  if (left !== undefined) return `${words(left)} is left out`;
  const many = factors.find((one) =>
    equal(
      (k) => times(values[k], one.values[k]),
      (k) => yours[k],
    ),
  );
  return many === undefined ? null : `${words(many)} is one too many`;
}
