import type { Received } from "#app/api/submissions/route.ts";
import type { Answer } from "#lib/core/answer.ts";
import type { Receipt, RefusedPart, SubmissionEvent } from "#lib/platform/services/index.ts";
import { followSubmission, type Told, whatIsTold } from "./follow-submission.ts";
import { messagesOf } from "./messages.ts";

export type HandedIn = {
  readonly course: string;
  readonly exercise: string;
  readonly answer: Answer;
  readonly clientToken: string;
};

/** Nothing was recorded: what to correct, or why it was not taken. */
export type Refused = { readonly message: string; readonly reasons: readonly RefusedPart[] };

type Tellers = {
  readonly received: (receipt: Receipt) => void;
  readonly refused: (refused: Refused) => void;
  readonly told: (event: Told) => void;
};

const TRIES = 3;

export const unreachableSentence =
  "The course could not be reached, and nothing was recorded. Your draft is safe in this browser; submit again when the connection is back.";

const tooLongSentence =
  "This answer is longer than the course takes, and nothing was recorded. Shorten it, then submit again.";

/**
 * Hands an answer in and tells what happens to it, until its report. Tries again with the same token while the network gives no
 * receipt, so that one press is one attempt at most. @returns how to stop listening
 */
export function handIn(input: HandedIn, tell: Tellers): () => void {
  const listening = new AbortController();
  let left = false;
  // Whoever leaves has handed in all the same: only what is heard after the receipt is cut off.
  let leave = () => {};
  const stop = () => {
    left = true;
    leave();
  };
  void (async () => {
    for (let tried = 1; tried <= TRIES; tried++) {
      const answered = await post(input, listening.signal).catch(() => null);
      if (left && answered) return listening.abort();
      if (answered && "refused" in answered) return tell.refused(answered.refused);
      if (answered) {
        leave = () => listening.abort();
        tell.received(answered.receipt);
        const ended = await toldTo(answered, tell.told).catch(() => false);
        // The connection was lost on the way; what happens is told by another.
        if (!ended && !left) leave = followSubmission(answered.receipt.submissionId, tell.told);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 700 * tried));
    }
    tell.refused({ message: unreachableSentence, reasons: [] });
  })();
  return stop;
}

type Taken = { readonly receipt: Receipt; readonly events: AsyncIterator<string> };

async function post(input: HandedIn, signal: AbortSignal): Promise<Taken | { readonly refused: Refused } | null> {
  const request = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(input),
    signal,
  };
  const response = await fetch("/api/submissions", request);
  const kind = response.headers.get("content-type") ?? "";
  if (kind.startsWith("application/json")) {
    const { error } = (await response.json()) as { readonly error: { message: string; reasons?: RefusedPart[] } };
    return { refused: { message: error.message, reasons: error.reasons ?? [] } };
  }
  if (response.status === 413) return { refused: { message: tooLongSentence, reasons: [] } };
  if (!response.ok || !response.body) return null;
  const events = messagesOf(response.body)[Symbol.asyncIterator]();
  const first = await events.next();
  return first.done ? null : { receipt: (JSON.parse(first.value) as Received).receipt, events };
}

/** @returns whether the end was told */
async function toldTo({ receipt, events }: Taken, tell: (event: Told) => void): Promise<boolean> {
  for (let next = await events.next(); !next.done; next = await events.next()) {
    const event = whatIsTold(JSON.parse(next.value) as SubmissionEvent, receipt.submissionId);
    if (!event) continue;
    tell(event.told);
    if (event.last) {
      await events.return?.();
      return true;
    }
  }
  return false;
}
