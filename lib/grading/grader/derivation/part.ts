import type { CheckReport, Diagnosis } from "#lib/core/report.ts";
import {
  areEqual,
  define,
  type Equality,
  equalAt,
  type Formula,
  fits,
  inferShape,
  occursIn,
  POINTS,
  parseIn,
  type ReadNetwork,
} from "#lib/engine/expression/index.ts";
import { createHost, type Host } from "#lib/engine/tensor/index.ts";
import type { DerivationPart } from "../../exercise/index.ts";
import { toDiagnosis } from "../code/diagnose.ts";
import { type Checked, noSecret, type PartGrader, scored } from "../part.ts";
import { AuthorFault } from "../trusted.ts";
import { judgeSteps, type Marked } from "./judge-steps.ts";
import { type OtherName, otherName } from "./left-side.ts";
import { namedTruths, writtenOut } from "./named-truths.ts";
import { ownDerivatives } from "./own-derivative.ts";
import { formulaEvidence, partNetwork, type ReadLine, readLine } from "./read.ts";
import { diagnoseBySlip } from "./slips.ts";
import { equalityWords, type Follows, otherNameWords, stepsWords } from "./words.ts";

export type Line = DerivationPart["lines"][number];

/**
 * One check per line. A line may use the symbols of the lines above it. It holds where it equals the reference with those symbols
 * as they should be, or as they were entered: a slip is charged once, and what follows from it is right. It holds as well where it
 * makes of the lines as they were entered what is asked for in truth, as where a factor left out above is put in here.
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
  let network = partNetwork(withoutSteps(part));
  for (const earlier of part.lines.slice(0, part.lines.indexOf(line))) {
    const entered = typed === null ? null : readLine(typed[earlier.id] ?? "", earlier, network);
    const usable = entered !== null && entered.message === null ? entered.plain : null;
    network = define(network, earlier.id, usable ?? referenceOf(earlier, network));
  }
  return network;
}

const withoutSteps = ({ network, lines }: DerivationPart) => ({
  network,
  lines: lines.map(({ steps: _, ...line }) => line),
});

type Judgement = { readonly held: boolean; readonly equality: Equality; readonly follows: Follows };
export type Place = {
  readonly part: DerivationPart;
  readonly line: Line;
  /** With the lines above as they should be, and as they were entered. */
  readonly networks: readonly [ReadNetwork, ReadNetwork];
  readonly seed: string;
  readonly host: Host;
};

function gradeLine(
  part: DerivationPart,
  line: Line,
  typed: { readonly [id: string]: string },
  seed: string,
  host: Host,
): Checked {
  const text = typed[line.id] ?? "";
  const reference = networkBefore(part, line, null);
  const place: Place = {
    part,
    line,
    networks: [reference, networkBefore(part, line, typed)],
    seed: `${seed}:${line.id}`,
    host,
  };
  const read = readLine(text, line, reference);
  const judged = read.plain === null || read.message !== null ? null : compare(read.plain, place);
  // One formula that holds has nothing to show of its steps; one that does not has a small case.
  const shown = line.steps !== undefined || read.steps.length > 1 || judged?.held === false;
  const marked = shown && text.trim() !== "" ? mark(read, place) : [];
  const milestones = (line.steps?.milestones ?? []).map(({ id, name, formula }) => ({
    id,
    name,
    reached: reaches(marked, formula, place),
  }));
  const held = judged?.held ?? false;
  const other = held ? otherName(read, part, line, reference) : null;
  const score = scoreOf(line, held, marked, milestones, other);
  const report: CheckReport = {
    id: line.id,
    title: line.id,
    kind: "formula",
    public: false,
    ...scored(score, line.points),
    message:
      text.trim() === ""
        ? "This line is empty."
        : messageOf(read, judged, marked, { half: line.steps === undefined && held && score < 1, other }),
    diagnosis: score >= 1 ? null : diagnose(read, marked, place),
    run: null,
    evidence: formulaEvidence(read, line, judged?.equality.agreeing ?? 0, judged?.equality.points ?? POINTS, {
      ...(marked.length === 0 ? {} : { steps: marked.map(({ main: _m, repeated: _r, step: _s, ...shown }) => shown) }),
      ...(milestones.length === 0 ? {} : { milestones }),
    }),
  };
  return { report, secret: { ...noSecret, inputs: text, expected: line.answer }, replayable: true };
}

function messageOf(
  read: ReadLine,
  judged: Judgement | null,
  marked: readonly Marked[],
  { half, other }: { readonly half: boolean; readonly other: OtherName | null },
): string {
  // What keeps the result from being compared is what its step says too.
  if (read.message !== null) return read.message;
  const said = judged === null ? "" : equalityWords(judged);
  const steps = marked.length === 0 ? "" : stepsWords(marked);
  return [said, half ? "That is half of the points." : "", otherNameWords(other), steps].filter(Boolean).join(" ");
}

