/** What services give to pages, by whom it is for. Instants are ISO 8601 in UTC; points are in the exercise's own units; all is plain JSON. */
export type { EffectiveCheck, EffectivePart, EffectivePoints } from "#lib/platform/assessment/index.ts";
export type { Actor, Role } from "#lib/platform/auth/index.ts";
export type { JobState } from "#lib/platform/db/index.ts";
export type * from "./views/answer.ts";
export type * from "./views/course.ts";
export type * from "./views/report.ts";
export type * from "./views/shared.ts";
export type * from "./views/teach.ts";
