import { auth } from "#lib/platform/auth/index.ts";

/** Ends the session. The headers take the cookie away. */
export async function signOut(from: { readonly headers: Headers }): Promise<{ readonly headers: Headers }> {
  const { headers } = await (await auth()).api.signOut({ headers: from.headers, returnHeaders: true });
  return { headers };
}
