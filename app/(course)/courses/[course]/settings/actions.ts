"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { selectActor } from "#app/_server/actor.ts";
import { fieldsOf } from "#app/_server/fields.ts";
import { makeCourse, renameCourse } from "#lib/platform/services/index.ts";

/** What was typed, and what to correct where nothing was done; `slug` is the address of the course that it is about now. */
export type TitleState = {
  readonly typed: string;
  readonly problem: string | null;
  readonly slug: string | null;
} | null;

const form = z.object({ course: z.string().max(100), title: z.string().max(10_000) });
const unread = { typed: "", problem: "This cannot be read. Load the page again.", slug: null };

export async function renameCourseAction(_: TitleState, data: FormData): Promise<TitleState> {
  const read = form.safeParse(fieldsOf(data));
  if (!read.success) return unread;
  const { course, title } = read.data;
  const answered = await renameCourse(await selectActor(), { course, title });
  if (!answered.ok) return { typed: title, problem: answered.error.message, slug: null };
  revalidatePath("/", "layout");
  return { typed: answered.value.title, problem: null, slug: course };
}

export async function makeCourseAction(_: TitleState, data: FormData): Promise<TitleState> {
  const read = form.safeParse(fieldsOf(data));
  if (!read.success) return unread;
  const { course, title } = read.data;
  const answered = await makeCourse(await selectActor(), { course, title });
  if (!answered.ok) return { typed: title, problem: answered.error.message, slug: null };
  revalidatePath("/", "layout");
  return { typed: answered.value.title, problem: null, slug: answered.value.slug };
}
