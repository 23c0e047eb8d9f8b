import type { CodePart, Variant } from "#lib/grading/exercise/index.ts";
import { fileOf } from "#lib/grading/exercise/index.ts";
import { gradePart, notAsDeclared, notFull, type Proving, seenOf } from "./context.ts";
import { type Finding, holds, inOrder, misses, unless } from "./finding.ts";
import { loadComplaint, runComplaint } from "./runs.ts";
import { witnesses } from "./witnesses.ts";

const SEEDS = 20;
const FEW = 3;

/** Everything that is demanded of a code part, the margins of training aside. */
export async function* proveCode(proving: Proving<"code">): AsyncGenerator<Finding> {
  const { part } = proving;
  const stopped = await runComplaint(proving, part.solution);
  if (stopped !== null) {
    // All that follows would only say the same in other words.
    yield misses("solution", "solution runs", stopped);
    return;
  }
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
  const stopped = await runComplaint(proving, file);
  if (stopped !== null) return misses(about, what, stopped);
  const answer = { kind: "code" as const, source: fileOf(proving.exercise, file) };
  const complaints = await eachSeed(seeds, async (k) => {
    const report = await gradePart(proving, answer, variantOf(proving, k), `verify:${k}`, k === 0 ? [] : ["trains"]);
    return notFull(report, `seed ${k}`);
  });
  return unless(about, what, complaints);
}

async function starter(proving: Proving<"code">): Promise<Finding> {
  const what = "starter has less than full marks";
  const stopped = await loadComplaint(proving, proving.part.starter);
  if (stopped !== null) return misses("starter", "starter loads", stopped);
  const source = fileOf(proving.exercise, proving.part.starter);
  const report = await gradePart(proving, { kind: "code", source }, variantOf(proving, 0), "verify:0", ["trains"]);
  const score = `${report.points} of ${report.outOf} points without training`;
  return report.verdict === "correct" ? misses("starter", what, score) : holds("starter", what, score);
}

async function named(proving: Proving<"code">, mistake: CodePart["mistakes"][number]): Promise<Finding> {
  const what = `mistake ${mistake.id} is seen and named`;
  const stopped = await loadComplaint(proving, mistake.file);
  if (stopped !== null) return misses("mistake", what, stopped);
  const same = sameAs(proving, mistake);
  if (same !== null) return misses("mistake", what, same);
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
    ...unless("mistake", what, complaints),
    seen: seenOf(mistake.id, await whole),
  };
}

/** A mistake whose file is, to the letter, one that is there already can be told from nothing. */
function sameAs({ exercise, part }: Proving<"code">, { id, file }: CodePart["mistakes"][number]): string | null {
  const before = part.mistakes.slice(
    0,
    part.mistakes.findIndex((one) => one.id === id),
  );
  const text = fileOf(exercise, file).trim();
  const twin = [part.solution, ...before.map((one) => one.file)].find(
    (other) => fileOf(exercise, other).trim() === text,
  );
  return twin === undefined ? null : `${file} is the same as ${twin}. Make in it the change that a student makes.`;
}

/** The complaints of all seeds, in their order. */
async function eachSeed(seeds: number, complaints: (k: number) => Promise<readonly string[]>): Promise<string[]> {
  const all = await Promise.all(Array.from({ length: seeds }, (_, k) => complaints(k)));
  return all.flat();
}

const variantOf = ({ variants }: Pick<Proving, "variants">, k: number) => variants[k % variants.length] as Variant;
