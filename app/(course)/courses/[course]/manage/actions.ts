"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { selectActor } from "#app/_server/actor.ts";
import { fieldsOf } from "#app/_server/fields.ts";
import { addExercise, placeExercise, setExerciseHidden } from "#lib/platform/services/index.ts";

const form = z.object({ course: z.string().max(100), exercise: z.string().max(100), hidden: z.enum(["yes", "no"]) });

export async function setHiddenAction(data: FormData): Promise<void> {
  const read = form.safeParse(fieldsOf(data));
  if (!read.success) return;
  const { course, exercise, hidden } = read.data;
  await setExerciseHidden(await selectActor(), { course, exercise, hidden: hidden === "yes" });
  revalidatePath(`/courses/${course}`, "layout");
}

const added = z.object({ course: z.string().max(100), exercise: z.string().max(100) });

/** Adds an exercise to the course. One that is there already by now is shown there. */
export async function addExerciseAction(data: FormData): Promise<void> {
  const read = added.safeParse(fieldsOf(data));
  if (!read.success) return;
  await addExercise(await selectActor(), read.data);
  revalidatePath(`/courses/${read.data.course}`, "layout");
}

const placed = z.object({
  course: z.string().max(100),
  exercise: z.string().max(100),
  assessment: z.string().max(100).nullable(),
});

/** Puts an exercise into a problem set or, with null, into none; what is said where that could not be done, else null. */
export async function placeExerciseAction(sent: z.infer<typeof placed>): Promise<string | null> {
  const read = placed.safeParse(sent);
  if (!read.success) return "This cannot be read. Load the page again.";
  const answered = await placeExercise(await selectActor(), read.data);
  if (!answered.ok) return answered.error.message;
  revalidatePath(`/courses/${read.data.course}`, "layout");
  return null;
}
