import { ok } from "#lib/core/result.ts";
import type { Exercise, Part } from "#lib/grading/exercise/index.ts";
import { database, selectExercise, selectVersions } from "#lib/platform/db/index.ts";
import { courseRef, enterExercise } from "../shared/enter.ts";
import { notFound } from "../shared/failure.ts";
import { place } from "../shared/input.ts";
import { service } from "../shared/service.ts";
import type { ExerciseFiles } from "../views.ts";
import { exerciseRows } from "./exercise-rows.ts";

/** The files of an exercise's current version, its known mistakes and its proof, for its instructor. */
export const exerciseFiles = service(place, async (asker, at) => {
  const entered = await enterExercise(asker, "exercise.inspect", at);
  if (!entered.ok) return entered;
  const { course, role, row } = entered.value;
  const tx = database();
  const [all, loaded, versions] = await Promise.all([
    exerciseRows(tx, course.id),
    selectExercise(tx, row.versionHash),
    selectVersions(tx, row.slug),
  ]);
  const exercise = all.find(({ slug }) => slug === row.slug);
  if (!exercise) return notFound();
  return ok<ExerciseFiles>({
    course: courseRef(course, role),
    exercise,
    files: [...loaded.files].map(([path, text]) => ({ path, text })).sort((a, b) => compare(a.path, b.path)),
    mistakes: mistakesOf(loaded),
    versions: versions.map(({ hash, importedAt }) => ({
      hash,
      importedAt: importedAt.toISOString(),
      current: hash === row.versionHash,
    })),
  });
});

const FIRST = ["exercise.yaml", "statement.md", "starter.ts", "solution.ts"];

/** The spec and what it names first, then other files, then folders. */
function compare(a: string, b: string): number {
  const rank = (path: string) => {
    const i = FIRST.indexOf(path);
    return i >= 0 ? i : FIRST.length + (path.includes("/") ? 1 : 0);
  };
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function mistakesOf({ spec }: Exercise): ExerciseFiles["mistakes"] {
  const rows = (part: Part) => ("mistakes" in part ? part.mistakes : []);
  return spec.parts.flatMap((part) =>
    rows(part).map(({ id, verdict, diagnosis }) => ({
      partId: part.id,
      id,
      verdict,
      diagnosis: diagnosis ? { name: diagnosis.name, says: diagnosis.says, next: diagnosis.next } : null,
    })),
  );
}
