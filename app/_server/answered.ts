import "server-only";
import { notFound, redirect } from "next/navigation";
import type { Result } from "#lib/core/result.ts";
import type { ServiceFailure } from "#lib/platform/services/index.ts";

/** Thrown where the database does not answer; app/error.tsx tells the person. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}

/**
 * What a service gave, for a page: without a session it goes to sign-in and back to `here`, what is not there for this person is
 * the 404 page, and the rest is told by the error page.
 */
export function pageValue<T>(answered: Result<T, ServiceFailure>, here: string): T {
  if (answered.ok) return answered.value;
  if (answered.error.code === "sign-in") redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  if (answered.error.code === "unavailable") throw new Unavailable(answered.error.message);
  notFound();
}
