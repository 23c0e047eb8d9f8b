import type { TensorValue } from "#lib/core/value.ts";
import { near, type Sample } from "./sample.ts";

/** A uniform factor: `by` times a size of the case, or over it. */
export type Scale = { readonly by: number; readonly size: string | null; readonly over: boolean };

export const ONE: Scale = { by: 1, size: null, over: false };

type Sized = Pick<Sample, "one">;

export const factorOf = ({ by, size, over }: Scale, { one }: Sized): number => {
  const n = size === null ? 1 : (one.sizes[size] as number);
  return over ? by / n : by * n;
};

export const sameScale = (a: Scale, b: Scale): boolean =>
  Math.abs(a.by - b.by) <= 1e-9 * Math.abs(b.by) && a.size === b.size && a.over === b.over;

export const scaled = (tensor: TensorValue, by: number): TensorValue =>
  by === 1 ? tensor : { shape: tensor.shape, data: tensor.data.map((x) => x * by) };

/** Factors that people mean; any other is a number and nothing more. */
const USUAL = [1, -1, 2, -2, 0.5, -0.5];

/** Every way to read one factor per sample as a constant, or as a constant times or over a size; the plainest first. */
function scaleFrom(samples: readonly Sized[], factors: readonly (number | null)[]): Scale | null {
  const names = Object.keys(samples[0]?.one.sizes ?? {});
  const sizes = [...names.filter((name) => name === "m"), ...names.filter((name) => name !== "m")];
  const forms = [ONE, ...sizes.flatMap((size) => [false, true].map((over) => ({ by: 1, size, over })))];
  const found = forms.flatMap((form) => {
    const parts = samples.flatMap((sample, k) => {
      const factor = factors[k] ?? null;
      return factor === null ? [] : [factor / factorOf(form, sample)];
    });
    const [by] = parts;
    if (by === undefined || by === 0 || !Number.isFinite(by)) return [];
    return parts.every((one) => Math.abs(one - by) <= 1e-6 * Math.abs(by)) ? [{ ...form, by: usual(by) }] : [];
  });
  return found.find(({ by }) => USUAL.includes(by)) ?? found[0] ?? null;
}

const usual = (by: number): number => USUAL.find((one) => Math.abs(one - by) <= 1e-6 * Math.abs(one)) ?? by;

/** The factor by which `a` is `b` in every entry; null where there is none, `undefined` where both are zero everywhere. */
export function ratio(a: TensorValue, b: TensorValue): number | null | undefined {
  if (a.shape.join() !== b.shape.join()) return null;
  let at = 0;
  for (const [i, x] of b.data.entries()) if (Math.abs(x) > Math.abs(b.data[at] as number)) at = i;
  const largest = b.data[at] ?? 0;
  if (Math.abs(largest) < 1e-9) return a.data.every((x) => Math.abs(x) < 1e-9) ? undefined : null;
  const by = (a.data[at] as number) / largest;
  return Number.isFinite(by) && Math.abs(by) > 1e-9 && near(a, scaled(b, by)) ? by : null;
}

/** The uniform factor by which values are others, in all samples; null where there is none. */
export function scaleBetween(
  samples: readonly Sized[],
  a: readonly TensorValue[],
  b: readonly TensorValue[],
): Scale | null {
  const factors = new Array<number | null>(samples.length).fill(null);
  // The last samples are the largest, and tell soonest that there is none.
  for (let k = samples.length - 1; k >= 0; k--) {
    const by = ratio(a[k] as TensorValue, b[k] as TensorValue);
    if (by === null) return null;
    factors[k] = by ?? null;
  }
  return scaleFrom(samples, factors);
}

/** Of opposite sign, and not of the same size either. */
export const isTwofold = ({ by, size }: Scale): boolean => by < 0 && (by !== -1 || size !== null);

/** Whether all entries that are not 0 have one size, up to a factor that depends on the sizes of the case alone. */
export function isTrivial(samples: readonly Sample[], values: readonly TensorValue[]): boolean {
  const of = (each: (x: number) => number) =>
    values.map(({ shape, data }): TensorValue => ({ shape, data: data.map(each) }));
  return (
    scaleBetween(
      samples,
      of(Math.abs),
      of((x) => (Math.abs(x) < 1e-9 ? 0 : 1)),
    ) !== null
  );
}

/** "m times as large", "twice as large", "of opposite sign and 1/m of it"; null for 1. */
export function scaleWords({ by, size, over }: Scale): string | null {
  const sign = by < 0 ? ["of opposite sign"] : [];
  const size_ = size === null ? [] : [over ? `1/${size} of it` : `${size} times as large`];
  const large = Math.abs(by);
  const part = large === 1 ? [] : [CONSTANTS[String(large)] ?? `${Number(large.toPrecision(4))} times as large`];
  const words = [...sign, ...part, ...size_];
  return words.length === 0 ? null : words.join(" and ");
}

/** What is still to come at a value that is right by a factor, where that shows in a case: " (the division by m comes later)". */
export function laterWords(scale: Scale, shown: Sized): string {
  const { by, size, over } = scale;
  if (by !== 1 || size === null || factorOf(scale, shown) === 1) return "";
  return ` (the ${over ? "factor" : "division by"} ${size} comes later)`;
}

const CONSTANTS: { readonly [by: string]: string | undefined } = { "2": "twice as large", "0.5": "half as large" };
