import type { TensorValue } from "#lib/core/value.ts";
import { type Fields, isClose, sameShape, shapedAs } from "../tensor-values.ts";
import { BY_TRYING, type Fingerprint } from "./probes.ts";

/** Two ways to the same numbers differ by rounding, amplified by a few steps of training. */
const SAME = { rtol: 1e-6, atol: 1e-9 };

/** One returned field of a function on one probe. */
export type PlaceOf = { readonly probe: number; readonly field: string };

/** Functions in the order in which the exercise lists them, and what an answer may leave out of each result. */
export type Functions = readonly { readonly name: string; readonly optional: readonly string[] }[];

/** Where a function of one fingerprint differs from the same function of another that both gave a result for. */
export function differing(right: Fingerprint, made: Fingerprint, fn: string): PlaceOf[] {
  return (right[fn] ?? []).flatMap((fields, probe) => {
    const other = made[fn]?.[probe] ?? null;
    if (fields === null || other === null) return [];
    return Object.keys({ ...fields, ...other })
      .filter((field) => !same(fields, other, field))
      .map((field) => ({ probe, field }));
  });
}

/** Places that the answer gives back; what may be left out and was says nothing. */
export function shown(functions: Functions, answer: Fingerprint, fn: string, places: readonly PlaceOf[]): PlaceOf[] {
  const optional = functions.find(({ name }) => name === fn)?.optional ?? [];
  return places.filter(({ probe, field }) => {
    const given = answer[fn]?.[probe] ?? null;
    return given === null || field in given || !optional.includes(field.split(".", 1)[0] as string);
  });
}

export function agrees(answer: Fingerprint, made: Fingerprint, fn: string, { probe, field }: PlaceOf): boolean {
  const yours = answer[fn]?.[probe] ?? null;
  const theirs = made[fn]?.[probe] ?? null;
  return yours !== null && theirs !== null && same(yours, theirs, field);
}

function same(a: Fields, b: Fields, field: string): boolean {
  const [x, y] = [a[field], b[field]];
  if (x === undefined || y === undefined) return x === y;
  return closeOrUndefined(shapedAs(x, y.shape), y);
}

/** Entries that are not numbers agree with each other: a logarithm of something negative is a mistake's mark too. */
function closeOrUndefined(a: TensorValue, b: TensorValue): boolean {
  if (!sameShape(a.shape, b.shape)) return false;
  return a.data.every((x, i) => isClose(x, b.data[i] as number, SAME) || (Number.isNaN(x) && Number.isNaN(b.data[i])));
}

/** Whether an answer gives numbers at a place: where one is not finite, one slip looks like another. */
export const givesNumbers = (answer: Fingerprint, fn: string, { probe, field }: PlaceOf): boolean =>
  answer[fn]?.[probe]?.[field]?.data.every(Number.isFinite) ?? true;

/** Whether numbers at a place could not be met by chance: whole numbers, such as a count or a decision, could. */
export const isTelling = (answer: Fingerprint, fn: string, { probe, field }: PlaceOf): boolean =>
  answer[fn]?.[probe]?.[field]?.data.some((x) => !Number.isInteger(x)) ?? false;

export const isCounted = ({ field }: PlaceOf): boolean => field === BY_TRYING;

/** The functions that stand before one in the exercise's list. */
export const before = (functions: Functions, fn: string): Functions =>
  functions.slice(
    0,
    functions.findIndex(({ name }) => name === fn),
  );
