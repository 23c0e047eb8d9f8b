import { z } from "zod";
import { fail, ok, type Result } from "#lib/core/result.ts";
import { studentReport } from "#lib/grading/grader/index.ts";
import type { Actor } from "#lib/platform/auth/index.ts";
import {
  type ChannelEvent,
  countAhead,
  database,
  jobState,
  selectExerciseAndAssessment,
  selectOpenings,
  selectOptionalNotice,
  selectSubmission,
  selectUnfinished,
} from "#lib/platform/db/index.ts";
import { type Heard, listen } from "#lib/platform/queue/index.ts";
import { enterSubmission } from "../shared/enter.ts";
import { type ServiceFailure, signInFirst } from "../shared/failure.ts";
import { workOf } from "../shared/handed-in.ts";
import { noticeViews } from "../shared/notice-view.ts";
import { guarded } from "../shared/service.ts";
import type { SubmissionEvent } from "../views.ts";

const HEARTBEAT_MS = 15_000;
const POLL_MS = 5000;

/** Open streams of one person, in this process. */
const MOST_STREAMS = 5;

/** `stillSignedIn` is asked with each heartbeat; `heartbeatMs` is 15 s unless said otherwise. */
type Asked = {
  readonly submissionId?: string;
  readonly stillSignedIn?: () => Promise<boolean>;
  readonly heartbeatMs?: number;
};

/**
 * What happens to one submission, or to all that is the actor's, as it happens. The present state comes first, and again
 * whenever something may have been missed: after the database was away, and every five seconds while anything is open.
 * With each heartbeat it is asked again whether the person may listen; when not, the stream ends.
 */
export function submissionEvents(
  actor: Actor,
  { submissionId, stillSignedIn = async () => true, heartbeatMs = HEARTBEAT_MS }: Asked,
  signal: AbortSignal,
): Promise<Result<AsyncIterable<SubmissionEvent>, ServiceFailure>> {
  return guarded(async () => {
    if (!actor) return signInFirst();
    const known = z.uuid().safeParse(submissionId).success ? submissionId : NOWHERE;
    const enter = () => enterSubmission(actor, "report.read", known ?? NOWHERE);
    const entered = submissionId === undefined ? null : await enter();
    if (entered && !entered.ok) return entered;
    const leave = takeSeat(actor.userId, signal);
    if (!leave) return fail<ServiceFailure>({ code: "too-many", message: TOO_MANY });
    const mayListen = async () => {
      if (!(await stillSignedIn())) return false;
      const again = entered && (await enter());
      return !again || again.ok || again.error.code === "unavailable";
    };
    const userId = entered?.value.place.student.id ?? actor.userId;
    const listener = { userId, hears: actor.userId, only: submissionId ?? null, mayListen, leave, heartbeatMs };
    return ok(stream(listener, signal));
  });
}

const NOWHERE = "00000000-0000-0000-0000-000000000000";
const TOO_MANY = "Five pages of yours follow a submission already. Close one of them, then load this page again.";

const shared = globalThis as { nablabStreams?: Map<string, number> };

/** A place among the person's open streams, given up at the end of the request or by what is returned; null where none is free. */
function takeSeat(userId: string, signal: AbortSignal): (() => void) | null {
  shared.nablabStreams ??= new Map();
  const open = shared.nablabStreams;
  const taken = open.get(userId) ?? 0;
  if (taken >= MOST_STREAMS) return null;
  if (signal.aborted) return () => {};
  open.set(userId, taken + 1);
  let left = false;
  const leave = () => {
    if (left) return;
    left = true;
    const rest = (open.get(userId) ?? 1) - 1;
    if (rest > 0) open.set(userId, rest);
    else open.delete(userId);
  };
  signal.addEventListener("abort", leave, { once: true });
  return leave;
}

type Listener = {
  /** Whose submissions they are. */
  readonly userId: string;
  /** Who listens, and hears no one else's notices. */
  readonly hears: string;
  readonly only: string | null;
  readonly mayListen: () => Promise<boolean>;
  readonly leave: () => void;
  readonly heartbeatMs: number;
};

