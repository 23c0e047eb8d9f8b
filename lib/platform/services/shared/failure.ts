import { fail } from "#lib/core/result.ts";

/**
 * Why a service did not do what was asked. `sign-in`: no one is signed in. `not-found`: it is not there, or not for this person;
 * the two are never told apart. `conflict`: somebody was faster. `unavailable`: the database does not answer; try again.
 */
export type ServiceFailure = {
  readonly code:
    | "sign-in"
    | "not-found"
    | "unreadable"
    | "conflict"
    | "not-open"
    | "closed"
    | "no-attempts-left"
    | "too-many"
    | "unavailable";
  readonly message: string;
  /** Seconds to wait, with `too-many`. */
  readonly retryAfter?: number;
};

export const signInFirst = () => fail<ServiceFailure>({ code: "sign-in", message: "Sign in to go on." });

export const notFound = () =>
  fail<ServiceFailure>({ code: "not-found", message: "There is nothing at this address for you." });

export const unreadable = (message: string) => fail<ServiceFailure>({ code: "unreadable", message });

export const unavailable = () =>
  fail<ServiceFailure>({
    code: "unavailable",
    message: "The course database does not answer. What you typed is kept in this browser; try again in a few seconds.",
  });
