"use server";
import { z } from "zod";
import { selectActor } from "#app/_server/actor.ts";
import type { Answer } from "#lib/core/answer.ts";
import { openHint, previewGrade, reportView, saveDraft, submitAttempt } from "#lib/platform/services/index.ts";

const slug = z.string().max(100);
const at = { course: slug, exercise: slug };
const longest = 200_000;

const partAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("code"), source: z.string().max(longest) }),
  z.object({ kind: z.literal("worksheet"), fields: z.record(z.string(), z.array(z.string().max(200)).max(10_000)) }),
  z.object({ kind: z.literal("derivation"), lines: z.record(z.string(), z.string().max(2_000)) }),
  z.object({ kind: z.literal("choice"), chosen: z.array(z.string().max(100)).max(100) }),
  z.object({ kind: z.literal("text"), text: z.string().max(longest) }),
]);
const answer = z.record(z.string().max(100), partAnswer);

const draftInput = z.object({ ...at, answer, baseVersion: z.int().nonnegative() });
const submitInput = z.object({ ...at, answer, clientToken: z.string().min(8).max(100) });
const hintInput = z.object({ ...at, partId: slug, index: z.int().nonnegative() });
const previewInput = z.object({ ...at, answer, variantSeed: z.string().max(200) });

export async function saveDraftAction(input: z.infer<typeof draftInput>) {
  return saveDraft(await selectActor(), draftInput.parse(input));
}

export async function submitAction(input: z.infer<typeof submitInput>) {
  return submitAttempt(await selectActor(), submitInput.parse(input));
}

export async function openHintAction(input: z.infer<typeof hintInput>) {
  return openHint(await selectActor(), hintInput.parse(input));
}

export async function previewGradeAction(input: z.infer<typeof previewInput>) {
  return previewGrade(await selectActor(), previewInput.parse(input));
}

/** The answer of an earlier attempt, to compare with; null where it is not there for this person. */
export async function attemptAnswerAction(submissionId: string): Promise<Answer | null> {
  const found = await reportView(await selectActor(), { submissionId: z.string().max(100).parse(submissionId) });
  return found.ok ? found.value.answer : null;
}
