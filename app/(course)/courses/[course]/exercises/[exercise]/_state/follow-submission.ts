import type { SubmissionEvent } from "#lib/platform/services/index.ts";

export type Told = Exclude<SubmissionEvent, { readonly type: "heartbeat" | "notice" }>;

const RECONNECT_AFTER_MS = 3000;

/** An event of this submission, and whether nothing comes after it; null for any other. */
export function whatIsTold(event: SubmissionEvent, id: string): { readonly told: Told; readonly last: boolean } | null {
  if (event.type === "heartbeat" || event.type === "notice" || event.submissionId !== id) return null;
  return { told: event, last: event.type === "report" || (event.type === "status" && event.state === "dead") };
}

/** Tells what happens to a submission until its end. @returns how to stop */
export function followSubmission(id: string, tell: (event: Told) => void): () => void {
  let again: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;
  const stop = () => {
    clearTimeout(again);
    source.close();
  };
  const open = () => {
    source = new EventSource(`/api/submissions/${encodeURIComponent(id)}/events`);
    // The browser reconnects after a lost connection, but not after a refusal (busy, or the course does not answer).
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) again = setTimeout(open, RECONNECT_AFTER_MS);
    };
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = whatIsTold(JSON.parse(data) as SubmissionEvent, id);
      if (!event) return;
      if (event.last) stop();
      tell(event.told);
    };
  };
  open();
  return stop;
}
