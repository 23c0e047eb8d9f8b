"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { selectActor } from "#app/_server/actor.ts";
import { fieldsOf } from "#app/_server/fields.ts";
import {
  addAssessment,
  courseHome,
  moveAssessment,
  moveExercise,
  removeAssessment,
  renameAssessment,
  updateAssessment,
} from "#lib/platform/services/index.ts";
import { type RuleFields, type RuleProblems, readRules } from "./rules.ts";

/** What the form shows after it was sent: what was typed where it was not saved, and what to correct. */
export type SavedState = {
  readonly saved: boolean;
  readonly message: string;
  readonly typed: (RuleFields & { readonly solutionAfterDue?: "yes" | undefined }) | null;
  readonly problems: RuleProblems;
} | null;

const typed = z.string().max(40);
const form = z.object({
  course: z.string().max(100),
  assessment: z.string().max(100),
  opensAt: typed,
  dueAt: typed,
  attempts: typed,
  latePercent: typed,
  lateDays: typed,
  weight: typed,
  solutionAfterDue: z.literal("yes").optional(),
});

export async function updateAssessmentAction(_: SavedState, data: FormData): Promise<SavedState> {
  const read = form.safeParse(fieldsOf(data));
  if (!read.success)
    return { saved: false, message: "This cannot be read. Load the page again.", typed: null, problems: {} };
  const { course, assessment, ...fields } = read.data;
  const notSaved = (message: string, problems: RuleProblems = {}) => ({
    saved: false,
    message,
    typed: fields,
    problems,
  });
  const actor = await selectActor();
  const home = await courseHome(actor, { course });
  if (!home.ok) return notSaved(home.error.message);
  const [rules, problems] = readRules(fields, home.value.course.timeZone);
  if (!rules) return notSaved("Not saved. Correct what is marked.", problems);
  const solutionAfterDue = fields.solutionAfterDue === "yes";
  const answered = await updateAssessment(actor, { course, assessment, ...rules, solutionAfterDue });
  if (!answered.ok) return notSaved(answered.error.message);
  revalidatePath(`/courses/${course}`, "layout");
  return { saved: true, message: "Saved.", typed: null, problems: {} };
}

const added = z.object({ course: z.string().max(100), title: z.string().max(10_000) });
/** What was typed, and what to correct where nothing was added. */
export type AddedState = { readonly typed: string; readonly problem: string | null } | null;

export async function addAssessmentAction(_: AddedState, data: FormData): Promise<AddedState> {
  const read = added.safeParse(fieldsOf(data));
  if (!read.success) return { typed: "", problem: "This cannot be read. Load the page again." };
  const { course, title } = read.data;
  const answered = await addAssessment(await selectActor(), { course, title });
  if (!answered.ok) return { typed: title, problem: answered.error.message };
  revalidatePath(`/courses/${course}`, "layout");
  return { typed: title.trim(), problem: null };
}

const named = z.object({ course: z.string().max(100), assessment: z.string().max(100) });
const renamed = named.extend({ title: z.string().max(10_000) });

export async function renameAssessmentAction(_: AddedState, data: FormData): Promise<AddedState> {
  const read = renamed.safeParse(fieldsOf(data));
  if (!read.success) return { typed: "", problem: "This cannot be read. Load the page again." };
  const answered = await renameAssessment(await selectActor(), read.data);
  if (!answered.ok) return { typed: read.data.title, problem: answered.error.message };
  revalidatePath(`/courses/${read.data.course}`, "layout");
  return { typed: answered.value.title, problem: null };
}

const step = z.enum(["up", "down"]);
const moved = named.extend({ to: step });

export async function moveAssessmentAction(data: FormData): Promise<void> {
  const read = moved.safeParse(fieldsOf(data));
  if (!read.success) return;
  await moveAssessment(await selectActor(), read.data);
  revalidatePath(`/courses/${read.data.course}`, "layout");
}

const movedExercise = z.object({ course: z.string().max(100), exercise: z.string().max(100), to: step });

export async function moveExerciseAction(data: FormData): Promise<void> {
  const read = movedExercise.safeParse(fieldsOf(data));
  if (!read.success) return;
  await moveExercise(await selectActor(), read.data);
  revalidatePath(`/courses/${read.data.course}`, "layout");
}

/** What stood in the way of removing it, or null. */
export async function removeAssessmentAction(_: string | null, data: FormData): Promise<string | null> {
  const read = named.safeParse(fieldsOf(data));
  if (!read.success) return "This cannot be read. Load the page again.";
  const answered = await removeAssessment(await selectActor(), read.data);
  if (!answered.ok) return answered.error.message;
  revalidatePath(`/courses/${read.data.course}`, "layout");
  return null;
}
