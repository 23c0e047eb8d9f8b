import { selectActor } from "#app/_server/actor.ts";
import { eventStream } from "#app/_server/event-stream.ts";
import { actorOf, submissionEvents } from "#lib/platform/services/index.ts";

export const dynamic = "force-dynamic";

const statuses: { readonly [code: string]: number } = { unavailable: 503, "too-many": 429 };

/** What happens to one submission, as server-sent events; begins with how it stands now. 404 where it is not this person's. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const stillSignedIn = async () => (await actorOf(request.headers)) !== null;
  const asked = { submissionId: id, stillSignedIn };
  const answered = await submissionEvents(await selectActor(), asked, request.signal);
  if (answered.ok) return eventStream(answered.value);
  const { code, message } = answered.error;
  return new Response(code === "too-many" ? message : null, { status: statuses[code] ?? 404 });
}
