import type { Metadata } from "next";
import Link from "next/link";
import { Aligned } from "#app/_components/base/aligned.tsx";
import { ButtonLink } from "#app/_components/base/button.tsx";
import { cx } from "#app/_components/base/cx.ts";
import { EmptyState } from "#app/_components/base/empty-state.tsx";
import { points } from "#app/_components/base/format.ts";
import { Scroller } from "#app/_components/base/scroller.tsx";
import { Verdict, verdictWords } from "#app/_components/base/verdict.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { pageValue } from "#app/_server/answered.ts";
import { type Results, results } from "#lib/platform/services/index.ts";
import { CourseBar } from "../_parts/course-bar.tsx";
import { weightsWords } from "../_parts/weights-words.ts";

export const metadata: Metadata = { title: "Results" };

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100);

export default async function ResultsPage({ params }: { params: Promise<{ course: string }> }) {
  const { course: slug } = await params;
  const all = pageValue(await results(await selectActor(), { course: slug }), `/courses/${slug}/results`);
  return (
    <div className="flex min-h-dvh flex-col">
      <CourseBar course={all.course} tab="results" path={[{ label: "Results" }]} />
      <main id="main" className="mx-auto flex w-full max-w-[1264px] flex-col gap-8 px-4 py-7 wide:px-6">
        <div className="flex flex-wrap items-baseline gap-4">
          <h1 className="text-page font-semibold tracking-[-0.018em]">Results</h1>
          <span className="flex-1 text-ink-3">
            {all.students.length} {all.students.length === 1 ? "student" : "students"}; a blank is not zero
          </span>
          <ButtonLink icon="download" href={`/courses/${slug}/results.csv`} prefetch={false}>
            Download CSV
          </ButtonLink>
        </div>
        {all.students.length === 0 ? (
          <EmptyState>No student has joined this course yet. The join code is on the course page.</EmptyState>
        ) : (
          <>
            <ClassTable all={all} slug={slug} />
            <PartTable all={all} />
          </>
        )}
      </main>
    </div>
  );
}

