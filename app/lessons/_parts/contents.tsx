import Link from "next/link";
import { cx } from "#app/_components/base/cx.ts";
import type { Lesson } from "#lib/platform/text/index.ts";

/** The lessons as a path; the sections of the one that is open below its name. */
export function Contents({ lessons, current }: { lessons: readonly Lesson[]; current: string }) {
  return (
    <nav aria-label="Lessons" className="text-ui">
      <ol className="flex flex-col">
        {lessons.map((lesson) => {
          const here = lesson.slug === current;
          return (
            <li key={lesson.slug}>
              <Link
                href={`/lessons/${lesson.slug}`}
                aria-current={here ? "page" : undefined}
                className={cx(
                  "flex min-h-7 items-baseline gap-3 rounded-field py-1 pointer-coarse:min-h-11 pointer-coarse:items-center",
                  here ? "font-semibold text-ink" : "text-ink-2 hover:text-ink",
                )}
              >
                <span className="w-3 text-right text-caption text-ink-3">{lesson.number}</span>
                {lesson.short}
              </Link>
              {here && lesson.sections.length > 0 ? (
                <ul className="my-1 ml-[5px] flex flex-col border-l border-line-2 pl-[18px]">
                  {lesson.sections.map((section) => (
                    <li key={section.id}>
                      <a href={`#${section.id}`} className="block rounded-field py-1 text-ink-2 hover:text-ink">
                        {section.title}
                      </a>
                    </li>
                  ))}
                </ul>
              ) : null}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
