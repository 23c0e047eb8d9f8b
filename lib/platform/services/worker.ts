/** What the grading worker needs; pages never do. */
export { adoptOrphans } from "./grade/adopt.ts";
export { gradeSubmission } from "./grade/grade-submission.ts";
export { prepareDiagnoses } from "./grade/prepare-diagnoses.ts";
export { warmUp } from "./grade/warm-up.ts";
export { closeRunner, engineHash, startRunner } from "./shared/grading.ts";
