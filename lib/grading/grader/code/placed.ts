import type { Diagnosis } from "#lib/core/report.ts";
import { functionAt, slips as ORDER, plainCode } from "../../slip/index.ts";
import type { KnownSlip } from "./explain.ts";
import type { Fingerprint } from "./probes.ts";
import type { Told } from "./told.ts";

/** An answer with one slip taken back: the slip, the line, what is computed then, and what is still off. */
export type Repaired = {
  readonly taken: KnownSlip;
  readonly line: number;
  readonly print: Fingerprint;
  readonly off: ReadonlySet<string>;
};

/** With the line, where all changes that would do are on one; of a function written anew only where nothing smaller does. */
export function placed(diagnosis: Diagnosis | null, repaired: readonly Repaired[]): Told | null {
  if (diagnosis === null) return null;
  const smaller = repaired.filter(({ taken }) => !isRewritten(taken));
  const lines = new Set((smaller.length > 0 ? smaller : repaired).map(({ line }) => line));
  const [line] = lines;
  if (lines.size !== 1 || line === undefined) return { ...diagnosis, lines: [...lines] };
  return { ...diagnosis, at: { file: "answer.ts", line, column: 1 } };
}

/** A whole function in place of one: it stands at its head, wherever in it the slip is. */
export const isRewritten = ({ slip }: KnownSlip): boolean => slip.id.endsWith("-off");

/**
 * Whether what is left out of a function that serves several places puts only some of them right: what it is too many of would have
 * gone from all.
 */
export function isHalfway({ taken, line, off }: Repaired, before: ReadonlySet<string>, source: string): boolean {
  if (off.size === 0 || off.size === before.size || !isLoose(taken)) return false;
  const home = functionAt(source, line);
  if (home === null) return false;
  const calls = plainCode(source).match(new RegExp(`(?<![\\w$.]|function\\s+)${home.replaceAll("$", "\\$")}\\(`, "g"));
  return (calls?.length ?? 0) > 1;
}

/** Changes that move, add up or leave out what they meet, decide in another way, or write a function anew, leave some known slip too easily. */
export const isLoose = ({ slip }: KnownSlip): boolean =>
  /^(overwritten|statement-early|threshold-\w+)$/.test(slip.id) ||
  (!ORDER.includes(slip) && /-(extra|off)$/.test(slip.id));
