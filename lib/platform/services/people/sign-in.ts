import { z } from "zod";
import { fail, ok } from "#lib/core/result.ts";
import { type Actor, addressOf, auth, forgetTries, secondsToWait } from "#lib/platform/auth/index.ts";
import { type ServiceFailure, unreadable } from "../shared/failure.ts";
import { limited, spent } from "../shared/limited.ts";
import { type Answered, guarded } from "../shared/service.ts";

export type SignedIn = {
  readonly actor: NonNullable<Actor>;
  /** Set-Cookie, for the response. */
  readonly headers: Headers;
};

const input = z.object({ email: z.email().max(200), password: z.string().min(1).max(200) });

/**
 * Signs a person in. Tries are counted per account and address, more of them per account, and those without success per address,
 * whether or not there is such an account. The answer is the same for an unknown address and for a password that does not fit.
 */
export function signIn(
  from: { readonly headers: Headers },
  asked: { readonly email: string; readonly password: string },
): Answered<SignedIn> {
  return guarded(async () => {
    const parsed = input.safeParse(asked);
    if (!parsed.success) return unreadable("Type your e-mail address and your password.");
    const { email, password } = parsed.data;
    const address = addressOf(from.headers) ?? "";
    const here = `${email} ${address}`;
    const late =
      (await spent("sign-in without success per address", address)) ??
      (await limited("sign-in per account and address", here)) ??
      (await limited("sign-in per account", email));
    if (late) return late;
    const signed = await asResult(async () =>
      (await auth()).api.signInEmail({ body: { email, password }, headers: from.headers, returnHeaders: true }),
    );
    if (!signed) {
      await secondsToWait("sign-in without success per address", address);
      return fail<ServiceFailure>({ code: "unreadable", message: "No account has this address with this password." });
    }
    await forgetTries("sign-in per account and address", here);
    const { id, name } = signed.response.user;
    return ok({ actor: { userId: id, name, email: signed.response.user.email }, headers: signed.headers });
  });
}

/** What better-auth refuses is null here; everything else is a bug, or the database. */
export async function asResult<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const { APIError } = await import("better-auth/api");
    if (error instanceof APIError && error.statusCode < 500) return null;
    throw error;
  }
}
