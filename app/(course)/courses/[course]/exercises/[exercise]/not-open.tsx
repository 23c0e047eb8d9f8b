import { ButtonLink } from "#app/_components/base/button.tsx";
import { EmptyState } from "#app/_components/base/empty-state.tsx";
import { pointsWords } from "#app/_components/base/format.ts";
import type { ExercisePage } from "#lib/platform/services/index.ts";
import { CourseBar } from "../../_parts/course-bar.tsx";

/** What a student finds before an exercise opens: what it is called and worth, and when it opens. */
export function NotOpen({ page: { course, exercise, submit } }: { page: ExercisePage }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <CourseBar course={course} tab="course" path={[{ label: exercise.title }]} />
      <main id="main" className="mx-auto w-full max-w-[820px] px-4 py-8">
        <h1 className="mb-1 text-page font-semibold tracking-[-0.018em]">{exercise.title}</h1>
        <p className="mb-4 text-ui text-ink-3">{pointsWords(exercise.points)}</p>
        <EmptyState action={<ButtonLink href={`/courses/${course.slug}`}>Back to the course</ButtonLink>}>
          {submit.sentence}
        </EmptyState>
      </main>
    </div>
  );
}
