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

/** Text in pieces, parted at a sign. Within `$…$` it parts nothing, and behind a backslash it is only itself. */
export function pieces(typed: string, sign: string): readonly string[] {
  const found = [""];
  let inFormula = false;
  let before = "";
  for (const letter of typed) {
    const last = found.length - 1;
    const escaped = before === "\\";
    if (letter === "$" && !escaped) inFormula = !inFormula;
    if (letter !== sign || inFormula) found[last] += letter;
    else if (escaped) found[last] = `${found[last]?.slice(0, -1)}${sign}`;
    else found.push("");
    before = letter;
  }
  return found.map((one) => one.trim());
}

/** Several lines on one, with a semicolon between; so many at least. */
export const lines =
  (least: number) =>
  (typed: string): readonly string[] => {
    const all = pieces(typed, ";").filter((one) => one !== "");
    if (all.length < least) throw new Unusable(`${least} or more are needed, with a semicolon between.`);
    const twice = all.find((one, i) => all.indexOf(one) !== i);
    if (twice !== undefined) throw new Unusable(`“${twice}” is there twice.`);
    return all;
  };

/** An option of a choice, and what a student who marks it hears, if that is said. */
export type Option = { readonly text: string; readonly why: string | null };

/** Options with a semicolon between, each with its reason behind a |. None may be among `taken`. */
export const options =
  (taken: readonly Option[] = []) =>
  (typed: string): readonly Option[] => {
    const all = lines(1)(typed).map((one): Option => {
      const [text = "", ...rest] = pieces(one, "|");
      const why = rest.join(" | ").trim();
      if (text === "") throw new Unusable(`“${one}” has no text before the |.`);
      return { text, why: why === "" ? null : why };
    });
    const twice = all.find(
      ({ text }, i) => all.findIndex((one) => one.text === text) !== i || taken.some((one) => one.text === text),
    );
    if (twice !== undefined) throw new Unusable(`“${twice.text}” is an option twice.`);
    return all;
  };
