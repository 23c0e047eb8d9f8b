import type { Role } from "#generated/prisma/client.ts";
import type { Tx } from "../client.ts";
import type { CourseRow } from "./course.ts";
import type { Person } from "./user.ts";

export type { Role };

export async function selectOptionalRole(tx: Tx, courseId: string, userId: string): Promise<Role | null> {
  const row = await tx.enrolment.findUnique({ where: { courseId_userId: { courseId, userId } } });
  return row?.role ?? null;
}

/** The role in a course that is named by its slug. */
export async function selectOptionalRoleAt(tx: Tx, course: string, userId: string): Promise<Role | null> {
  const row = await tx.enrolment.findFirst({ where: { userId, course: { slug: course } }, select: { role: true } });
  return row?.role ?? null;
}

export async function selectCoursesOf(
  tx: Tx,
  userId: string,
): Promise<readonly { readonly course: CourseRow; readonly role: Role }[]> {
  return tx.enrolment.findMany({
    where: { userId },
    include: { course: true },
    orderBy: { createdAt: "asc" },
  });
}

export async function selectPeople(tx: Tx, courseId: string, role: Role): Promise<readonly Person[]> {
  const rows = await tx.enrolment.findMany({
    where: { courseId, role },
    include: { user: { select: { id: true, name: true, email: true } } },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
  });
  return rows.map(({ user }) => user);
}

/** Everyone in the course: instructors, assistants, students, each by name. */
export async function selectMembers(tx: Tx, courseId: string): Promise<readonly (Person & { readonly role: Role })[]> {
  const rows = await tx.enrolment.findMany({
    where: { courseId },
    include: { user: { select: { id: true, name: true, email: true } } },
    orderBy: [{ role: "desc" }, { user: { name: "asc" } }, { userId: "asc" }],
  });
  return rows.map(({ user, role }) => ({ ...user, role }));
}

/** Takes the person into the course as a student; a role that is there already stays. */
export async function insertStudent(tx: Tx, courseId: string, userId: string): Promise<void> {
  await tx.enrolment.createMany({ data: [{ courseId, userId, role: "student" }], skipDuplicates: true });
}

export async function upsertRole(tx: Tx, courseId: string, userId: string, role: Role): Promise<void> {
  const key = { courseId, userId };
  await tx.enrolment.upsert({ where: { courseId_userId: key }, create: { ...key, role }, update: { role } });
}

/**
 * Locks the row until the transaction ends, so that a person's attempts are opened and counted one after the other.
 * NO KEY UPDATE: rows that refer to it can still be inserted.
 */
export async function lockEnrolment(tx: Tx, courseId: string, userId: string): Promise<Role | null> {
  const [row] = await tx.$queryRaw<{ role: Role }[]>`
    SELECT role::text AS role FROM enrolment WHERE course_id = ${courseId}::uuid AND user_id = ${userId} FOR NO KEY UPDATE`;
  return row?.role ?? null;
}
