import { describe, expect, it } from "vitest";
import { type Action, type Actor, can, permissions, type Resource, type Role } from "./can.ts";

const mira: Actor = { userId: "mira", name: "Mira", email: "mira@example.org" };

/** Every stand a person can have towards a thing of a course; "elsewhere" is a role in another course, which is none here. */
const stands: { readonly [stand: string]: { readonly actor: Actor; readonly resource: Resource } } = {
  "no one": { actor: null, resource: { role: null } },
  "no one, public course": { actor: null, resource: { role: null, public: true } },
  "student elsewhere": { actor: mira, resource: { role: null, ownerId: "mira" } },
  "instructor elsewhere": { actor: mira, resource: { role: null } },
  student: { actor: mira, resource: { role: "student", ownerId: "another" } },
  "student, own work": { actor: mira, resource: { role: "student", ownerId: "mira" } },
  "student, own work, hidden": { actor: mira, resource: { role: "student", ownerId: "mira", hidden: true } },
  assistant: { actor: mira, resource: { role: "assistant", ownerId: "another" } },
  "assistant, hidden": { actor: mira, resource: { role: "assistant", ownerId: "another", hidden: true } },
  instructor: { actor: mira, resource: { role: "instructor", ownerId: "another" } },
  "instructor, hidden": { actor: mira, resource: { role: "instructor", ownerId: "another", hidden: true } },
};

const STUDENT: readonly Action[] = [
  "course.visit",
  "course.read",
  "notice.read",
  "exercise.read",
  "exercise.answer",
  "hint.open",
  "solution.read",
];
const STAFF_WORK: readonly Action[] = [
  "report.read",
  "secret.read",
  "review.read",
  "rubric.mark",
  "override.set",
  "override.withdraw",
  "comment.add",
];
const COURSE_ONLY: readonly Action[] = [
  "course.visit",
  "course.read",
  "notice.read",
  "course.joinCode",
  "results.read",
];
const all = permissions.map(({ action }) => action);
const without = (list: readonly Action[], gone: readonly Action[]) => list.filter((action) => !gone.includes(action));
const courseOnly: readonly Action[] = [
  ...COURSE_ONLY,
  "assessment.change",
  "assessment.add",
  "assessment.remove",
  "exercise.add",
  "role.set",
  "course.rename",
  "course.make",
];

/** What each may do, written out a second time, so that a row that grew by accident is seen. */
const expected: { readonly [stand: string]: readonly Action[] } = {
  "no one": [],
  "no one, public course": ["course.visit"],
  "student elsewhere": [],
  "instructor elsewhere": [],
  student: STUDENT,
  "student, own work": [...STUDENT, "report.read"],
  "student, own work, hidden": ["report.read"],
  assistant: [...STUDENT, ...STAFF_WORK],
  "assistant, hidden": without([...STUDENT, ...STAFF_WORK], courseOnly),
  instructor: all,
  "instructor, hidden": without(all, courseOnly),
};

describe("permissions", () => {
  for (const [stand, { actor, resource }] of Object.entries(stands)) {
    for (const action of all) {
      const may = expected[stand]?.includes(action) ?? false;
      it(`${stand} ${may ? "may" : "may not"} ${action}`, () => expect(can(actor, action, resource)).toBe(may));
    }
  }

  it("give no one anything for a role that is claimed without a person", () => {
    for (const role of ["student", "assistant", "instructor"] satisfies Role[])
      for (const action of all) expect(can(null, action, { role })).toBe(false);
  });

  it("refuse what no row names", () => {
    expect(can(mira, "course.delete" as Action, { role: "instructor" })).toBe(false);
  });
});
