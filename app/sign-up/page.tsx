import type { Metadata } from "next";
import Link from "next/link";
import { selectActor } from "#app/_server/actor.ts";
import { Gate } from "../sign-in/gate.tsx";
import { JoinForm, SignUpForm } from "./sign-up-form.tsx";

export const metadata: Metadata = { title: "Join a course" };

export default async function SignUpPage({ searchParams }: { searchParams: Promise<{ code?: string }> }) {
  const [{ code = "" }, actor] = await Promise.all([searchParams, selectActor()]);
  if (actor) {
    return (
      <Gate
        title="Join a course"
        beside={`You are signed in as ${actor.name}. The course appears among yours as soon as you have joined.`}
      >
        <JoinForm joinCode={code} />
      </Gate>
    );
  }
  return (
    <Gate
      title="Make an account"
      beside={
        <>
          You have one already?{" "}
          <Link className="link" href="/sign-in?next=/sign-up">
            Sign in
          </Link>{" "}
          and join with the code of your course.
        </>
      }
    >
      <SignUpForm joinCode={code} />
    </Gate>
  );
}
