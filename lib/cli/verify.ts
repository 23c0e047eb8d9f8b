import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Runner } from "#lib/core/runner.ts";
import type { Exercise } from "#lib/grading/exercise/index.ts";
import { listExercises, loadExercise } from "#lib/grading/exercise/node.ts";
import { createPoolRunner } from "#lib/grading/sandbox/node.ts";
import { contentErrorLine, exercisesRoot, mustExist, selectExercise } from "./content.ts";
import { DEADLINE_MS } from "./grade.ts";
import type { Told } from "./verify/finding.ts";
import { keptIn } from "./verify/kept.ts";
import { judgeMargins, measure } from "./verify/margins.ts";
import { proofOf, readProof, staleness, writeProof } from "./verify/proof.ts";
import { mutateExercise, proveExercise } from "./verify/prove.ts";
import { judgeSurroundings, readSurroundings, type Surroundings } from "./verify/surroundings.ts";
import { judgeTexts } from "./verify/texts.ts";

type Asked = { readonly exercise: Exercise; readonly runner: Runner; readonly path: string };
/** Prints what it finds, and tells whether all of it holds. */
type Mode = (asked: Asked) => Promise<boolean>;
type VerifyOptions = { fresh?: boolean; full?: boolean; margins?: boolean; mutants?: boolean };

/** Verifies each exercise and prints its proof, line by line; the process ends with 1 where a line does not hold. */
export async function verify(slugs: readonly string[], options: VerifyOptions): Promise<void> {
  const mode = options.fresh
    ? fresh
    : options.full
      ? full
      : options.margins
        ? marginsOnly
        : options.mutants
          ? mutantsOnly
          : quick;
  // Of several, one that cannot be read keeps no other from being verified.
  for (const slug of slugs) await (slugs.length === 1 ? selectExercise(slug) : mustExist(slug));
  const wanted = slugs.length > 0 ? slugs : await listExercises(exercisesRoot());
  const runner = createPoolRunner({ threads: availableParallelism(), deadlineMs: DEADLINE_MS });
  const around = await readSurroundings(join(exercisesRoot(), ".."));
  const figures: string[] = [];
  try {
    for (const slug of wanted) {
      const began = performance.now();
      const used = process.cpuUsage();
      const held = await verifyOne(slug, runner, mode, around);
      if (!held) process.exitCode = 1;
      const { user, system } = process.cpuUsage(used);
      const cpu = ((user + system) / 1e6).toFixed(1);
      figures.push(`${held ? "✓" : "×"} ${slug.padEnd(24)}${seconds(began).padStart(8)}, ${cpu} s of CPU`);
    }
  } finally {
    await runner.close();
  }
  console.log(`\n${figures.join("\n")}`);
}

/** Proves one exercise and says whether all of it holds, but for a proof.json that is not of these files yet. */
export const verifyNow = (slug: string, runner: Runner, around: Surroundings): Promise<boolean> =>
  verifyOne(slug, runner, quick, around);

async function verifyOne(slug: string, runner: Runner, mode: Mode, around: Surroundings): Promise<boolean> {
  const folder = join(exercisesRoot(), slug);
  const loaded = await loadExercise(folder);
  if (!loaded.ok) {
    for (const error of loaded.error) console.log(`× ${contentErrorLine(slug, error)}`);
    return false;
  }
  console.log(`${slug} (${loaded.value.hash.slice(0, 8)})`);
  // Not part of the proof: it changes with what lies around the folder.
  const settled = shownAll([...judgeSurroundings(loaded.value, around), await judgeTexts(loaded.value)]);
  return (await mode({ exercise: loaded.value, runner, path: join(folder, "proof.json") })) && settled;
}

/** Proves the grader; margins are read from proof.json where it counts. Where it does not, that is said and left to --full. */
const quick: Mode = async (asked) => {
  const proved = shownAll(await prove(asked));
  const stale = staleness(await readProof(asked.path), asked.exercise);
  if (stale === null) return (await fresh(asked)) && proved;
  console.log(
    `  → proof.json does not count yet: ${stale}. Before it is used: verify ${asked.exercise.spec.slug} --full`,
  );
  return proved;
};

/** Asks proof.json alone: whether it is of these files and this engine, and whether its margins suffice. */
const fresh: Mode = async ({ exercise, path }) => {
  const proof = await readProof(path);
  const stale = staleness(proof, exercise);
  if (proof === null || stale !== null) {
    console.log(`  × proof.json does not count: ${stale}. Run npm run nablab -- verify ${exercise.spec.slug} --full`);
    return false;
  }
  const { lines } = proof.findings;
  console.log(`  ✓ proof.json counts: ${lines.length} findings by this engine`);
  return shownAll([...judgeMargins(exercise, proof.training)]);
};

/** Takes what is stale and writes proof.json, unless something does not hold. */
const full: Mode = async (asked) => {
  const { exercise, path } = asked;
  if (staleness(await readProof(path), exercise) === null) return fresh(asked);
  const findings = await prove(asked);
  if (!shownAll(findings)) return refused();
  const mutated = await mutatedBy(asked);
  if (!shownAll(mutated.findings)) return refused();
  const training = await measured(asked);
  if (!shownAll([...judgeMargins(exercise, training)])) return refused();
  await writeProof(path, proofOf(exercise, [...findings, ...mutated.findings], training, mutated.mutation));
  console.log(`  → exercises/${exercise.spec.slug}/proof.json`);
  return true;
};

/** Tries slips in solutions and sheets alone, and writes no proof. */
const mutantsOnly: Mode = async (asked) => shownAll((await mutatedBy(asked)).findings);

async function mutatedBy({ exercise, runner }: Asked) {
  const began = performance.now();
  const found = await mutateExercise(exercise, runner);
  const tried = Object.values(found.mutation).reduce((sum, one) => sum + one.tried + one.unread, 0);
  if (tried > 0) console.log(`  ${tried} changes of solutions and sheets tried in ${seconds(began)}`);
  return found;
}

/** Measures training alone, and writes no proof. */
const marginsOnly: Mode = async (asked) => shownAll([...judgeMargins(asked.exercise, await measured(asked))]);

async function prove({ exercise, runner }: Asked): Promise<Told[]> {
  const began = performance.now();
  const findings: Told[] = [];
  for await (const finding of proveExercise(exercise, runner)) findings.push(finding);
  console.log(`  ${findings.length} findings in ${seconds(began)}`);
  return findings;
}

async function measured({ exercise, runner, path }: Asked) {
  const began = performance.now();
  const kept = keptIn(join(exercisesRoot(), "..", "generated", "margins"));
  const { training, measured: answers } = await measure(exercise, runner, await readProof(path), kept);
  if (answers > 0) console.log(`  ${answers} answers trained in ${seconds(began)}`);
  return training;
}

function refused(): false {
  console.log("  proof.json was not written, since not everything holds.");
  return false;
}

function shownAll(findings: readonly Told[]): boolean {
  for (const { holds, what, detail, part } of findings) {
    const told = detail === null ? "" : holds ? ` (${detail})` : `\n      ${detail.replaceAll("\n", "\n      ")}`;
    console.log(`  ${holds ? "✓" : "×"} ${part}: ${what}${told}`);
  }
  return findings.every(({ holds }) => holds);
}

const seconds = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
