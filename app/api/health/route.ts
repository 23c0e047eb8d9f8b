import { isHealthy } from "#lib/platform/services/index.ts";

/** For the supervisor, the waiting page and whoever watches: 200 only while the database answers. */
export async function GET(): Promise<Response> {
  const healthy = await isHealthy();
  return Response.json(
    { status: healthy ? "ok" : "the database does not answer" },
    { status: healthy ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
