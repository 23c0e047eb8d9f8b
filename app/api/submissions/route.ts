import { selectActor } from "#app/_server/actor.ts";
import { eventStream } from "#app/_server/event-stream.ts";
import { fromOwnPage, jsonBody } from "#app/_server/own-page.ts";
import {
  type Actor,
  actorOf,
  type Receipt,
  type SubmissionEvent,
  submissionEvents,
  submitAttempt,
} from "#lib/platform/services/index.ts";

export const dynamic = "force-dynamic";

/** What is read of an answer before anyone looks at it; the parts have narrower limits of their own. */
const MOST_BYTES = 1_000_000;

const statuses: { readonly [code: string]: number } = { "sign-in": 404, "not-found": 404 };

/** The first event of what POST answers. */
export type Received = { readonly type: "received"; readonly receipt: Receipt };

/**
 * Takes an answer (JSON: course, exercise, answer, clientToken). Answers with the receipt and then what happens to the submission, as
 * server-sent events in one response; where nothing was recorded, with JSON that says why.
 */
export async function POST(request: Request): Promise<Response> {
  if (!fromOwnPage(request)) return new Response(null, { status: 403 });
  const input = await jsonBody(request, MOST_BYTES);
  if (input === undefined) return new Response(null, { status: 400 });
  const actor = await selectActor();
  // What comes from a page is read by the service itself, which answers with a sentence where it cannot be read.
  const taken = await submitAttempt(actor, input as Parameters<typeof submitAttempt>[1]);
  if (!taken.ok) return Response.json(taken, { status: statuses[taken.error.code] ?? 200 });
  return eventStream(receiptAndEvents(actor, taken.value, request));
}

async function* receiptAndEvents(
  actor: Actor,
  receipt: Receipt,
  { headers, signal }: Request,
): AsyncGenerator<Received | SubmissionEvent> {
  yield { type: "received", receipt };
  const stillSignedIn = async () => (await actorOf(headers)) !== null;
  const events = await submissionEvents(actor, { submissionId: receipt.submissionId, stillSignedIn }, signal);
  if (events.ok) yield* events.value;
}
