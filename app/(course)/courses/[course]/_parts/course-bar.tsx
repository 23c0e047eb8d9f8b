import Link from "next/link";
import { cx } from "#app/_components/base/cx.ts";
import { AppBar, type Crumb } from "#app/_components/shell/app-bar.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { selectTheme } from "#app/_server/theme.ts";
import type { CourseRef, Role } from "#lib/platform/services/index.ts";

export type CourseTab = "course" | "lessons" | "notices" | "review" | "results" | "exercises" | "assessments";

const everyone: readonly Role[] = ["student", "assistant", "instructor"];
const staff: readonly Role[] = ["assistant", "instructor"];

/** The pages of a course, and who finds them in the bar; one row each. */
const tabs: readonly { id: CourseTab; label: string; path: string; roles: readonly Role[] }[] = [
  { id: "course", label: "Course", path: "", roles: everyone },
  { id: "lessons", label: "Lessons", path: "/lessons", roles: everyone },
  { id: "notices", label: "Notices", path: "/notices", roles: everyone },
  { id: "review", label: "Review", path: "/review", roles: staff },
  { id: "results", label: "Results", path: "/results", roles: staff },
  { id: "exercises", label: "Exercises", path: "/manage", roles: ["instructor"] },
  { id: "assessments", label: "Problem sets", path: "/assessments", roles: ["instructor"] },
];

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
  const role = course.role;
  const shown = role === null ? [] : tabs.filter((one) => one.roles.includes(role));
  const home = `/courses/${course.slug}`;
  return (
    <>
      <AppBar
        path={[{ label: course.title, href: home }, ...path]}
        extra={<CourseTabs className="hidden wide:flex" shown={shown} tab={tab} home={home} unread={unread} />}
        theme={theme}
        person={actor ? { name: actor.name, email: actor.email } : null}
      />
      <CourseTabs
        className="scroll-quiet flex overflow-x-auto border-b border-line bg-surface px-2 py-1 wide:hidden"
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
  shown: typeof tabs;
  tab: CourseTab;
  home: string;
  unread: number;
}) {
  return (
    <nav aria-label="Course" className={cx("items-center gap-1", className)}>
      {shown.map((one) => (
        <Link
          key={one.id}
          href={one.id === "lessons" ? "/lessons" : `${home}${one.path}`}
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
    </nav>
  );
}
