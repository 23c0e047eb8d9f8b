import { didYouMean } from "#lib/grading/exercise/node.ts";
import { Unusable } from "../unusable.ts";

/** Readers of what was typed; each throws `Unusable` with what can be typed instead. */

export const oneOf =
  <T extends string>(names: readonly T[]) =>
  (typed: string): T => {
    const found = names.find((name) => name === typed.trim().toLowerCase());
    if (found !== undefined) return found;
    throw new Unusable(`“${typed}” is none of these. ${didYouMean(typed, names) ?? `There are: ${names.join(", ")}.`}`);
  };

/** A whole number from `least` to `most`. */
export const wholeNumber =
  (least: number, most: number) =>
  (typed: string): number => {
    const number = /^\s*\d+\s*$/.test(typed) ? Number(typed) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new Unusable(`“${typed}” cannot be taken: a whole number from ${least} to ${most}.`);
  };

/** One line of text that says something. */
export const line =
  (least: number) =>
  (typed: string): string => {
    if (typed.trim().length < least) throw new Unusable(`“${typed}” is too short: ${least} characters or more.`);
    return typed.trim();
  };

/** Several lines on one, with a semicolon between; so many at least. */
export const lines =
  (least: number) =>
  (typed: string): readonly string[] => {
    const all = typed
      .split(";")
      .map((one) => one.trim())
      .filter((one) => one !== "");
    if (all.length < least) throw new Unusable(`${least} or more are needed, with a semicolon between.`);
    const twice = all.find((one, i) => all.indexOf(one) !== i);
    if (twice !== undefined) throw new Unusable(`“${twice}” is there twice.`);
    return all;
  };
