import { type Actor, auth } from "#lib/platform/auth/index.ts";

/** Who sends this request, or null. Read from the session's cookie and the database, never from what the page says. */
export async function actorOf(headers: Headers): Promise<Actor> {
  const session = await (await auth()).api.getSession({ headers });
  return session ? { userId: session.user.id, name: session.user.name, email: session.user.email } : null;
}

/** The sign-in library's own routes. Signing in and up are not among them: they have one door, our actions. */
export const authHandler = async (request: Request): Promise<Response> => (await auth()).handler(request);
