import type { TypedNumber } from "../../exercise/index.ts";

/**
 * What a cell may be: the full-precision value, the value that follows from what was entered, and what it is a change from. `slack` is
 * how far rounding the entered values may have moved the followed one, for a person who carries more digits than were typed.
 */
export type Expected = {
  readonly full: number;
  readonly followed: number;
  readonly from: number | null;
  readonly slack?: number;
};

/** Computed in another order, a value differs in its last bits. */
const EXACT = 1e-9;
/** A smaller change is none. */
const UNCHANGED = 1e-12;
/** Rounding in the cells before may move the last digits of a full-precision value; up to so many units it is the same value. */
const SAME_VALUE = 10;

/**
 * `right` fits the full-precision value, `follows` only the value that follows from the entered ones, `differs` neither. A number
 * counts within one unit of the last asked decimal, so that it may be rounded or cut off there, and only if it has as many decimals
 * (or is exact). A value that follows does not count where it has vanished although the full one has not: entering zeros would make
 * everything follow.
 */
export function judgeCell(typed: TypedNumber, expected: Expected, decimals: number): "right" | "follows" | "differs" {
  const { full, followed, from, slack = 0 } = expected;
  if (fits(typed, full, from, decimals)) return "right";
  if (vanished(expected, decimals) || !fits(typed, followed, from, decimals, slack)) return "differs";
  const near = Math.abs(typed.value - full) <= SAME_VALUE * unit(decimals);
  return near && from === null ? "right" : "follows";
}

/** `from`: the given value that the cell is a change of, or null. Typed as it was given, it was not updated. */
export function fits(typed: TypedNumber, value: number, from: number | null, decimals: number, slack = 0): boolean {
  if (!Number.isFinite(value)) return false;
  if (from !== null && typed.value === from && Math.abs(value - from) > UNCHANGED) return false;
  const error = Math.abs(typed.value - value);
  if (error <= Math.min(EXACT * Math.max(1, Math.abs(value)), unit(decimals) / 2)) return true;
  return !isCoarse(typed, decimals) && error <= unit(decimals) * (1 + EXACT) + slack;
}

/** Whether a number has fewer decimals than are asked for. */
export const isCoarse = ({ halfUnit }: TypedNumber, decimals: number): boolean =>
  halfUnit > (unit(decimals) / 2) * (1 + EXACT);

/** A number that is right as far as it goes says this much at least: a tenth of the value, or of the change that is asked for. */
const TELLING = 0.1;

/** Right as far as it goes, with fewer decimals than are asked for. */
export function fitsCoarsely(typed: TypedNumber, { full, followed, from }: Expected, decimals: number): boolean {
  const within = (value: number) =>
    Math.abs(typed.value - value) <= 2 * typed.halfUnit * (1 + EXACT) &&
    2 * typed.halfUnit <= TELLING * Math.abs(value - (from ?? 0));
  return isCoarse(typed, decimals) && (within(full) || within(followed));
}

/** Whether the followed value is no longer to be told from nothing, while the full one is. */
export function vanished({ full, followed, from }: Expected, decimals: number): boolean {
  const origin = from ?? 0;
  const half = unit(decimals) / 2;
  return Math.abs(followed - origin) < half && Math.abs(full - origin) >= half;
}

export const unit = (decimals: number): number => Number(`1e${-decimals}`);
