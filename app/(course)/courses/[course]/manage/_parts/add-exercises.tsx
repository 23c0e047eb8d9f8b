import { Button } from "#app/_components/base/button.tsx";
import type { ExerciseRef } from "#lib/platform/services/index.ts";
import { addExerciseAction } from "../actions.ts";

/** Exercises that the course has not; nothing where it has all. */
export function AddExercises({ course, absent }: { course: string; absent: readonly ExerciseRef[] }) {
  if (absent.length === 0) return null;
  return (
    <section aria-labelledby="absent" className="mt-8">
      <h2 id="absent" className="mb-1 text-pane font-semibold">
        Not in this course
      </h2>
      <p className="prose next mb-3">
        What Nablab has besides. One that you add is at the end, in no problem set and hidden from students until you
        unhide it.
      </p>
      <ul className="border-t border-line-2">
        {absent.map(({ slug, title }) => (
          <li key={slug} className="border-b border-line py-2">
            <form action={addExerciseAction} className="flex items-center gap-3">
              <input type="hidden" name="course" value={course} />
              <input type="hidden" name="exercise" value={slug} />
              <span className="min-w-0 flex-1">
                {title} <code className="ml-1 text-caption text-ink-3">{slug}</code>
              </span>
              <Button type="submit" size="small" kind="quiet" aria-label={`Add ${title}`}>
                Add
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
