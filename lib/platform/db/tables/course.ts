import type { Tx } from "../client.ts";

export type CourseRow = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly joinCode: string;
  readonly timeZone: string;
  readonly public: boolean;
};

const shown = { id: true, slug: true, title: true, joinCode: true, timeZone: true, public: true } as const;

export const selectOptionalCourse = (tx: Tx, slug: string): Promise<CourseRow | null> =>
  tx.course.findUnique({ where: { slug }, select: shown });

export const selectOptionalCourseByCode = (tx: Tx, joinCode: string): Promise<CourseRow | null> =>
  tx.course.findUnique({ where: { joinCode }, select: shown });

/** The oldest course that anyone may visit. */
export const selectOptionalPublicCourse = (tx: Tx): Promise<CourseRow | null> =>
  tx.course.findFirst({ where: { public: true }, orderBy: { createdAt: "asc" }, select: shown });

export const selectCourses = (tx: Tx): Promise<CourseRow[]> =>
  tx.course.findMany({ orderBy: { createdAt: "asc" }, select: shown });

/** One at a time changes who is who in a course, and what its problem sets are; until the transaction ends. */
export async function lockCourse(tx: Tx, courseId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`course:${courseId}`}, 0))::text`;
}

export const insertCourse = (tx: Tx, course: Omit<CourseRow, "id">): Promise<CourseRow> =>
  tx.course.create({ data: course, select: shown });

export async function updateCourseTitle(tx: Tx, id: string, title: string): Promise<void> {
  await tx.course.update({ where: { id }, data: { title } });
}
