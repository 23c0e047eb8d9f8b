"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { selectActor } from "#app/_server/actor.ts";
import { fieldsOf } from "#app/_server/fields.ts";
import { markNoticesRead } from "#lib/platform/services/index.ts";

const form = z.object({ course: z.string().min(1).max(100) });

export async function markAllRead(data: FormData): Promise<void> {
  const read = form.safeParse(fieldsOf(data));
  if (!read.success) return;
  await markNoticesRead(await selectActor(), { course: read.data.course });
  revalidatePath(`/courses/${read.data.course}`, "layout");
}
