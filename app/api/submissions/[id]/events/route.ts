import { selectActor } from "#app/_server/actor.ts";
import { actorOf, submissionEvents } from "#lib/platform/services/index.ts";

export const dynamic = "force-dynamic";

const headers = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-cache, no-transform",
  // Tells a proxy in front of us to pass each event on at once.
  "X-Accel-Buffering": "no",
};

const statuses: { readonly [code: string]: number } = { unavailable: 503, "too-many": 429 };

/** What happens to one submission, as server-sent events; begins with how it stands now. 404 where it is not this person's. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const stillSignedIn = async () => (await actorOf(request.headers)) !== null;
  const asked = { submissionId: id, stillSignedIn };
  const answered = await submissionEvents(await selectActor(), asked, request.signal);
  if (!answered.ok) {
    const { code, message } = answered.error;
    return new Response(code === "too-many" ? message : null, { status: statuses[code] ?? 404 });
  }
  const events = answered.value[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      // A page that was left aborts the request, and then there is no one to tell.
      const next = await events.next().catch(() => ({ done: true as const, value: undefined }));
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(`data: ${JSON.stringify(next.value)}\n\n`));
    },
    async cancel() {
      await events.return?.();
    },
  });
  return new Response(stream, { headers });
}
