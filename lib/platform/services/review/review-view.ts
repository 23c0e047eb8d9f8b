import { ok } from "#lib/core/result.ts";
import { database, databaseNow, selectClaims, selectNames, upsertClaim } from "#lib/platform/db/index.ts";
import { type AtSubmission, enterSubmission } from "../shared/enter.ts";
import type { HandedIn } from "../shared/handed-in.ts";
import { submissionOnly } from "../shared/input.ts";
import { loadReport } from "../shared/load-report.ts";
import { service } from "../shared/service.ts";
import type { ReviewView } from "../views.ts";
import { nameOf, withheld, worksAt } from "./named.ts";
import { waitingOf, wasMarked } from "./waiting.ts";

/** One answer as an assistant marks it, with its neighbours in the queue. Whose it is stays hidden until it is marked. */
export const reviewView = service(submissionOnly, async (asker, { submissionId }) => {
  const entered = await enterSubmission(asker, "review.read", submissionId);
  if (!entered.ok) return entered;
  const [report, here] = await Promise.all([loadReport(entered.value, submissionId), worksAt(entered.value)]);
  const waiting = here.flatMap(({ work }) => waitingOf(work));
  waiting.sort((a, b) => a.row.receivedAt.getTime() - b.row.receivedAt.getTime());
  const marked = here.flatMap(({ work }) => work.attempts.filter(wasMarked));
  const i = waiting.findIndex(({ row }) => row.id === submissionId);
  const openBy = await opened(entered.value, waiting, submissionId);
  const named = nameOf(entered.value, submissionId, here);
  return ok<ReviewView>({
    ...report,
    ...named,
    staff: report.staff && withheld(report.staff, named),
    marked: marked.length,
    toMark: marked.length + waiting.length,
    previousId: waiting[i - 1]?.row.id ?? null,
    nextId: waiting[i + 1]?.row.id ?? null,
    openBy,
    classSoFar: marked.flatMap(prosePoints).sort((a, b) => a - b),
  });
});

/** Who else has had it open in the last minutes; where nobody has, it is open to the person who asks, as long as it waits. */
async function opened(
  { actor }: AtSubmission,
  waiting: readonly HandedIn[],
  submissionId: string,
): Promise<string | null> {
  if (!waiting.some(({ row }) => row.id === submissionId)) return null;
  const now = await databaseNow(database());
  const holder = (await selectClaims(database(), [submissionId], now)).get(submissionId) ?? actor.userId;
  if (holder !== actor.userId) return (await selectNames(database(), [holder])).get(holder) ?? null;
  await upsertClaim(database(), submissionId, actor.userId, now);
  return null;
}

function prosePoints({ row, effective }: HandedIn): number[] {
  const marked = new Set(row.marks.map(({ partId }) => partId));
  return (effective?.parts ?? []).flatMap(({ partId, points }) =>
    marked.has(partId) && points !== null ? [points] : [],
  );
}
