import type { Answer } from "#lib/core/answer.ts";
import type { Exercise } from "#lib/grading/exercise/index.ts";
import { precheck } from "#lib/grading/grader/index.ts";
import type { RefusedPart } from "../views.ts";
import { runner } from "./grading.ts";

/** What of an answer cannot be read, before any hidden check has run. Empty where all can. */
export async function refusals(exercise: Exercise, given: Answer): Promise<readonly RefusedPart[]> {
  const checked = await precheck(exercise, given, runner());
  if (checked.ok) return [];
  return checked.error.map(({ partId, field, message, at }) => ({
    partId,
    place: field,
    message,
    line: at?.line ?? null,
    column: at?.column ?? null,
  }));
}

export function refusalWords(reasons: readonly RefusedPart[]): string {
  const places = reasons.length === 1 ? "One place" : `${reasons.length} places`;
  return `${places} cannot be read yet. Nothing was recorded and no attempt was used.`;
}
