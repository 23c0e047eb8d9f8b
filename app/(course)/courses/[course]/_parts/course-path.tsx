import Link from "next/link";
import { Verdict } from "#app/_components/base/verdict.tsx";
import type { CourseHome } from "#lib/platform/services/index.ts";
import type { Lesson } from "#lib/platform/text/index.ts";
import { StandingMark } from "./standing-mark.tsx";

/** The lessons in order, each with a shape per exercise that belongs to it. */
export function CoursePath({ lessons, home }: { lessons: readonly Lesson[]; home: CourseHome }) {
  const lessonOf = (reference: string) => reference.split("#")[0];
  return (
    <>
      <ol className="mt-3">
        {lessons.map((lesson) => (
          <li key={lesson.slug} className="flex min-h-9 items-center gap-3 border-b border-line py-1.5">
            <span className="w-4 text-right text-caption text-ink-3">{lesson.number}</span>
            <Link href={`/lessons/${lesson.slug}`} className="min-w-0 flex-1 font-medium hover:text-fwd">
              {lesson.title}
            </Link>
            <span className="flex gap-2">
              {home.exercises
                .filter((exercise) => lessonOf(exercise.lesson) === lesson.slug)
                .map((exercise) => (
                  <Link
                    key={exercise.slug}
                    href={`/courses/${home.course.slug}/exercises/${exercise.slug}`}
                    className="inline-flex size-6 items-center justify-center rounded-field pointer-coarse:size-11"
                    title={exercise.title}
                  >
                    <StandingMark standing={exercise} />
                  </Link>
                ))}
            </span>
          </li>
        ))}
      </ol>
      {home.course.role === "student" ? <Legend /> : null}
    </>
  );
}

function Legend() {
  return (
    <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-caption text-ink-3">
      <span className="inline-flex items-center gap-1.5">
        <Verdict state="correct" size={13} label="" /> done
      </span>
      <span className="inline-flex items-center gap-1.5">
        <Verdict state="partial" size={13} label="" /> partly
      </span>
      <span className="inline-flex items-center gap-1.5">
        <Verdict state="not-run" size={13} label="" /> not yet
      </span>
    </p>
  );
}
