import { ok } from "#lib/core/result.ts";
import { database, selectNames } from "#lib/platform/db/index.ts";
import { courseRef, enterCourse } from "../shared/enter.ts";
import type { HandedIn } from "../shared/handed-in.ts";
import { courseOnly } from "../shared/input.ts";
import { service } from "../shared/service.ts";
import type { ReviewQueue, ReviewRow } from "../views.ts";
import { awaitsReview, courseWork, type PersonWork, wasMarked } from "./course-work.ts";
import { numbered } from "./numbered.ts";

const MOST = 200;

/** What waits for a person, oldest first, and what was graded, newest first. */
export const reviewQueue = service(courseOnly, async (asker, { course: slug }) => {
  const entered = await enterCourse(asker, "review.read", slug);
  if (!entered.ok) return entered;
  const { course, role } = entered.value;
  const all = await courseWork(database(), course.id);
  const names = await selectNames(
    database(),
    all.map(({ userId }) => userId),
  );
  const number = numbered(all);
  const rowOf = (person: PersonWork, handed: HandedIn): ReviewRow => ({
    submissionId: handed.row.id,
    exercise: { slug: person.exercise.slug, title: person.exercise.version.title },
    attempt: handed.row.attempt.number,
    receivedAt: handed.row.receivedAt.toISOString(),
    label: awaitsReview(handed) ? `Answer ${number(handed)}` : (names.get(person.userId) ?? "someone who has left"),
    why: whyOf(handed),
    points: handed.effective?.points ?? null,
    outOf: handed.effective?.outOf ?? person.exercise.version.outOf,
    verdict: handed.effective?.verdict ?? null,
  });
  // Of several attempts with prose only the latest waits: the earlier ones were replaced by it.
  const waiting = all.flatMap((person) =>
    person.work.attempts.slice(-1).flatMap((handed) => (isWaiting(handed) ? [rowOf(person, handed)] : [])),
  );
  const recent = all.flatMap((person) =>
    person.work.attempts.flatMap((handed) =>
      handed.row.summary && !awaitsReview(handed) ? [rowOf(person, handed)] : [],
    ),
  );
  const last = all.flatMap(({ work }) => work.attempts.slice(-1));
  const marked = last.filter(wasMarked).length;
  return ok<ReviewQueue>({
    course: courseRef(course, role),
    waiting: waiting.sort((a, b) => a.receivedAt.localeCompare(b.receivedAt)),
    recent: recent.sort((a, b) => b.receivedAt.localeCompare(a.receivedAt)).slice(0, MOST),
    marked,
    toMark: marked + last.filter(awaitsReview).length,
  });
});

const isWaiting = (handed: HandedIn): boolean =>
  awaitsReview(handed) || (whyOf(handed) !== "graded" && handed.row.overrides.length === 0);

function whyOf(handed: HandedIn): ReviewRow["why"] {
  if (awaitsReview(handed)) return "awaits-review";
  if (handed.effective?.verdict === "ungradable") return "ungradable";
  return handed.row.summary?.replayable === false ? "killed" : "graded";
}
