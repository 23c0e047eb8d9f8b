"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { selectActor } from "#app/_server/actor.ts";
import { setRole } from "#lib/platform/services/index.ts";

const asked = z.object({
  course: z.string().max(100),
  person: z.string().max(100),
  role: z.enum(["student", "assistant", "instructor"]),
});

/** Gives a member another role; what is said where that could not be done, else null. */
export async function setRoleAction(sent: z.infer<typeof asked>): Promise<string | null> {
  const read = asked.safeParse(sent);
  if (!read.success) return "This cannot be read. Load the page again.";
  const answered = await setRole(await selectActor(), read.data);
  if (!answered.ok) return answered.error.message;
  revalidatePath(`/courses/${read.data.course}`, "layout");
  return null;
}
