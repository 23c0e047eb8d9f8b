import { define, type Formula, namesOf, substitute } from "#lib/engine/expression/index.ts";
import type { DerivationPart } from "../../exercise/index.ts";
import { type Line, networkBefore, referenceOf } from "./part.ts";

/** What a name stands for: a line of the exercise, its formula in the symbols of the network, its shape and its name in TeX. */
export type NamedTruth = {
  readonly id: string;
  readonly formula: Formula;
  readonly shape: readonly number[];
  readonly tex: string;
};

/** A letter alone is anyone's: s, t and D stand for many things. */
const LETTER = /^[A-Za-z]$/;

/**
 * What the names of the lines below stand for, which a person may define on the way: those of the lines above are symbols, and the line
 * itself is what is asked for. The lines above are left as symbols, so that they can be as they should be or as they were entered.
 */
export function namedTruths(part: DerivationPart, line: Line): ReadonlyMap<string, NamedTruth> {
  const at = part.lines.indexOf(line);
  return new Map(
    part.lines.slice(at + 1).flatMap((later) => {
      const truth = { id: later.id, formula: writtenOut(part, later, at), shape: later.shape, tex: later.tex };
      const names = namesOf(later).filter((name) => !LETTER.test(name));
      return names.map((name): [string, NamedTruth] => [name, truth]);
    }),
  );
}

/** The reference of a line with the lines above, from one on, written out as they should be. */
export function writtenOut(part: DerivationPart, line: Line, from = 0): Formula {
  const before = new Map<string, Formula>();
  let network = networkBefore(part, part.lines[0] as Line, null);
  for (const [at, earlier] of part.lines.slice(0, part.lines.indexOf(line)).entries()) {
    const right = referenceOf(earlier, network);
    network = define(network, earlier.id, right);
    if (at >= from) before.set(earlier.id, substitute(right, before));
  }
  return substitute(referenceOf(line, network), before);
}
