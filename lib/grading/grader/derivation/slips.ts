import type { Diagnosis } from "#lib/core/report.ts";
import { equalAt, type Formula, inferShape, type ReadNetwork, sameShape } from "#lib/engine/expression/index.ts";
import { slipsOfFormula } from "../../slip/index.ts";
import { type Place, referenceOf } from "./part.ts";
import { readLine } from "./read.ts";

const TOLD = 3;

/**
 * A formula that is no mistake of the author's, as a slip in the answer of the exercise or in one of its alternatives, with the lines
 * above as they should be or as they were entered; else by a factor or a transpose that holds at every point.
 */
export function diagnoseBySlip(formula: Formula, place: Place): Diagnosis | null {
  const { networks, seed, host } = place;
  for (const network of networks) {
    const [first, ...others] = slipsOfFormula(formula, rightFormulas(place, network), network, seed, host);
    if (first === undefined) continue;
    const names = others.slice(0, TOLD).map((other) => `“${other.name}”`);
    const also =
      names.length === 0
        ? ""
        : ` ${names.length === 1 ? "Another slip gives" : "Other slips give"} the same formula: ${names.join(", ")}.`;
    const { id, name, says, next, lesson } = first;
    return { id: `slip:${id}`, name, says: `${says}${also}`, next, lesson, at: null };
  }
  return relationOf(formula, place);
}

/** The answer, and what alternatives write for the line, where they can be read with these lines above. */
function rightFormulas({ part, line }: Place, network: ReadNetwork): Formula[] {
  const alternatives = part.alternatives.flatMap((one) => {
    const { plain, message } = readLine(one[line.id] ?? "", line, network);
    return plain === null || message !== null ? [] : [plain];
  });
  return [referenceOf(line, network), ...alternatives];
}

/** −2, 1.5, 1/3: as a fraction where the decimals would not end soon. */
function factorWords(factor: number): string {
  const short = Number(factor.toPrecision(4));
  const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.abs(b);
  const under = near(short, factor) ? 1 : [3, 6, 7, 9, 11, 12].find((q) => near(Math.round(factor * q) / q, factor));
  const words = under === undefined || under === 1 ? String(short) : `${Math.round(factor * under)}/${under}`;
  return words.replace("-", "−");
}

function relationOf(formula: Formula, { line, networks, seed, host }: Place): Diagnosis | null {
  for (const network of networks) {
    const right = referenceOf(line, network);
    const [a, b] = [inferShape(formula, network.shapes), inferShape(right, network.shapes)];
    if (!a.ok || !b.ok || !(sameShape(a.value, b.value) || sameShape([...a.value].reverse(), b.value))) continue;
    const { relation } = equalAt(formula, right, network, seed, host);
    if (relation === null) continue;
    const c = factorWords(relation.factor);
    const words = [
      relation.factor === 1 ? "" : `${c} times what is asked for`,
      relation.transposed ? "turned on its side" : "",
    ].filter(Boolean);
    return {
      id: `relation:${relation.name}`,
      name: words.join(", "),
      says: `At every point that was tried this is ${words.join(", ")}.`,
      next: "Look for a constant factor or a transpose that does not belong here, or is missing.",
      lesson: null,
      at: null,
    };
  }
  return null;
}
