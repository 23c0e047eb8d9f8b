"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { selectActor } from "#app/_server/actor.ts";
import { fieldsOf } from "#app/_server/fields.ts";
import { setExerciseHidden } from "#lib/platform/services/index.ts";

const form = z.object({ course: z.string().max(100), exercise: z.string().max(100), hidden: z.enum(["yes", "no"]) });

export async function setHiddenAction(data: FormData): Promise<void> {
  const read = form.safeParse(fieldsOf(data));
  if (!read.success) return;
  const { course, exercise, hidden } = read.data;
  await setExerciseHidden(await selectActor(), { course, exercise, hidden: hidden === "yes" });
  revalidatePath(`/courses/${course}`, "layout");
}
