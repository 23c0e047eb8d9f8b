import Link from "next/link";
import { cx } from "#app/_components/base/cx.ts";
import { TabNav } from "#app/_components/base/tab-nav.tsx";
import { AppBar, type Crumb } from "#app/_components/shell/app-bar.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { selectTheme } from "#app/_server/theme.ts";
import { type CourseRef, can } from "#lib/platform/services/index.ts";
import { type CourseTab, courseTabs, tabHref } from "./course-tabs.ts";

/** The bar of a course's pages: where one is, and the few places there are. */
export async function CourseBar({
  course,
  tab,
  path = [],
  unread = 0,
}: {
  course: CourseRef;
  tab: CourseTab;
  path?: readonly Crumb[];
  unread?: number;
}) {
  const [actor, theme] = await Promise.all([selectActor(), selectTheme()]);
  const shown = courseTabs.filter(({ action }) => can(actor, action, { role: course.role }));
  const home = `/courses/${course.slug}`;
  return (
    <>
      <AppBar
        path={[{ label: course.title, href: home }, ...path]}
        extra={<CourseTabs className="-m-1 hidden p-1 wide:flex" shown={shown} tab={tab} home={home} unread={unread} />}
        theme={theme}
        person={actor ? { name: actor.name, email: actor.email } : null}
      />
      <CourseTabs
        className="flex border-b border-line bg-surface px-2 py-1 wide:hidden"
        shown={shown}
        tab={tab}
        home={home}
        unread={unread}
      />
    </>
  );
}

function CourseTabs({
  className,
  shown,
  tab,
  home,
  unread,
}: {
  className: string;
  shown: typeof courseTabs;
  tab: CourseTab;
  home: string;
  unread: number;
}) {
  return (
    <TabNav label="Course" className={className}>
      {shown.map((one) => (
        <Link
          key={one.id}
          href={tabHref(home, one)}
          aria-current={one.id === tab ? "page" : undefined}
          className={cx(
            "inline-flex h-7 shrink-0 items-center gap-1.5 rounded-box border px-2.5 font-medium pointer-coarse:h-11",
            one.id === tab ? "border-line-2 bg-sunken text-ink" : "border-transparent text-ink-2 hover:text-ink",
          )}
        >
          {one.label}
          {one.id === "notices" && unread > 0 ? (
            <span className="text-caption text-bwd">
              {unread}
              <span className="sr-only"> unread</span>
            </span>
          ) : null}
        </Link>
      ))}
    </TabNav>
  );
}
