export {
  closeDatabase,
  database,
  databaseNow,
  databaseUrl,
  inTransaction,
  isUnreachable,
  type Tx,
} from "./client.ts";
export { CHANNEL, type ChannelEvent, notify } from "./notify.ts";
export { projectRoot } from "./root.ts";
export * from "./tables/action-limit.ts";
export * from "./tables/assessment.ts";
export * from "./tables/attempt.ts";
export * from "./tables/audit-event.ts";
export * from "./tables/comment.ts";
export * from "./tables/course.ts";
export * from "./tables/course-exercise.ts";
export * from "./tables/enrolment.ts";
export * from "./tables/exercise-proof.ts";
export * from "./tables/exercise-version.ts";
export * from "./tables/grading-job.ts";
export * from "./tables/hint-opening.ts";
export * from "./tables/notice.ts";
export * from "./tables/override.ts";
export * from "./tables/report.ts";
export * from "./tables/review-claim.ts";
export * from "./tables/rubric-mark.ts";
export * from "./tables/slip-print.ts";
export * from "./tables/submission.ts";
export * from "./tables/user.ts";
