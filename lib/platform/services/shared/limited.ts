import { fail } from "#lib/core/result.ts";
import { type LimitName, secondsToWait, secondsUntilNext } from "#lib/platform/auth/index.ts";
import type { ServiceFailure } from "./failure.ts";

/** What was done too often, said to the person who did it. */
const WORDS: { readonly [name in LimitName]?: string } = {
  "submission per person": "That were many submissions in a minute. What you typed is kept.",
  "draft per person": "That were many saves in a minute. What you typed is kept in this browser.",
  "hint per person": "That were many hints in a minute.",
  "preview per person": "That were many gradings in a minute.",
  "course per person": "That were many courses in an hour.",
};

/** Counts one use. Null while there are some left. */
export async function limited(name: LimitName, whose: string) {
  return tooMany(name, await secondsToWait(name, whose));
}

/** Whether there are none left, without counting one. */
export async function spent(name: LimitName, whose: string) {
  return tooMany(name, await secondsUntilNext(name, whose));
}

function tooMany(name: LimitName, retryAfter: number | null) {
  if (retryAfter === null) return null;
  const message = `${WORDS[name] ?? "Too many tries."} Wait ${retryAfter} ${retryAfter === 1 ? "second" : "seconds"}, then try again.`;
  return fail<ServiceFailure>({ code: "too-many", message, retryAfter });
}
