import type { CheckReport, Diagnosis } from "#lib/core/report.ts";
import {
  type Equality,
  equalAt,
  type Formula,
  inferShape,
  POINTS,
  parse,
  type ReadNetwork,
  readNetwork,
  sameShape,
} from "#lib/engine/expression/index.ts";
import { createHost, type Host } from "#lib/engine/tensor/index.ts";
import type { DerivationPart } from "../../exercise/index.ts";
import { toDiagnosis } from "../code/diagnose.ts";
import { type Checked, noSecret, type PartGrader, scored } from "../part.ts";
import { formulaEvidence, mustReadNetwork, readLine } from "./read.ts";

export type Line = DerivationPart["lines"][number];

/**
 * One check per line. A line may use the symbols of the lines above it. It holds where it equals the reference with those symbols
 * as they should be, or as they were entered: a slip is charged once, and what follows from it is right.
 */
export const gradeDerivation: PartGrader<"derivation"> = async ({ part, answer, seed, onCheck }) => {
  const host = createHost();
  const typed = answer?.lines ?? {};
  const checks = part.lines.map((line) => gradeLine(part, line, typed, seed, host));
  for (const { report } of checks) onCheck(report);
  return { answered: Object.values(typed).some((text) => text.trim() !== ""), console: [], checks };
};

/** The network with the lines before one as further definitions: as the exercise answers them, or as they were entered. */
export function networkBefore(
  part: DerivationPart,
  line: Line,
  typed: { readonly [id: string]: string } | null,
): ReadNetwork {
  let network = mustReadNetwork(part.network);
  const defined = [...part.network.defined];
  for (const earlier of part.lines.slice(0, part.lines.indexOf(line))) {
    const entered = typed === null ? null : readLine(typed[earlier.id] ?? "", earlier, network);
    const text =
      entered !== null && entered.message === null ? (typed?.[earlier.id] ?? earlier.answer) : earlier.answer;
    const next = readNetwork({ ...part.network, defined: [...defined, `${earlier.id} = ${text}`] });
    defined.push(`${earlier.id} = ${next.ok ? text : earlier.answer}`);
    network = mustReadNetwork({ ...part.network, defined });
  }
  return network;
}

type Judgement = { readonly held: boolean; readonly equality: Equality | null; readonly follows: boolean };

function gradeLine(
  part: DerivationPart,
  line: Line,
  typed: { readonly [id: string]: string },
  seed: string,
  host: Host,
): Checked {
  const text = typed[line.id] ?? "";
  const reference = networkBefore(part, line, null);
  const read = readLine(text, line, reference);
  const networks = [reference, networkBefore(part, line, typed)];
  const judged =
    read.formula === null || read.message !== null
      ? null
      : compare(read.formula, line, networks, `${seed}:${line.id}`, host);
  const held = judged?.held ?? false;
  const diagnosis =
    held || read.formula === null ? null : diagnoseLine(part, line, read.formula, networks, `${seed}:${line.id}`, host);
  const report: CheckReport = {
    id: line.id,
    title: line.id,
    kind: "formula",
    public: false,
    ...scored(held ? 1 : 0, line.points),
    message: text.trim() === "" ? "This line is empty." : (read.message ?? (judged === null ? "" : words(judged))),
    diagnosis,
    run: null,
    evidence: formulaEvidence(read, line, judged?.equality?.agreeing ?? 0, judged?.equality?.points ?? POINTS),
  };
  return { report, secret: { ...noSecret, inputs: text, expected: line.answer }, replayable: true };
}

function compare(formula: Formula, line: Line, networks: readonly ReadNetwork[], seed: string, host: Host): Judgement {
  const results = networks.map((network) => equalAt(formula, mustParse(line.answer, network), network, seed, host));
  const [exact, followed] = results as [Equality, Equality];
  if (exact.equal) return { held: true, equality: exact, follows: false };
  return followed.equal
    ? { held: true, equality: followed, follows: true }
    : { held: false, equality: exact, follows: false };
}

function diagnoseLine(
  part: DerivationPart,
  line: Line,
  formula: Formula,
  networks: readonly ReadNetwork[],
  seed: string,
  host: Host,
): Diagnosis | null {
  const found = part.mistakes
    .filter((mistake) => mistake.line === line.id)
    .filter((mistake) =>
      networks.some((network) => {
        const known = mustParse(mistake.formula, network);
        const [a, b] = [inferShape(formula, network.shapes), inferShape(known, network.shapes)];
        return a.ok && b.ok && sameShape(a.value, b.value) && equalAt(formula, known, network, seed, host).equal;
      }),
    );
  const [first, ...others] = found;
  return first === undefined
    ? null
    : toDiagnosis(
        first.id,
        first.diagnosis,
        others.map(({ diagnosis }) => diagnosis.name),
      );
}

function mustParse(text: string, network: ReadNetwork): Formula {
  const formula = parse(text, network.names);
  if (!formula.ok) throw new Error(`a formula of the exercise cannot be read: ${text}: ${formula.error.message}`);
  return formula.value;
}

const RELATIONS: { readonly [name: string]: string } = {
  negated: "It has the opposite sign everywhere.",
  doubled: "It is twice what is asked for, everywhere.",
  halved: "It is half of what is asked for, everywhere.",
  transposed: "The right entries, turned on their side.",
};

function words({ held, equality, follows }: Judgement): string {
  if (equality === null) return "";
  if (follows)
    return `Equal at ${equality.agreeing} of ${equality.points} points, for the lines above as you entered them.`;
  const seen = `Equal at ${equality.agreeing} of ${equality.points} points.`;
  if (held) return seen;
  const relation = RELATIONS[equality.relation?.name ?? ""];
  const some = equality.byActivation.find(({ points, agreeing }) => points > 0 && agreeing === points);
  if (some !== undefined) return `${seen} It holds where g is ${some.g}, and not for the others; g is left open here.`;
  return relation === undefined ? seen : `${seen} ${relation}`;
}
