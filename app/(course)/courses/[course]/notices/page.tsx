import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "#app/_components/base/button.tsx";
import { cx } from "#app/_components/base/cx.ts";
import { EmptyState } from "#app/_components/base/empty-state.tsx";
import { points } from "#app/_components/base/format.ts";
import { dayAndTime } from "#app/_components/base/when.ts";
import { selectActor } from "#app/_server/actor.ts";
import { pageValue } from "#app/_server/answered.ts";
import { courseHome, listNotices } from "#lib/platform/services/index.ts";
import { CourseBar } from "../_parts/course-bar.tsx";
import { markAllRead } from "./actions.ts";

export const metadata: Metadata = { title: "Notices" };

export default async function NoticesPage({ params }: { params: Promise<{ course: string }> }) {
  const { course: slug } = await params;
  const here = `/courses/${slug}/notices`;
  const actor = await selectActor();
  const [found, home] = await Promise.all([listNotices(actor, { course: slug }), courseHome(actor, { course: slug })]);
  const notices = pageValue(found, here);
  const { course, unread } = pageValue(home, here);
  return (
    <div className="flex min-h-dvh flex-col">
      <CourseBar course={course} tab="notices" unread={unread} path={[{ label: "Notices" }]} />
      <main id="main" className="mx-auto w-full max-w-[820px] px-4 py-8">
        <div className="mb-4 flex items-baseline justify-between gap-4">
          <h1 className="text-page font-semibold tracking-[-0.018em]">Notices</h1>
          {unread > 0 ? (
            <form action={markAllRead}>
              <input type="hidden" name="course" value={slug} />
              <Button type="submit" kind="quiet" size="small">
                Mark all as read
              </Button>
            </form>
          ) : null}
        </div>
        {notices.length === 0 ? (
          <EmptyState>
            Nothing yet. You are told here when a person has marked, changed or commented on an answer of yours.
          </EmptyState>
        ) : (
          <ul className="border-t border-line-2">
            {notices.map((notice) => (
              <li key={notice.id} className="flex flex-wrap items-baseline gap-x-4 border-b border-line py-3">
                <span className={cx("min-w-0 flex-1 basis-80", !notice.read && "font-semibold")}>
                  {notice.submissionId ? (
                    <Link className="link" href={`/submissions/${notice.submissionId}`}>
                      {notice.text}
                    </Link>
                  ) : (
                    notice.text
                  )}
                  {notice.read ? null : <span className="sr-only"> (unread)</span>}
                </span>
                {notice.points === null ? null : (
                  <span>
                    {points(notice.points)} of {points(notice.outOf)}
                  </span>
                )}
                <span className="text-caption text-ink-3">{dayAndTime(notice.createdAt, course.timeZone)}</span>
              </li>
            ))}
          </ul>
        )}
      </main>
    </div>
  );
}
