import { type Digits, significant, type TypedNumber } from "../../exercise/index.ts";

/**
 * What a cell may be: the full-precision value, the value that follows from what was entered, and what it is a change from. `slack` is
 * how far rounding the entered values may have moved the followed one, for a person who carries more digits than were typed.
 */
export type Expected = {
  readonly full: number;
  readonly followed: number;
  readonly from: number | null;
  readonly slack?: number;
  /** A followed value that has vanished counts: it is no zero that was entered, nor made of one. */
  readonly natural?: boolean;
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
 * (or is exact). A value that follows does not count where it has vanished although the full one has not, unless that is natural:
 * entering zeros would make everything follow.
 */
export function judgeCell(typed: TypedNumber, expected: Expected, digits: Demand): "right" | "follows" | "differs" {
  const { full, followed, from, slack = 0 } = expected;
  if (fits(typed, full, from, digits)) return "right";
  if (!fits(typed, followed, from, digits, slack)) return "differs";
  if (expected.natural !== true && vanished(expected, digits) && !isCarried(typed, expected, digits)) return "differs";
  const near = Math.abs(typed.value - full) <= SAME_VALUE * unitOf(digits, full);
  return near && from === null ? "right" : "follows";
}

/** A value that says this many units of its last digit is not typed as nothing. */
const CLEAR = 100;

/** What rounding alone has brought to nothing, and a person carried on with as it was. */
function isCarried(typed: TypedNumber, { full, followed, from, slack = 0 }: Expected, digits: Demand): boolean {
  const origin = from ?? 0;
  return Math.abs(typed.value - origin) >= CLEAR * unitOf(digits, full) && Math.abs(followed - origin) < slack;
}

/** `from`: the given value that the cell is a change of, or null. Typed as it was given, it was not updated. */
export function fits(typed: TypedNumber, value: number, from: number | null, digits: Demand, slack = 0): boolean {
  if (!Number.isFinite(value)) return false;
  if (from !== null && typed.value === from && Math.abs(value - from) > UNCHANGED) return false;
  const error = Math.abs(typed.value - value);
  const coarse = isCoarse(typed, digits);
  const one = unitOf(digits, value);
  // An exact value may have fewer decimals, 1.2 for 1.2000; where figures count, it may not. A whole number that follows may have been
  // exact before what it is computed from was rounded: 128 for 128.008.
  if (error <= Math.min(EXACT * Math.max(1, Math.abs(value)), one / 2) && !(coarse && countsFigures(digits)))
    return true;
  if (coarse) return typed.halfUnit >= 0.5 && !countsFigures(digits) && error <= Math.min(slack, TELLING);
  return error <= one * (1 + EXACT) + slack;
}

/** A number of decimals, or any other way in which a value is asked for. */
export type Demand = number | Digits;

const countsFigures = (digits: Demand): boolean => typeof digits !== "number" && "figures" in digits;

/** One unit of the last digit that is asked for, at a value; of a tolerance, the tolerance. */
export function unitOf(digits: Demand, value: number): number {
  if (typeof digits === "number") return unit(digits);
  if ("decimals" in digits) return unit(digits.decimals);
  if ("rtol" in digits) return digits.atol + digits.rtol * Math.abs(value);
  return value === 0 ? 0 : unit(digits.figures - 1 - Math.floor(Math.log10(Math.abs(value))));
}

/** Whether a number has fewer digits than are asked for. */
export function isCoarse(typed: TypedNumber, digits: Demand): boolean {
  if (typeof digits === "number") return typed.halfUnit > (unit(digits) / 2) * (1 + EXACT);
  if ("decimals" in digits) return isCoarse(typed, digits.decimals);
  return "figures" in digits && typed.value !== 0 && significant(typed) < digits.figures;
}

/** A number that is right as far as it goes says this much at least: a tenth of the value, or of the change that is asked for. */
export const TELLING = 0.1;

/** Right as far as it goes, with fewer digits than are asked for: by the exact values, or by those that follow. */
export function coarseState(
  typed: TypedNumber,
  { full, followed, from }: Expected,
  digits: Demand,
): "right" | "follows" | null {
  const unit = 2 * typed.halfUnit;
  const isRounded = (value: number) => Math.abs(typed.value - value) <= typed.halfUnit * (1 + EXACT);
  const isCutOff = (value: number) => {
    const more = (value - typed.value) * Math.sign(typed.value);
    return more >= 0 && more < unit * (1 - EXACT);
  };
  const within = (value: number) =>
    (isRounded(value) || isCutOff(value)) && unit <= TELLING * Math.abs(value - (from ?? 0));
  if (!isCoarse(typed, digits)) return null;
  return within(full) ? "right" : within(followed) ? "follows" : null;
}

export const fitsCoarsely = (typed: TypedNumber, expected: Expected, digits: Demand): boolean =>
  coarseState(typed, expected, digits) !== null;

/** Whether the followed value is no longer to be told from nothing, while the full one is. */
export function vanished({ full, followed, from }: Expected, digits: Demand): boolean {
  const origin = from ?? 0;
  const half = unitOf(digits, full) / 2;
  return Math.abs(followed - origin) < half && Math.abs(full - origin) >= half;
}

export const unit = (decimals: number): number => Number(`1e${-decimals}`);
