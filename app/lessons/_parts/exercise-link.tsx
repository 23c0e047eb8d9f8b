import { ButtonLink } from "#app/_components/base/button.tsx";
import { pointsWords } from "#app/_components/base/format.ts";
import type { VisitorCourse } from "#lib/platform/services/index.ts";

/** The place in a lesson where an exercise belongs. */
export function ExerciseLink({
  exercise,
  course,
  note,
}: {
  exercise: VisitorCourse["exercises"][number] | undefined;
  course: string | undefined;
  note: string;
}) {
  if (exercise === undefined || course === undefined) return null;
  return (
    <aside
      aria-label={`Exercise: ${exercise.title}`}
      className="my-6 flex flex-wrap items-center gap-4 rounded-box border border-line bg-surface px-4 py-3 font-sans"
    >
      <div className="min-w-0 flex-1">
        <p className="font-semibold">Exercise: {exercise.title}</p>
        <p className="text-ui text-ink-2">
          {note || exercise.summary} <span className="whitespace-nowrap text-ink-3">{pointsWords(exercise.outOf)}</span>
        </p>
      </div>
      <ButtonLink iconAfter="arrow-right" href={`/courses/${course}/exercises/${exercise.slug}`}>
        Open
      </ButtonLink>
    </aside>
  );
}
