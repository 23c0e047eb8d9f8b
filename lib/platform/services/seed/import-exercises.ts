import fs from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type Exercise, partPoints } from "#lib/grading/exercise/index.ts";
import { loadExercises } from "#lib/grading/exercise/node.ts";
import { insertExerciseVersion, type Tx, upsertProof } from "#lib/platform/db/index.ts";

/** What a proof has to say about itself to be kept: which files it is of, and which interpreter, kernel and harness. */
const proofHead = z.looseObject({ exercise: z.string(), run: z.string() });

/**
 * Brings every exercise folder into the database as a version by its content; what is there already is left alone.
 * A folder that cannot be read is told and left out.
 */
export async function importExercises(
  tx: Tx,
  root: string,
  tell: (line: string) => void,
): Promise<readonly Exercise[]> {
  const imported: Exercise[] = [];
  for (const { slug, loaded } of await loadExercises(root)) {
    if (!loaded.ok) {
      for (const error of loaded.error)
        tell(
          `exercises/${slug}/${error.file}:${error.line}:${error.column} ${error.message} ${error.suggestion ?? ""}`.trim(),
        );
      continue;
    }
    const exercise = loaded.value;
    const outOf = exercise.spec.parts.reduce((sum, part) => sum + partPoints(part), 0);
    if (await insertExerciseVersion(tx, exercise, outOf)) tell(`Imported ${slug} as ${exercise.hash.slice(0, 8)}.`);
    await importProof(tx, exercise, path.join(root, slug, "proof.json"));
    imported.push(exercise);
  }
  return imported;
}

async function importProof(tx: Tx, exercise: Exercise, file: string): Promise<void> {
  const text = await fs.readFile(file, "utf8").catch(() => null);
  if (text === null) return;
  const proof: unknown = JSON.parse(text);
  const head = proofHead.safeParse(proof);
  if (head.success && head.data.exercise === exercise.hash)
    await upsertProof(tx, { versionHash: exercise.hash, engine: head.data.run, proof });
}
