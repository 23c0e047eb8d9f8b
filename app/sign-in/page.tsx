import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { selectPublicCourse } from "#app/_server/actor.ts";
import { Gate } from "./gate.tsx";
import { ownPath } from "./own-path.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/** Why this page came instead of the one that was asked for; null where it was asked for itself. */
async function reasonFor(next: string): Promise<ReactNode> {
  if (next === "/") return null;
  const slug = /^\/courses\/[\w-]+\/exercises\/([\w-]+)/.exec(next)?.[1];
  const exercise = slug && (await selectPublicCourse())?.exercises.find((one) => one.slug === slug);
  return exercise ? (
    <>
      Sign in to open <em>{exercise.title}</em>.
    </>
  ) : (
    "Sign in to open the page you asked for."
  );
}

export default async function SignInPage({ searchParams }: Props) {
  const asked = (await searchParams).next;
  const next = ownPath((typeof asked === "string" && asked) || "/");
  const reason = await reasonFor(next);
  return (
    <Gate
      title="Sign in"
      beside={
        <>
          New here?{" "}
          <Link className="link" href="/sign-up">
            Make an account
          </Link>{" "}
          with the code of your course, or{" "}
          <Link className="link" href="/lessons">
            read the lessons
          </Link>{" "}
          without one.
        </>
      }
    >
      {reason ? <p className="prose next mb-4">{reason}</p> : null}
      <SignInForm next={next} />
    </Gate>
  );
}
