"use server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { copyCookies } from "#app/_server/cookies.ts";
import { fieldsOf } from "#app/_server/fields.ts";
import { type Actor, myCourses, signIn, signOut } from "#lib/platform/services/index.ts";
import { ownPath } from "./own-path.ts";

/** What the form shows again after it was sent: the address as typed and one sentence. */
export type SignInState = { readonly email: string; readonly message: string } | null;

const form = z.object({
  email: z.string().trim().max(200),
  password: z.string().max(200),
  next: z.string().max(500).default("/"),
});

export async function signInAction(_: SignInState, data: FormData): Promise<SignInState> {
  const read = form.safeParse(fieldsOf(data));
  if (!read.success) return { email: "", message: "Type your e-mail address and your password." };
  const { email, password, next } = read.data;
  const answered = await signIn({ headers: await headers() }, { email, password });
  if (!answered.ok) return { email, message: answered.error.message };
  await copyCookies(answered.value.headers);
  redirect(await destination(answered.value.actor, ownPath(next)));
}

/** Who did not come from anywhere and is in one course goes straight to it: a redirect to a redirect shows a blank page between. */
async function destination(actor: Actor, next: string): Promise<string> {
  if (next !== "/") return next;
  const courses = await myCourses(actor);
  const [only, ...others] = courses.ok ? courses.value : [];
  return only && others.length === 0 ? `/courses/${only.slug}` : next;
}

export async function signOutAction(): Promise<void> {
  const answered = await signOut({ headers: await headers() });
  await copyCookies(answered.headers);
  redirect("/sign-in");
}