async function* stream(listener: Listener, signal: AbortSignal): AsyncGenerator<SubmissionEvent> {
  const { userId, only, heartbeatMs } = listener;
  const heard: Heard[] = [{ type: "missed" }];
  let wake = () => {};
  const hear = (one: Heard) => {
    if (one.type !== "missed" && (one.userId !== userId || (only !== null && one.submissionId !== only))) return;
    heard.push(one);
    wake();
  };
  const deaf = listen(hear);
  const poll = setInterval(() => hear({ type: "missed" }), Math.min(POLL_MS, heartbeatMs));
  const stop = () => wake();
  signal.addEventListener("abort", stop);
  const told: Told = new Map();
  let beat = Date.now();
  try {
    while (!signal.aborted) {
      const next = heard.shift();
      if (next) {
        for (const event of await eventsFor(next, listener, told)) yield event;
      } else {
        const wait = new Promise<void>((resolve) => {
          wake = resolve;
        });
        await wait;
      }
      if (Date.now() - beat >= heartbeatMs) {
        beat = Date.now();
        // While the database is away nothing can be told, and nothing is decided.
        if (!(await listener.mayListen().catch(() => true))) return;
        yield { type: "heartbeat" };
      }
    }
  } finally {
    listener.leave();
    deaf();
    clearInterval(poll);
    signal.removeEventListener("abort", stop);
  }
}

/** What was told last of each submission. */
type Told = Map<string, { readonly mark: string; readonly settled: boolean }>;

async function eventsFor(heard: Heard, { userId, hears, only }: Listener, told: Told): Promise<SubmissionEvent[]> {
  try {
    if (heard.type === "notice") return await noticeEvents(heard, hears);
    if (heard.type !== "missed") return heard.submissionId ? await stateOf(heard.submissionId, told) : [];
    const open = only === null ? await selectUnfinished(database(), userId) : [only];
    // What has its report is not read again unless something happens to it.
    const waiting = [...told].filter(([, { settled }]) => !settled).map(([id]) => id);
    const ids = [...new Set([...open, ...waiting])].filter((id) => !told.get(id)?.settled);
    return (await Promise.all(ids.map((id) => stateOf(id, told)))).flat();
  } catch {
    // The database is away; the next look comes with its return.
    return [];
  }
}

async function noticeEvents({ noticeId }: ChannelEvent, userId: string): Promise<SubmissionEvent[]> {
  const row = noticeId === null ? null : await selectOptionalNotice(database(), noticeId);
  if (!row || row.userId !== userId) return [];
  return (await noticeViews(database(), [row])).map((notice) => ({ type: "notice", notice }));
}

/** The present state of one submission, if it has changed since it was last told. */
async function stateOf(submissionId: string, told: Told): Promise<SubmissionEvent[]> {
  const row = await selectSubmission(database(), submissionId);
  const state = jobState(row.job);
  const event = await presentEvent(row, state);
  const mark = JSON.stringify(event);
  if (told.get(submissionId)?.mark === mark) return [];
  told.set(submissionId, { mark, settled: event.type === "report" });
  return [event];
}

async function presentEvent(
  row: Awaited<ReturnType<typeof selectSubmission>>,
  state: ReturnType<typeof jobState>,
): Promise<SubmissionEvent> {
  const submissionId = row.id;
  if (row.report) {
    const { courseExerciseId } = row.attempt;
    const { assessment } = await selectExerciseAndAssessment(database(), courseExerciseId);
    const openings = await selectOpenings(database(), { userId: row.userId, courseExerciseId });
    const effective = workOf([row], assessment, openings).attempts[0]?.effective;
    if (effective) return { type: "report", submissionId, report: studentReport(row.report), effective };
  }
  if (row.progress) return { type: "progress", submissionId, report: row.progress };
  return { type: "status", submissionId, state, ahead: await countAhead(database(), submissionId) };
}
