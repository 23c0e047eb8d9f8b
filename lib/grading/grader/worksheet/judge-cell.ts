import type { TypedNumber } from "../../exercise/index.ts";

/** What a cell may be: the full-precision value, the value that follows from what was entered, and what it is a change from. */
export type Expected = { readonly full: number; readonly followed: number; readonly from: number | null };

/** Computed in another order, a value differs in its last bits. */
const EXACT = 1e-9;
/** A smaller change is none. */
const UNCHANGED = 1e-12;
/** Rounding in the cells before may move the last digits of a full-precision value; up to so many units it is the same value. */
const SAME_VALUE = 10;

/**
 * `right` fits the full-precision value, `follows` only the value that follows from the entered ones, `differs` neither. A number
 * counts within half a unit of the last asked decimal, and only if it has as many decimals (or is exact). A value that follows
 * does not count where it has vanished although the full one has not: entering zeros would make everything follow.
 */
export function judgeCell(typed: TypedNumber, expected: Expected, decimals: number): "right" | "follows" | "differs" {
  if (fits(typed, expected.full, expected.from, decimals)) return "right";
  if (vanished(expected, decimals) || !fits(typed, expected.followed, expected.from, decimals)) return "differs";
  const near = Math.abs(typed.value - expected.full) <= SAME_VALUE * unit(decimals);
  return near && expected.from === null ? "right" : "follows";
}

/** `from`: the given value that the cell is a change of, or null. Typed as it was given, it was not updated. */
export function fits(typed: TypedNumber, value: number, from: number | null, decimals: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (from !== null && typed.value === from && Math.abs(value - from) > UNCHANGED) return false;
  const error = Math.abs(typed.value - value);
  if (error <= Math.min(EXACT * Math.max(1, Math.abs(value)), unit(decimals) / 2)) return true;
  const half = (unit(decimals) / 2) * (1 + EXACT);
  return typed.halfUnit <= half && error <= half + EXACT * unit(decimals);
}

function vanished({ full, followed, from }: Expected, decimals: number): boolean {
  const origin = from ?? 0;
  const half = unit(decimals) / 2;
  return Math.abs(followed - origin) < half && Math.abs(full - origin) >= half;
}

const unit = (decimals: number): number => Number(`1e${-decimals}`);
