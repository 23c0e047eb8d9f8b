"use server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { selectActor } from "#app/_server/actor.ts";
import { copyCookies } from "#app/_server/cookies.ts";
import { fieldsOf } from "#app/_server/fields.ts";
import { joinCourse, signUp } from "#lib/platform/services/index.ts";

export type SignUpState = {
  readonly name: string;
  readonly email: string;
  readonly joinCode: string;
  readonly message: string;
} | null;
export type JoinState = { readonly joinCode: string; readonly message: string } | null;

const account = z.object({
  name: z.string().trim().max(120),
  email: z.string().trim().max(200),
  password: z.string().max(200),
  joinCode: z.string().trim().max(40),
});

/** Makes an account and joins the course of the code, if there is one. */
export async function signUpAction(_: SignUpState, data: FormData): Promise<SignUpState> {
  const read = account.safeParse(fieldsOf(data));
  if (!read.success)
    return { name: "", email: "", joinCode: "", message: "Fill in your name, e-mail address and a password." };
  const { joinCode, ...person } = read.data;
  const answered = await signUp({ headers: await headers() }, { ...person, ...(joinCode && { joinCode }) });
  if (!answered.ok) return { name: person.name, email: person.email, joinCode, message: answered.error.message };
  await copyCookies(answered.value.headers);
  redirect(answered.value.course ? `/courses/${answered.value.course.slug}` : "/");
}

/** For a person who is signed in already. */
export async function joinAction(_: JoinState, data: FormData): Promise<JoinState> {
  const read = z.object({ joinCode: z.string().trim().min(1).max(40) }).safeParse(fieldsOf(data));
  if (!read.success) return { joinCode: "", message: "Type the code of the course." };
  const answered = await joinCourse(await selectActor(), read.data);
  if (!answered.ok) return { ...read.data, message: answered.error.message };
  redirect(`/courses/${answered.value.slug}`);
}
