"use server";
import { selectActor } from "#app/_server/actor.ts";
import type { Answer } from "#lib/core/answer.ts";
import { openHint, previewGrade, reportView, saveDraft } from "#lib/platform/services/index.ts";

// What comes from a page is read by the service itself, which answers with a sentence where it cannot be read.
type Input<Service extends (actor: never, input: never) => unknown> = Parameters<Service>[1];

export async function saveDraftAction(input: Input<typeof saveDraft>) {
  return saveDraft(await selectActor(), input);
}

export async function openHintAction(input: Input<typeof openHint>) {
  return openHint(await selectActor(), input);
}

export async function previewGradeAction(input: Input<typeof previewGrade>) {
  return previewGrade(await selectActor(), input);
}

/** The answer of an earlier attempt, to compare with; null where it is not there for this person. */
export async function attemptAnswerAction(submissionId: string): Promise<Answer | null> {
  const found = await reportView(await selectActor(), { submissionId });
  return found.ok ? found.value.answer : null;
}
