import { z } from "zod";
import { ok, type Result } from "#lib/core/result.ts";
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

/**
 * What happens to one submission, or to all that is the actor's, as it happens. The present state comes first, and again
 * whenever something may have been missed: after the database was away, and every five seconds while anything is open.
 */
export function submissionEvents(
  actor: Actor,
  input: { readonly submissionId?: string },
  signal: AbortSignal,
): Promise<Result<AsyncIterable<SubmissionEvent>, ServiceFailure>> {
  return guarded(async () => {
    if (!actor) return signInFirst();
    const { submissionId } = input;
    if (submissionId === undefined) return ok(stream(actor.userId, null, signal));
    const known = z.uuid().safeParse(submissionId).success ? submissionId : "00000000-0000-0000-0000-000000000000";
    const entered = await enterSubmission(actor, "report.read", known);
    if (!entered.ok) return entered;
    return ok(stream(entered.value.place.student.id, submissionId, signal));
  });
}

async function* stream(userId: string, only: string | null, signal: AbortSignal): AsyncGenerator<SubmissionEvent> {
  const heard: Heard[] = [{ type: "missed" }];
  let wake = () => {};
  const hear = (one: Heard) => {
    if (one.type !== "missed" && (one.userId !== userId || (only !== null && one.submissionId !== only))) return;
    heard.push(one);
    wake();
  };
  const deaf = listen(hear);
  const poll = setInterval(() => hear({ type: "missed" }), POLL_MS);
  const stop = () => wake();
  signal.addEventListener("abort", stop);
  const told: Told = new Map();
  let beat = Date.now();
  try {
    while (!signal.aborted) {
      const next = heard.shift();
      if (next) {
        for (const event of await eventsFor(next, userId, only, told)) yield event;
      } else {
        const wait = new Promise<void>((resolve) => {
          wake = resolve;
        });
        await wait;
      }
      if (Date.now() - beat >= HEARTBEAT_MS) {
        beat = Date.now();
        yield { type: "heartbeat" };
      }
    }
  } finally {
    deaf();
    clearInterval(poll);
    signal.removeEventListener("abort", stop);
  }
}

/** What was told last of each submission. */
type Told = Map<string, { readonly mark: string; readonly settled: boolean }>;

async function eventsFor(heard: Heard, userId: string, only: string | null, told: Told): Promise<SubmissionEvent[]> {
  try {
    if (heard.type === "notice") return await noticeEvents(heard, userId);
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
