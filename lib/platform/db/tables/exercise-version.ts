import type { Exercise, ExerciseSpec } from "#lib/grading/exercise/index.ts";
import { fromJson, type Tx, toJson } from "../client.ts";

const shared = globalThis as { nablabExercises?: Map<string, Exercise> };

/** An exercise as it was imported. Versions never change, so the last ones are kept in memory. */
export async function selectExercise(tx: Tx, hash: string): Promise<Exercise> {
  shared.nablabExercises ??= new Map();
  const kept = shared.nablabExercises.get(hash);
  if (kept) return kept;
  const row = await tx.exerciseVersion.findUniqueOrThrow({ where: { hash } });
  const exercise: Exercise = {
    hash,
    spec: fromJson<ExerciseSpec>(row.spec),
    files: new Map(Object.entries(fromJson<Record<string, string>>(row.files))),
  };
  const oldest = shared.nablabExercises.keys().next();
  if (shared.nablabExercises.size >= 64 && !oldest.done) shared.nablabExercises.delete(oldest.value);
  shared.nablabExercises.set(hash, exercise);
  return exercise;
}

/** @returns true if these contents were not there yet. */
export async function insertExerciseVersion(tx: Tx, exercise: Exercise, outOf: number): Promise<boolean> {
  const { count } = await tx.exerciseVersion.createMany({
    data: [
      {
        hash: exercise.hash,
        slug: exercise.spec.slug,
        title: exercise.spec.title,
        spec: toJson(exercise.spec),
        files: toJson(Object.fromEntries(exercise.files)),
        outOf,
      },
    ],
    skipDuplicates: true,
  });
  return count === 1;
}

export const selectVersions = (
  tx: Tx,
  slug: string,
): Promise<readonly { readonly hash: string; readonly importedAt: Date }[]> =>
  tx.exerciseVersion.findMany({
    where: { slug },
    orderBy: { importedAt: "desc" },
    select: { hash: true, importedAt: true },
  });
