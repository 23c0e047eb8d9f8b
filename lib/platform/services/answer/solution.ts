import { ok } from "#lib/core/result.ts";
import type { Exercise, Part } from "#lib/grading/exercise/index.ts";
import { fileOf } from "#lib/grading/exercise/index.ts";
import { database, databaseNow, selectExercise } from "#lib/platform/db/index.ts";
import { solutionShown } from "../shared/assessment-view.ts";
import { enterExercise } from "../shared/enter.ts";
import { notFound } from "../shared/failure.ts";
import { place } from "../shared/input.ts";
import { nextAttempt } from "../shared/open-attempt.ts";
import { service } from "../shared/service.ts";
import type { SolutionView } from "../views.ts";

/** The solution, once no more work is taken and if the instructor allows it; assistants and instructors see it at any time. */
export const solution = service(place, async (asker, at) => {
  const entered = await enterExercise(asker, "solution.read", at);
  if (!entered.ok) return entered;
  const { actor, role, row } = entered.value;
  const now = await databaseNow(database());
  if (role === "student" && !solutionShown(row.assessment?.assessment ?? null, now)) return notFound();
  const { versionHash } = await nextAttempt(database(), actor.userId, row);
  const exercise = await selectExercise(database(), versionHash);
  const parts = exercise.spec.parts.map((part) => ({
    partId: part.id,
    title: part.title,
    kind: part.kind,
    ...answerTo(exercise, part),
  }));
  return ok<SolutionView>({ exercise: { slug: row.slug, title: row.version.title }, parts });
});

type Given = Pick<SolutionView["parts"][number], "code" | "lines" | "options">;

function answerTo(exercise: Exercise, part: Part): Given {
  const none: Given = { code: null, lines: null, options: null };
  switch (part.kind) {
    case "code":
      return { ...none, code: fileOf(exercise, part.solution) };
    case "worksheet":
      return { ...none, code: fileOf(exercise, part.fields) };
    case "derivation":
      return { ...none, lines: Object.fromEntries(part.lines.map(({ id, answer }) => [id, answer])) };
    case "choice":
      return { ...none, options: part.options.filter(({ correct }) => correct).map(({ id }) => id) };
    case "text":
      return none;
  }
}
