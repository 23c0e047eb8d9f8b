import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EmptyState } from "#app/_components/base/empty-state.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { pageValue } from "#app/_server/answered.ts";
import { courseHome, instructorExercises, weightsInAll } from "#lib/platform/services/index.ts";
import { CourseBar } from "../_parts/course-bar.tsx";
import { weightsWords } from "../_parts/weights-words.ts";
import { AddForm } from "./add-form.tsx";
import { AssessmentForm } from "./assessment-form.tsx";
import { SetExercises } from "./set-exercises.tsx";
import { SetTools } from "./set-tools.tsx";
import { wallTime } from "./zoned.ts";

export const metadata: Metadata = { title: "Problem sets" };

export default async function AssessmentsPage({ params }: { params: Promise<{ course: string }> }) {
  const { course: slug } = await params;
  const here = `/courses/${slug}/assessments`;
  const actor = await selectActor();
  const home = pageValue(await courseHome(actor, { course: slug }), here);
  if (home.course.role !== "instructor") notFound();
  const { exercises } = pageValue(await instructorExercises(actor, { course: slug }), here);
  const exercisesOf = (set: string) => exercises.filter(({ assessment }) => assessment?.slug === set);
  const zone = home.course.timeZone;
  const sets = home.assessments;
  const weights = sets.length === 0 ? null : weightsWords(weightsInAll(sets));
  const local = (instant: string | null) => (instant === null ? "" : wallTime(instant, zone));
  return (
    <div className="flex min-h-dvh flex-col">
      <CourseBar course={home.course} tab="assessments" path={[{ label: "Problem sets" }]} unread={home.unread} />
      <main id="main" className="mx-auto flex w-full max-w-[960px] flex-col gap-6 px-4 py-7">
        <div>
          <h1 className="mb-1 text-page font-semibold tracking-[-0.018em]">Problem sets</h1>
          <p className="prose next">
            When each one opens and is due, by the clocks of {zone}, what it is worth and how often one may try. What
            was handed in is counted by the new rules at once.
          </p>
          {weights ? (
            <p role="status" className="mt-2 text-part">
              {weights}
            </p>
          ) : null}
        </div>
        {sets.length === 0 ? <EmptyState>This course has no problem sets yet.</EmptyState> : null}
        {sets.map((one, i) => (
          <div key={one.id} className="border border-line bg-surface">
            <AssessmentForm
              course={slug}
              assessment={{
                slug: one.slug,
                title: one.title,
                opensAt: local(one.opensAt),
                dueAt: local(one.dueAt),
                attempts: one.attempts === null ? "" : String(one.attempts),
                latePercent: String(Math.round((one.late?.perDay ?? 0) * 100)),
                lateDays: String(one.late?.days ?? 0),
                weight: String(one.weight),
                solutionAfterDue: one.solutionAfterDue,
              }}
            />
            <SetExercises course={slug} title={one.title} exercises={exercisesOf(one.slug)} />
            <SetTools
              course={slug}
              assessment={one.slug}
              title={one.title}
              exercises={exercisesOf(one.slug).length}
              first={i === 0}
              last={i === sets.length - 1}
            />
          </div>
        ))}
        <AddForm course={slug} />
      </main>
    </div>
  );
}
