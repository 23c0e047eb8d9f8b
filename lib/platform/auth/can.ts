/** Who asks: a person who is signed in, or no one. Roles are read from the database with every request. */
export type Actor = { readonly userId: string; readonly name: string; readonly email: string } | null;

export type Role = "student" | "assistant" | "instructor";

/** What an action is about, as far as the question who may do it goes. */
export type Resource = {
  /** The actor's role in the course it belongs to; null is none. */
  readonly role: Role | null;
  /** Whose work it is, where it is someone's. */
  readonly ownerId?: string | null;
  /** Students do not see it. */
  readonly hidden?: boolean;
  /** Anyone may visit the course. */
  readonly public?: boolean;
};

/** `visitor`: anyone, where the course is public. `owner`: the student whose work it is, while a member of the course. */
type Who = "visitor" | "owner" | Role;

type Row = {
  readonly action: string;
  readonly may: readonly Who[];
  /** Those for whom hiding makes no difference. */
  readonly evenHidden?: readonly Who[];
};

const members = ["student", "assistant", "instructor"] as const;
const staff = ["assistant", "instructor"] as const;
const own = ["owner", "assistant", "instructor"] as const;

/** Everything that anyone may do in a course. What is not in a row is refused. */
export const permissions = [
  { action: "course.visit", may: ["visitor", ...members] },
  { action: "course.read", may: members },
  { action: "course.joinCode", may: ["instructor"] },
  { action: "notice.read", may: members },
  { action: "exercise.read", may: members, evenHidden: staff },
  { action: "exercise.answer", may: members, evenHidden: staff },
  { action: "hint.open", may: members, evenHidden: staff },
  { action: "solution.read", may: members, evenHidden: staff },
  { action: "report.read", may: own, evenHidden: own },
  { action: "secret.read", may: staff, evenHidden: staff },
  { action: "review.read", may: staff, evenHidden: staff },
  { action: "rubric.mark", may: staff, evenHidden: staff },
  { action: "override.set", may: staff, evenHidden: staff },
  { action: "override.withdraw", may: staff, evenHidden: staff },
  { action: "comment.add", may: staff, evenHidden: staff },
  { action: "exercise.inspect", may: ["instructor"], evenHidden: ["instructor"] },
  { action: "exercise.preview", may: ["instructor"], evenHidden: ["instructor"] },
  { action: "exercise.hide", may: ["instructor"], evenHidden: ["instructor"] },
  { action: "results.read", may: ["instructor"] },
  { action: "assessment.change", may: ["instructor"] },
  { action: "assessment.add", may: ["instructor"] },
  { action: "assessment.remove", may: ["instructor"] },
  { action: "exercise.add", may: ["instructor"] },
  { action: "exercise.place", may: ["instructor"], evenHidden: ["instructor"] },
  { action: "role.set", may: ["instructor"] },
  { action: "course.rename", may: ["instructor"] },
  // From a course that one runs, whose exercises the new one begins with.
  { action: "course.make", may: ["instructor"] },
] as const satisfies readonly Row[];

export type Action = (typeof permissions)[number]["action"];

/** The one question before everything that a person asks for. */
export function can(actor: Actor, action: Action, resource: Resource): boolean {
  const row: Row | undefined = permissions.find((candidate) => candidate.action === action);
  if (!row) return false;
  return row.may.some((who) => isOne(who, actor, resource) && (!resource.hidden || row.evenHidden?.includes(who)));
}

function isOne(who: Who, actor: Actor, resource: Resource): boolean {
  if (who === "visitor") return resource.public === true;
  if (actor === null || resource.role === null) return false;
  if (who === "owner") return resource.ownerId === actor.userId;
  return resource.role === who;
}
