import { ok, type Result } from "#lib/core/result.ts";
import { type Action, type Actor, can, type Role } from "#lib/platform/auth/index.ts";
import {
  type CourseExerciseRow,
  type CourseRow,
  database,
  type SubmissionPlace,
  selectOptionalCourse,
  selectOptionalCourseExerciseAt,
  selectOptionalPlace,
  selectOptionalRole,
  selectOptionalRoleAt,
} from "#lib/platform/db/index.ts";
import type { CourseRef } from "../views.ts";
import { notFound, type ServiceFailure, signInFirst } from "./failure.ts";

/** Somebody who is signed in. */
export type Person = NonNullable<Actor>;

export type InCourse = { readonly actor: Person; readonly course: CourseRow; readonly role: Role };
export type AtExercise = InCourse & { readonly row: CourseExerciseRow };
export type AtSubmission = InCourse & { readonly place: SubmissionPlace };

type Entered<T> = Promise<Result<T, ServiceFailure>>;

/** The door of a course: who may do this here goes on; for everyone else there is nothing at this address. */
export async function enterCourse(actor: Actor, action: Action, slug: string): Entered<InCourse> {
  if (!actor) return signInFirst();
  const [course, role] = await Promise.all([
    selectOptionalCourse(database(), slug),
    selectOptionalRoleAt(database(), slug, actor.userId),
  ]);
  if (!course || role === null || !can(actor, action, { role })) return notFound();
  return ok({ actor, course, role });
}

export async function enterExercise(
  actor: Actor,
  action: Action,
  at: { readonly course: string; readonly exercise: string },
): Entered<AtExercise> {
  const [entered, row] = await Promise.all([
    enterCourse(actor, "course.read", at.course),
    actor && selectOptionalCourseExerciseAt(database(), at.course, at.exercise),
  ]);
  if (!entered.ok) return entered;
  const { role } = entered.value;
  if (!row || !can(actor, action, { role, hidden: row.hidden })) return notFound();
  return ok({ ...entered.value, row });
}

export async function enterSubmission(actor: Actor, action: Action, submissionId: string): Entered<AtSubmission> {
  if (!actor) return signInFirst();
  const place = await selectOptionalPlace(database(), submissionId);
  if (!place) return notFound();
  const role = await selectOptionalRole(database(), place.courseId, actor.userId);
  if (role === null || !can(actor, action, { role, ownerId: place.student.id, hidden: place.hidden }))
    return notFound();
  return ok({ actor, course: place.course, role, place });
}

export const courseRef = ({ slug, title, timeZone }: CourseRow, role: Role | null): CourseRef => ({
  slug,
  title,
  timeZone,
  role,
});
