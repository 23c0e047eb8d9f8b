"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { selectActor } from "#app/_server/actor.ts";
import { fieldsOf } from "#app/_server/fields.ts";
import { addComment, markRubric, nextAnswer, overrideCheck, withdrawOverride } from "#lib/platform/services/index.ts";

/** What a form shows after it was sent: one sentence where something stood in the way. */
export type FormState = { readonly message: string | null };

const own = z.string().regex(/^\/courses\/[\w-]+\/review(\/[\w-]+)?$/);
const courseOf = (here: string): string => here.split("/")[2] ?? "";
const id = z.string().min(1).max(100);

const mark = z.object({
  submissionId: id,
  partId: id,
  applied: z.array(id).max(100),
  seen: z.string().max(40).nullable(),
  here: own,
  /** Whether to go on to the next answer. */
  goOn: z.boolean(),
});

export async function markRubricAction(input: z.infer<typeof mark>): Promise<FormState> {
  const read = mark.safeParse(input);
  if (!read.success) return { message: "These marks cannot be read. Load the page again." };
  const { here, goOn, ...marks } = read.data;
  const answered = await markRubric(await selectActor(), marks);
  // The page then shows who was faster, and the next time replaces what is seen.
  if (!answered.ok && answered.error.code === "conflict") revalidatePath(here);
  if (!answered.ok) return { message: answered.error.message };
  revalidatePath(here);
  if (goOn) redirect(await wayOn(here, marks.submissionId));
  return { message: null };
}

const onward = z.object({ here: own, after: z.uuid().optional() });

/** Opens the next answer that waits, one that nobody else has open; where there is none, the list. */
export async function nextAnswerAction(data: FormData): Promise<void> {
  const read = onward.safeParse(fieldsOf(data));
  if (read.success) redirect(await wayOn(read.data.here, read.data.after));
}

async function wayOn(here: string, after: string | undefined): Promise<string> {
  const queue = `/courses/${courseOf(here)}/review`;
  const next = await nextAnswer(await selectActor(), { course: courseOf(here), ...(after && { after }) });
  return next.ok && next.value.submissionId ? `${queue}/${next.value.submissionId}` : queue;
}

const override = z.object({
  submissionId: id,
  partId: id,
  checkId: id,
  points: z.coerce.number(),
  reason: z.string().max(20_000),
  /** The override that the page showed on the check; empty where there was none. */
  seen: z.uuid().or(z.literal("").transform(() => null)),
  here: own,
});

export async function overrideAction(_: FormState, data: FormData): Promise<FormState> {
  const read = override.safeParse(fieldsOf(data));
  if (!read.success) return { message: "Give the points as a number, and a reason." };
  const { here, ...input } = read.data;
  const answered = await overrideCheck(await selectActor(), input);
  // The page then shows what somebody else has set, and the next time replaces what is seen.
  if (answered.ok || answered.error.code === "conflict") revalidatePath(here);
  return { message: answered.ok ? null : answered.error.message };
}

const withdraw = z.object({ overrideId: id, here: own });

export async function withdrawAction(_: FormState, data: FormData): Promise<FormState> {
  const read = withdraw.safeParse(fieldsOf(data));
  if (!read.success) return { message: "This change cannot be read. Load the page again." };
  const answered = await withdrawOverride(await selectActor(), { overrideId: read.data.overrideId });
  if (answered.ok || answered.error.code === "conflict") revalidatePath(read.data.here);
  return { message: answered.ok ? null : answered.error.message };
}

const comment = z.object({
  submissionId: id,
  partId: z.string().max(100),
  body: z.string().max(50_000),
  here: own,
});

export async function commentAction(_: FormState, data: FormData): Promise<FormState> {
  const read = comment.safeParse(fieldsOf(data));
  if (!read.success) return { message: "This comment cannot be read. Load the page again." };
  const { here, partId, ...input } = read.data;
  const answered = await addComment(await selectActor(), { ...input, ...(partId && { partId }) });
  if (!answered.ok) return { message: answered.error.message };
  revalidatePath(here);
  return { message: null };
}