function mark(read: ReadLine, place: Place): readonly Marked[] {
  const { part, line, networks, seed, host } = place;
  return judgeSteps(
    { steps: read.steps, result: null },
    {
      reference: referenceOf(line, networks[0]),
      accepted: [writtenOut(part, line), ...ownDerivatives(place).map(({ formula }) => formula)],
      named: namedTruths(part, line),
      shape: line.shape,
      tex: line.tex,
      networks: [...new Set(networks)],
      seed,
      host,
    },
  );
}

/** A step that was seen to be false, in a small case or by its sizes: what no point decided takes no points away. */
const isFalse = ({ mark, witness, step, main }: Marked): boolean =>
  mark === "differs" && (witness !== null || step.problem !== null || main);

/** What is left of the points of a line that is right and says something false on the way, where its steps have no points. */
const CONTRADICTED = 0.5;

/** The result's share, and the share of the steps: of milestones that were reached, or of main steps that are right. */
function scoreOf(
  { steps }: Line,
  held: boolean,
  marked: readonly Marked[],
  milestones: readonly { readonly reached: boolean }[],
  other: OtherName | null,
): number {
  if (steps === undefined) {
    if (!held) return 0;
    return other !== null || marked.some(isFalse) ? CONTRADICTED : 1;
  }
  const counted = marked.filter(
    ({ main, mark, repeated }) => !repeated && (main || mark === "differs" || mark === "unreadable"),
  );
  const right = counted.filter(({ main, mark }) => main && mark === "holds").length;
  const share =
    milestones.length > 0
      ? milestones.filter(({ reached }) => reached).length / milestones.length
      : right / Math.max(steps.least, counted.length, 1);
  return (held ? steps.result : 0) + (1 - steps.result) * share;
}

function reaches(marked: readonly Marked[], formula: string, { networks: [network], seed, host }: Place): boolean {
  const milestone = mustParse(formula, network);
  return marked.some(
    ({ step }) => step.plain !== null && step.problem === null && occursIn(milestone, step.plain, network, seed, host),
  );
}

function compare(formula: Formula, place: Place): Judgement {
  const { part, line, networks, seed, host } = place;
  const [reference, entered] = networks;
  const on = (network: ReadNetwork) => equalAt(formula, referenceOf(line, network), network, seed, host);
  const exact = on(reference);
  if (exact.equal || entered === reference) return { held: exact.equal, equality: exact, follows: null };
  const followed = on(entered);
  if (followed.equal) return { held: true, equality: followed, follows: "entered" };
  const mended = equalAt(formula, writtenOut(part, line), entered, seed, host);
  if (mended.equal) return { held: true, equality: mended, follows: "entered" };
  for (const own of ownDerivatives(place)) {
    const derived = equalAt(formula, own.formula, entered, seed, host);
    if (derived.equal) return { held: true, equality: derived, follows: own };
  }
  return { held: false, equality: exact, follows: null };
}

/** The first step that does not follow is asked about first, then the result. */
function diagnose(read: ReadLine, marked: readonly Marked[], place: Place): Diagnosis | null {
  const first = marked.find(({ main, mark }) => main && mark === "differs")?.step.plain;
  for (const formula of new Set([first, read.plain])) {
    const found = formula ? (diagnoseLine(formula, place) ?? diagnoseBySlip(formula, place)) : null;
    if (found !== null) return found;
  }
  return null;
}

function diagnoseLine(formula: Formula, { part, line, networks, seed, host }: Place): Diagnosis | null {
  const found = part.mistakes
    .filter((mistake) => mistake.line === line.id)
    .filter((mistake) =>
      networks.some((network) => {
        const known = mustParse(mistake.formula, network);
        const [a, b] = [inferShape(formula, network.shapes), inferShape(known, network.shapes)];
        return a.ok && b.ok && fits(a.value, b.value) && areEqual(formula, known, network, seed, host);
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

/** The reference of a line: the last step of its answer. */
export function referenceOf({ steps: _, ...line }: Line, network: ReadNetwork): Formula {
  const { plain, message } = readLine(line.answer, line, network);
  if (plain === null || message !== null)
    throw new AuthorFault(`the answer of ${line.id} cannot be used: ${line.answer}: ${message}`);
  return plain;
}

function mustParse(text: string, network: ReadNetwork): Formula {
  const formula = parseIn(text, network);
  if (!formula.ok) throw new AuthorFault(`a formula of the exercise cannot be read: ${text}: ${formula.error.message}`);
  return formula.value;
}
