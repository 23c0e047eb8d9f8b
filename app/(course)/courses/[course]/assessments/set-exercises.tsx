import Link from "next/link";
import type { InstructorExercise } from "#lib/platform/services/index.ts";
import { moveExerciseAction } from "./actions.ts";
import { MoveButtons } from "./move-buttons.tsx";

/** The exercises of one problem set in the order in which the class sees them. */
export function SetExercises({
  course,
  title,
  exercises,
}: {
  course: string;
  title: string;
  exercises: readonly InstructorExercise[];
}) {
  if (exercises.length === 0)
    return <p className="border-t border-line px-5 py-3 text-ink-3">No exercise is in it yet.</p>;
  return (
    <ol aria-label={`Exercises of ${title}`} className="border-t border-line px-5 py-2">
      {exercises.map((exercise, i) => (
        <li
          key={exercise.slug}
          className="flex min-h-[2.125rem] flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1"
        >
          <span className="min-w-0">
            <Link className="link" href={`/courses/${course}/manage/${exercise.slug}`}>
              {exercise.title}
            </Link>
            {exercise.hidden ? <span className="text-caption text-ink-3">, hidden from students</span> : null}
          </span>
          <MoveButtons
            action={moveExerciseAction}
            names={{ course, exercise: exercise.slug }}
            title={exercise.title}
            first={i === 0}
            last={i === exercises.length - 1}
          />
        </li>
      ))}
    </ol>
  );
}
