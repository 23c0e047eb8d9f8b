import fs from "node:fs/promises";
import path from "node:path";
import { type Exercise, partPoints } from "#lib/grading/exercise/index.ts";
import type { loadExercises } from "#lib/grading/exercise/node.ts";
import { insertExerciseVersion, type Tx, upsertProof } from "#lib/platform/db/index.ts";
import { proofKeys } from "../shared/proof-keys.ts";

type Loaded = Awaited<ReturnType<typeof loadExercises>>;

/**
 * Brings every exercise folder into the database as a version by its content; what is there already is left alone.
 * A folder that cannot be read is told and left out. The folders of `root` are read before, since a transaction may not wait for that.
 */
export async function importExercises(
  tx: Tx,
  root: string,
  folders: Loaded,
  tell: (line: string) => void,
): Promise<readonly Exercise[]> {
  const imported: Exercise[] = [];
  for (const { slug, loaded } of folders) {
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
    await importProof(tx, exercise, path.join(root, slug, "proof.json"), tell);
    imported.push(exercise);
  }
  return imported;
}

/** Keeps a proof of these very files. One of other files is out of date, and one that cannot be read is told and left out. */
async function importProof(tx: Tx, exercise: Exercise, file: string, tell: (line: string) => void): Promise<void> {
  const text = await fs.readFile(file, "utf8").catch(() => null);
  if (text === null) return;
  const keys = proofKeys.safeParse(parsed(text));
  if (!keys.success) {
    const { slug } = exercise.spec;
    tell(`exercises/${slug}/proof.json cannot be read as a proof. Run npm run nablab -- verify ${slug} --full`);
    return;
  }
  const { data: proof } = keys;
  if (proof.exercise === exercise.hash)
    await upsertProof(tx, { versionHash: exercise.hash, engine: proof.findings.engine, proof });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
