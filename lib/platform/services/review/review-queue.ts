import { ok } from "#lib/core/result.ts";
import { database, databaseNow, selectClaims, selectNames } from "#lib/platform/db/index.ts";
import { courseRef, enterCourse } from "../shared/enter.ts";
import type { HandedIn } from "../shared/handed-in.ts";
import { courseOnly } from "../shared/input.ts";
import { service } from "../shared/service.ts";
import type { ReviewQueue, ReviewRow } from "../views.ts";
import { courseWork, type PersonWork } from "./course-work.ts";
import { numbered } from "./numbered.ts";
import { awaitsReview, isAnonymous, waitingOf, wasMarked, whyOf } from "./waiting.ts";

const MOST = 200;

/** What waits for a person, oldest first, and what was graded, newest first. */
export const reviewQueue = service(courseOnly, async (asker, { course: slug }) => {
  const entered = await enterCourse(asker, "review.read", slug);
  if (!entered.ok) return entered;
  const { course, role } = entered.value;
  const all = await courseWork(database(), course.id);
  const waitingIds = all.flatMap(({ work }) => waitingOf(work).map(({ row }) => row.id));
  const claims = await selectClaims(database(), waitingIds, await databaseNow(database()));
  const names = await selectNames(database(), [...all.map(({ userId }) => userId), ...claims.values()]);
  const openBy = (submissionId: string): string | null => {
    const holder = claims.get(submissionId);
    return holder === undefined || holder === entered.value.actor.userId ? null : (names.get(holder) ?? null);
  };
  const number = numbered(all);
  const rowOf = (person: PersonWork, handed: HandedIn): ReviewRow => ({
    submissionId: handed.row.id,
    exercise: { slug: person.exercise.slug, title: person.exercise.version.title },
    attempt: handed.row.attempt.number,
    receivedAt: handed.row.receivedAt.toISOString(),
    label: isAnonymous(person.work, handed)
      ? `Answer ${number(handed)}`
      : (names.get(person.userId) ?? "someone who has left"),
    why: whyOf(handed),
    openBy: openBy(handed.row.id),
    points: handed.effective?.points ?? null,
    outOf: handed.effective?.outOf ?? person.exercise.version.outOf,
    verdict: handed.effective?.verdict ?? null,
  });
  const waiting = all.flatMap((person) => waitingOf(person.work).map((handed) => rowOf(person, handed)));
  const recent = all.flatMap((person) =>
    person.work.attempts.flatMap((handed) =>
      handed.row.summary && !awaitsReview(handed) ? [rowOf(person, handed)] : [],
    ),
  );
  const marked = all.flatMap(({ work }) => work.attempts.filter(wasMarked)).length;
  return ok<ReviewQueue>({
    course: courseRef(course, role),
    waiting: waiting.sort((a, b) => a.receivedAt.localeCompare(b.receivedAt)),
    recent: recent.sort((a, b) => b.receivedAt.localeCompare(a.receivedAt)).slice(0, MOST),
    marked,
    toMark: marked + waiting.length,
  });
});
