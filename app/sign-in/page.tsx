import type { Metadata } from "next";
import Link from "next/link";
import { Gate } from "./gate.tsx";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const { next = "/" } = await searchParams;
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
      <SignInForm next={next} />
    </Gate>
  );
}
