import Link from "next/link";
import { ButtonLink } from "#app/_components/base/button.tsx";
import { points, pointsWords } from "#app/_components/base/format.ts";
import { Scroller } from "#app/_components/base/scroller.tsx";
import { moment } from "#app/_components/base/when.ts";
import type { AssessmentView, CourseHome, Standing } from "#lib/platform/services/index.ts";
import { StandingMark } from "./standing-mark.tsx";
import { until } from "./until.ts";

const attemptsText = (one: AssessmentView) =>
  one.attempts === null
    ? "Any number of attempts"
    : one.attempts === 1
      ? "1 attempt"
      : `${one.attempts} attempts each, best counts`;

const lateText = (one: AssessmentView) =>
  one.dueAt === null
    ? "no deadline"
    : one.late === null || one.late.days === 0
      ? "no late work"
      : `${Math.round(one.late.perDay * 100)} % off a day, ${one.late.days} days`;

/** The first exercise that is not yet right, or the first one. */
const nextOf = (exercises: readonly Standing[]) => exercises.find((one) => one.verdict !== "correct") ?? exercises[0];

/** What is due when, what it is worth, how often one may try, and what happens to late work. */
export function AssessmentTable({ home }: { home: CourseHome }) {
  if (home.assessments.length === 0) return <p className="text-ink-3">No problem set is open.</p>;
  const staff = home.course.role !== "student";
  return (
    <Scroller label="Problem sets" className="mt-5">
      <table className="w-full tablet:min-w-[640px] border-collapse">
        <thead>
          <tr className="border-b border-line-2 text-left text-caption text-ink-3">
            <th scope="col" className="py-2 pr-4 font-medium">
              What
            </th>
            <th scope="col" className="py-2 pr-4 font-medium max-tablet:hidden">
              Due
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-medium max-tablet:hidden">
              Worth
            </th>
            <th scope="col" className="py-2 pr-4 font-medium max-tablet:hidden">
              Attempts and late rule
            </th>
            <th scope="col" className="py-2">
              <span className="sr-only">Go on</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {home.assessments.map((one) => {
            const next = nextOf(one.exercises);
            return (
              <tr key={one.id} className="border-b border-line align-top">
                <th scope="row" className="py-3 pr-4 text-left font-normal">
                  <span className="text-next font-semibold">{one.title}</span>
                  <span className="block text-caption text-ink-2 tablet:hidden">
                    {one.dueAt ? `${moment(one.dueAt, home.course.timeZone)}, ${until(home.now, one.dueAt)}; ` : ""}
                    {one.weight > 0 ? `${one.weight} % of the course; ` : ""}
                    {attemptsText(one)}; {lateText(one)}
                  </span>
                  <ul className="mt-1 flex flex-col gap-1">
                    {one.exercises.map((exercise) => (
                      <li key={exercise.slug} className="flex items-center gap-2">
                        {staff ? null : <StandingMark standing={exercise} size={13} />}
                        <Link className="link" href={`/courses/${home.course.slug}/exercises/${exercise.slug}`}>
                          {exercise.title}
                        </Link>
                        <span className="text-caption text-ink-3">
                          {staff
                            ? pointsWords(exercise.outOf)
                            : `${points(exercise.points)} / ${points(exercise.outOf)}`}
                        </span>
                      </li>
                    ))}
                  </ul>
                </th>
                <td className="py-3 pr-4 max-tablet:hidden">
                  {one.dueAt ? (
                    <>
                      <span className="font-medium">{moment(one.dueAt, home.course.timeZone)}</span>
                      <span className="block text-caption text-ink-3">{until(home.now, one.dueAt)}</span>
                    </>
                  ) : (
                    <span className="text-ink-3">–</span>
                  )}
                </td>
                <td className="py-3 pr-4 text-right font-medium max-tablet:hidden">
                  {one.weight > 0 ? `${one.weight} %` : "–"}
                </td>
                <td className="py-3 pr-4 max-tablet:hidden">
                  {attemptsText(one)}
                  <span className="block text-caption text-ink-3">{lateText(one)}</span>
                </td>
                <td className="py-3 text-right">
                  {one.state === "not-open" ? (
                    <span className="text-ink-3">
                      Opens {one.opensAt ? moment(one.opensAt, home.course.timeZone) : "later"}
                    </span>
                  ) : next ? (
                    <ButtonLink kind="quiet" href={`/courses/${home.course.slug}/exercises/${next.slug}`}>
                      {one.state === "closed" || staff
                        ? "Open"
                        : one.exercises.some((e) => e.verdict)
                          ? "Continue"
                          : "Begin"}
                    </ButtonLink>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroller>
  );
}
