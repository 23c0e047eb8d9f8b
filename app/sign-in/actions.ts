"use server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { copyCookies } from "#app/_server/cookies.ts";
import { signIn, signOut } from "#lib/platform/services/index.ts";

/** What the form shows again after it was sent: the address as typed and one sentence. */
export type SignInState = { readonly email: string; readonly message: string } | null;

const form = z.object({
  email: z.string().trim().max(200),
  password: z.string().max(200),
  next: z.string().max(500).default("/"),
});

/** Only paths of our own; anything else goes to the start page. */
const ownPath = (path: string): string => (/^\/(?![/\\])/.test(path) ? path : "/");

export async function signInAction(_: SignInState, data: FormData): Promise<SignInState> {
  const read = form.safeParse(Object.fromEntries(data));
  if (!read.success) return { email: "", message: "Type your e-mail address and your password." };
  const { email, password, next } = read.data;
  const answered = await signIn({ headers: await headers() }, { email, password });
  if (!answered.ok) return { email, message: answered.error.message };
  await copyCookies(answered.value.headers);
  redirect(ownPath(next));
}

export async function signOutAction(): Promise<void> {
  const answered = await signOut({ headers: await headers() });
  await copyCookies(answered.headers);
  redirect("/sign-in");
}