/** Per exercise and part: how many handed in, and the mean of those. */
function PartTable({ all }: { all: Results }) {
  return (
    <section aria-labelledby="per-part">
      <h2 id="per-part" className="mb-2 text-pane font-semibold">
        Exercises and parts <span className="ml-1 text-ui font-normal text-ink-3">means of those who handed in</span>
      </h2>
      <Scroller label="Means per exercise and part">
        <table className="w-full min-w-[560px] border-collapse">
          <thead>
            <tr className="border-b border-line-2 text-left text-caption text-ink-3">
              <th scope="col" className="py-2 pr-4 font-medium">
                Exercise, part
              </th>
              <th scope="col" className="py-2 pr-4 text-right font-medium">
                Handed in
              </th>
              <th scope="col" className="py-2 pr-4 text-right font-medium">
                Mean
              </th>
              <th scope="col" className="py-2 pr-4 text-right font-medium">
                Out of
              </th>
              <th scope="col" className="w-48 py-2 font-medium">
                <span className="sr-only">Share</span>
              </th>
            </tr>
          </thead>
          {all.exercises.map((exercise) => (
            <tbody key={exercise.slug}>
              <tr className="border-b border-line bg-surface">
                <th scope="row" className="py-2 pr-4 pl-3 text-left font-semibold">
                  {exercise.title}
                </th>
                <td className="py-2 pr-4 text-right">{exercise.handedIn}</td>
                <td className="py-2 pr-4 text-right">
                  <Aligned value={rounded(exercise.mean)} />
                </td>
                <td className="py-2 pr-4 text-right text-ink-3">
                  <Aligned value={exercise.outOf} />
                </td>
                <td className="py-2 pr-3">
                  <Share value={exercise.mean} of={exercise.outOf} />
                </td>
              </tr>
              {exercise.parts.map((part) => {
                const value = exercise.partMeans[part.id] ?? null;
                return (
                  <tr key={part.id} className="border-b border-line">
                    <th scope="row" className="py-1.5 pr-4 pl-7 text-left font-normal text-ink-2">
                      {part.title}
                    </th>
                    <td />
                    <td className="py-1.5 pr-4 text-right">
                      <Aligned value={rounded(value)} />
                    </td>
                    <td className="py-1.5 pr-4 text-right text-ink-3">
                      <Aligned value={part.outOf} />
                    </td>
                    <td className="py-1.5 pr-3">
                      <Share value={value} of={part.outOf} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          ))}
        </table>
      </Scroller>
    </section>
  );
}

function Share({ value, of }: { value: number | null; of: number }) {
  if (value === null) return null;
  return (
    <span aria-hidden="true" className="block h-1.5 bg-line">
      <span className="block h-full bg-fwd" style={{ width: `${Math.round((100 * value) / (of || 1))}%` }} />
    </span>
  );
}

/** Who it is and the sum stay in view while exercises scroll past; a phone keeps the name alone. */
const student = "sticky left-0 z-10 w-52 min-w-52 max-w-52 bg-surface";
const total = "bg-surface tablet:sticky tablet:left-52 tablet:z-10 tablet:border-r tablet:border-line";

function ClassTable({ all, slug }: { all: Results; slug: string }) {
  return (
    <section aria-labelledby="class">
      <h2 id="class" className="mb-2 text-pane font-semibold">
        Class <span className="ml-1 text-ui font-normal text-ink-3">points of the attempt that counts</span>
      </h2>
      <p className="mb-3 max-w-[44rem] text-ui text-ink-2">
        {weightsWords(all.weights) ??
          "The course is in percent, by the weights of its problem sets; what is blank counts as not reached yet."}
      </p>
      <Scroller label="Points per student and exercise" className="border border-line bg-surface">
        <table className="w-full border-collapse">
          <thead>
            <tr className="border-b border-line-2 text-caption text-ink-3">
              <th scope="col" className={cx(student, "px-3 py-2 text-left align-bottom font-medium")}>
                Student
              </th>
              <th scope="col" className={cx(total, "px-3 py-2 text-right align-bottom font-medium")}>
                Total<span className="block font-normal whitespace-nowrap">of {points(all.outOf)}</span>
              </th>
              <th scope="col" className="px-3 py-2 text-right align-bottom font-medium">
                Course<span className="block font-normal whitespace-nowrap">of {points(all.weights)} %</span>
              </th>
              {all.exercises.map((exercise) => (
                <th
                  key={exercise.slug}
                  scope="col"
                  className="min-w-[8.5rem] px-3 py-2 text-right align-bottom font-medium"
                >
                  {exercise.title}
                  <span className="block font-normal">of {points(exercise.outOf)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.students.map((one) => (
              <tr key={one.id} className="border-b border-line last:border-b-0">
                <th scope="row" className={cx(student, "px-3 py-2 text-left font-medium")}>
                  <span className="block truncate">{one.name}</span>
                  <span className="block truncate text-caption font-normal text-ink-3">{one.email}</span>
                </th>
                <td className={cx(total, "px-3 py-2 text-right font-semibold")}>
                  <Aligned value={one.total} />
                </td>
                <td className="px-3 py-2 text-right font-semibold">
                  <Aligned value={one.courseTotal} />
                </td>
                {one.cells.map((cell) => (
                  <td key={cell.slug} className="px-3 py-2 text-right whitespace-nowrap">
                    {cell.submissionId && cell.verdict ? (
                      <Link
                        href={`/courses/${slug}/review/${cell.submissionId}`}
                        className="inline-flex items-center gap-2 rounded-field hover:text-fwd"
                      >
                        <Verdict state={cell.verdict} size={13} label={verdictWords(cell.verdict)} />
                        <span className="link">{points(cell.points)}</span>
                      </Link>
                    ) : (
                      <span className="text-ink-3">–</span>
                    )}
                    {cell.attempts > 1 || cell.daysLate > 0 ? (
                      <span className="block text-caption text-ink-3">
                        {[
                          cell.attempts > 1 ? `${cell.attempts} attempts` : "",
                          cell.daysLate > 0 ? `${cell.daysLate} d late` : "",
                        ]
                          .filter(Boolean)
                          .join(", ")}
                      </span>
                    ) : null}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </section>
  );
}
