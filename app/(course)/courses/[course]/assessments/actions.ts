"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { selectActor } from "#app/_server/actor.ts";
import { fieldsOf } from "#app/_server/fields.ts";
import { courseHome, updateAssessment } from "#lib/platform/services/index.ts";
import { instantOf } from "./zoned.ts";

export type SavedState = { readonly saved: boolean; readonly message: string } | null;

const form = z.object({
  course: z.string().max(100),
  assessment: z.string().max(100),
  opensAt: z.string().max(40),
  dueAt: z.string().max(40),
  attempts: z.union([z.literal(""), z.coerce.number().int().min(1).max(100)]),
  latePercent: z.coerce.number().min(0).max(100),
  lateDays: z.coerce.number().int().min(0).max(60),
  solutionAfterDue: z.literal("yes").optional(),
});

export async function updateAssessmentAction(_: SavedState, data: FormData): Promise<SavedState> {
  const read = form.safeParse(fieldsOf(data));
  if (!read.success)
    return { saved: false, message: "Give whole numbers for attempts and days, and a share between 0 and 100 %." };
  const { course, assessment, opensAt, dueAt, attempts, latePercent, lateDays, solutionAfterDue } = read.data;
  const actor = await selectActor();
  const home = await courseHome(actor, { course });
  if (!home.ok) return { saved: false, message: home.error.message };
  const instant = (wall: string) => (wall === "" ? null : instantOf(wall, home.value.course.timeZone));
  const answered = await updateAssessment(actor, {
    course,
    assessment,
    opensAt: instant(opensAt),
    dueAt: instant(dueAt),
    attempts: attempts === "" ? null : attempts,
    latePerDay: latePercent / 100,
    lateDays,
    solutionAfterDue: solutionAfterDue === "yes",
  });
  if (!answered.ok) return { saved: false, message: answered.error.message };
  revalidatePath(`/courses/${course}`, "layout");
  return { saved: true, message: "Saved." };
}
