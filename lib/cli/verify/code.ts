import type { CodePart, Variant } from "#lib/grading/exercise/index.ts";
import { fileOf } from "#lib/grading/exercise/index.ts";
import { gradePart, notAsDeclared, notFull, type Proving, seenOf } from "./context.ts";
import { type Finding, holds, inOrder, misses, unless } from "./finding.ts";
import { witnesses } from "./witnesses.ts";

const SEEDS = 20;
const FEW = 3;

/** Everything that is demanded of a code part, the margins of training aside. */
export async function* proveCode(proving: Proving<"code">): AsyncGenerator<Finding> {
  const { part } = proving;
  yield* inOrder([
    right(proving, "solution", `solution has full marks under ${SEEDS} seeds`, part.solution, SEEDS),
    starter(proving),
    ...witnesses(proving),
    ...part.alternatives.map((file) => right(proving, "alternative", `${file} has full marks`, file, FEW)),
    ...part.mistakes.map((mistake) => named(proving, mistake)),
  ]);
}

/** Full marks under so many hidden seeds; training is run under the first. */
async function right(
  proving: Proving<"code">,
  about: "solution" | "alternative",
  what: string,
  file: string,
  seeds: number,
): Promise<Finding> {
  const answer = { kind: "code" as const, source: fileOf(proving.exercise, file) };
  const complaints = await eachSeed(seeds, async (k) => {
    const report = await gradePart(proving, answer, variantOf(proving, k), `verify:${k}`, k === 0 ? [] : ["trains"]);
    return notFull(report, `seed ${k}`);
  });
  return unless(about, what, complaints);
}

async function starter(proving: Proving<"code">): Promise<Finding> {
  const what = "starter has less than full marks";
  const source = fileOf(proving.exercise, proving.part.starter);
  const report = await gradePart(proving, { kind: "code", source }, variantOf(proving, 0), "verify:0", ["trains"]);
  const score = `${report.points} of ${report.outOf} points without training`;
  return report.verdict === "correct" ? misses("starter", what, score) : holds("starter", what, score);
}

async function named(proving: Proving<"code">, mistake: CodePart["mistakes"][number]): Promise<Finding> {
  const answer = { kind: "code" as const, source: fileOf(proving.exercise, mistake.file) };
  const grade = (k: number) =>
    gradePart(proving, answer, variantOf(proving, k), `verify:${k}`, k === 0 ? [] : ["trains"]);
  const whole = grade(0);
  const complaints = await eachSeed(FEW, async (k) => {
    const report = await (k === 0 ? whole : grade(k));
    const escaped =
      k === 0 && mistake.failsTraining
        ? report.checks.filter(({ kind, verdict }) => kind === "trains" && verdict === "correct")
        : [];
    return [
      ...notAsDeclared(mistake, report, `seed ${k}`, k === 0),
      ...escaped.map(({ id, message }) => `seed ${k}: ${id} was declared to fail. ${message}`),
    ];
  });
  return {
    ...unless("mistake", `mistake ${mistake.id} is seen and named`, complaints),
    seen: seenOf(mistake.id, await whole),
  };
}

/** The complaints of all seeds, in their order. */
async function eachSeed(seeds: number, complaints: (k: number) => Promise<readonly string[]>): Promise<string[]> {
  const all = await Promise.all(Array.from({ length: seeds }, (_, k) => complaints(k)));
  return all.flat();
}

const variantOf = ({ variants }: Pick<Proving, "variants">, k: number) => variants[k % variants.length] as Variant;
