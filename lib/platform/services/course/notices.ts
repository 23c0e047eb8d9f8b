import { z } from "zod";
import { ok } from "#lib/core/result.ts";
import { countUnread, database, markRead, selectNotices } from "#lib/platform/db/index.ts";
import { enterCourse } from "../shared/enter.ts";
import { courseOnly } from "../shared/input.ts";
import { noticeViews } from "../shared/notice-view.ts";
import { service } from "../shared/service.ts";

/** What the actor was told in a course, newest first. */
export const listNotices = service(courseOnly, async (asker, { course: slug }) => {
  const entered = await enterCourse(asker, "notice.read", slug);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  return ok(await noticeViews(database(), await selectNotices(database(), actor.userId, course.id)));
});

const marking = courseOnly.extend({ ids: z.array(z.uuid()).max(200).optional() });

/** Marks the actor's notices as read: those named, or all of the course. */
export const markNoticesRead = service(marking, async (asker, { course: slug, ids }) => {
  const entered = await enterCourse(asker, "notice.read", slug);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  await markRead(database(), actor.userId, course.id, ids ?? null);
  return ok({ unread: await countUnread(database(), actor.userId, course.id) });
});
