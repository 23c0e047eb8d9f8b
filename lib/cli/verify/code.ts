import type { CodePart, Variant } from "#lib/grading/exercise/index.ts";
import { fileOf } from "#lib/grading/exercise/index.ts";
import { gradePart, notAsDeclared, notFull, type Proving } from "./context.ts";
import { type Finding, holds, misses, unless } from "./finding.ts";
import { witnesses } from "./witnesses.ts";

const SEEDS = 20;
const FEW = 3;

/** Everything that is demanded of a code part, the margins of training aside. */
export async function* proveCode(proving: Proving<"code">): AsyncGenerator<Finding> {
  const { part } = proving;
  yield unless(`solution has full marks under ${SEEDS} seeds`, await fullMarks(proving, part.solution, SEEDS));
  yield await starter(proving);
  yield* witnesses(proving);
  for (const file of part.alternatives) yield unless(`${file} has full marks`, await fullMarks(proving, file, FEW));
  for (const mistake of part.mistakes)
    yield unless(`mistake ${mistake.id} is seen and named`, await mistakeComplaints(proving, mistake));
}

/** Full marks under so many hidden seeds; training is run under the first. */
async function fullMarks(proving: Proving<"code">, file: string, seeds: number): Promise<string[]> {
  const answer = { kind: "code" as const, source: fileOf(proving.exercise, file) };
  const complaints: string[] = [];
  for (let k = 0; k < seeds && complaints.length === 0; k++) {
    const report = await gradePart(proving, answer, variantOf(proving, k), `verify:${k}`, k === 0 ? [] : ["trains"]);
    complaints.push(...notFull(report, `seed ${k}`));
  }
  return complaints;
}

async function starter(proving: Proving<"code">): Promise<Finding> {
  const source = fileOf(proving.exercise, proving.part.starter);
  const report = await gradePart(proving, { kind: "code", source }, variantOf(proving, 0), "verify:0", ["trains"]);
  const score = `${report.points} of ${report.outOf} points without training`;
  return report.verdict === "correct"
    ? misses("starter has less than full marks", score)
    : holds("starter has less than full marks", score);
}

async function mistakeComplaints(proving: Proving<"code">, mistake: CodePart["mistakes"][number]): Promise<string[]> {
  const answer = { kind: "code" as const, source: fileOf(proving.exercise, mistake.file) };
  const complaints: string[] = [];
  for (let k = 0; k < FEW && complaints.length === 0; k++) {
    const trained = k === 0;
    const report = await gradePart(proving, answer, variantOf(proving, k), `verify:${k}`, trained ? [] : ["trains"]);
    complaints.push(...notAsDeclared(mistake, report, `seed ${k}`, trained));
    const escaped =
      trained && mistake.failsTraining
        ? report.checks.filter(({ kind, verdict }) => kind === "trains" && verdict === "correct")
        : [];
    for (const { id, message } of escaped) complaints.push(`seed ${k}: ${id} was declared to fail. ${message}`);
  }
  return complaints;
}

const variantOf = ({ variants }: Pick<Proving, "variants">, k: number) => variants[k % variants.length] as Variant;
