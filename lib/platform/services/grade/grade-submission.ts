import type { Report, StudentReport } from "#lib/core/report.ts";
import { PlatformFault } from "#lib/core/runner.ts";
import { grade } from "#lib/grading/grader/index.ts";
import {
  appendAudit,
  database,
  deleteProgress,
  insertReportOnce,
  inTransaction,
  markDead,
  markFault,
  markFinished,
  markStarted,
  notify,
  type SubmissionPlace,
  selectExercise,
  selectOptionalPlace,
  selectSubmission,
  upsertProgress,
  type WholeSubmission,
} from "#lib/platform/db/index.ts";
import { engineHash, runner, variantOf } from "../shared/grading.ts";
import { tellStudent } from "../shared/say.ts";
import { hiddenSeed } from "../shared/server-key.ts";
import { progressOf } from "./progress.ts";
import { ungradableReport } from "./ungradable.ts";

/** A submission that was begun this often without an end is given up: ungradable, and free for the student. */
export const MOST_RUNS = 6;

/**
 * Grades one submission and stores its report; a second time changes nothing. Rejects for the platform's faults, so that the
 * queue tries again; after `MOST_RUNS` the report says ungradable.
 */
export async function gradeSubmission(submissionId: string, workerId: string): Promise<void> {
  const [row, place] = await Promise.all([
    selectSubmission(database(), submissionId),
    selectOptionalPlace(database(), submissionId),
  ]);
  if (!place) throw new Error(`submission ${submissionId} belongs nowhere`);
  if (row.report) return row.job?.diedAt ? undefined : markFinished(database(), submissionId);
  const { runs } = await markStarted(database(), submissionId, workerId);
  await notify(database(), { type: "status", userId: row.userId, submissionId });
  const exercise = await selectExercise(database(), row.attempt.versionHash);
  const seeds = { variant: row.attempt.variantSeed, hidden: hiddenSeed(submissionId) };
  if (runs > MOST_RUNS) return store(row, place, ungradableReport(exercise, seeds, engineHash), markDead);
  const progress = new ProgressWriter(submissionId, row.userId);
  const made = { engine: engineHash, seeds };
  try {
    const variant = await variantOf(exercise, seeds.variant);
    const report = await grade(exercise, variant, row.answer, runner(), {
      hiddenSeed: seeds.hidden,
      onCheck: (partId, check) => progress.add(() => progressOf(exercise, made, partId, check, progress.known)),
    });
    await progress.stop();
    await store(row, place, report);
  } catch (error) {
    await progress.stop();
    await markFault(database(), submissionId, faultWords(error)).catch(() => {});
    throw error;
  }
}

const faultWords = (error: unknown): string =>
  `${error instanceof PlatformFault ? "platform fault" : "fault"}: ${error instanceof Error ? error.message : String(error)}`.slice(
    0,
    500,
  );

/** Report, end of the job, notice and the news of it in one transaction: all or nothing. */
async function store(
  row: WholeSubmission,
  place: SubmissionPlace,
  report: Report,
  end: typeof markFinished = markFinished,
): Promise<void> {
  await inTransaction(async (tx) => {
    const stored = await insertReportOnce(tx, row.id, report);
    await end(tx, row.id);
    await deleteProgress(tx, row.id);
    if (!stored) return;
    await notify(tx, { type: "report", userId: row.userId, submissionId: row.id });
    if (report.verdict === "ungradable")
      await tellStudent(
        tx,
        { course: place.course, place },
        row.id,
        "ungradable",
        (title) => `${title}: this answer could not be graded. The fault is ours; it cost no attempt.`,
      );
    await appendAudit(tx, {
      courseId: place.courseId,
      actorId: null,
      action: "report.store",
      subject: `submission:${row.id}`,
      detail: { engine: report.engine, exercise: report.exercise.hash, verdict: report.verdict, points: report.points },
    });
  });
}

/** Shows the checks that are known while others still run; nothing is written for a grading that is done at once. */
class ProgressWriter {
  known: StudentReport | null = null;
  readonly #submissionId: string;
  readonly #userId: string;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(submissionId: string, userId: string) {
    this.#submissionId = submissionId;
    this.#userId = userId;
  }

  add(next: () => StudentReport): void {
    this.known = next();
    if (!this.#timer && !this.#stopped) this.#timer = setTimeout(() => this.#write(), 120);
  }

  #write(): void {
    this.#timer = null;
    const report = this.known;
    if (!report || this.#stopped) return;
    const submissionId = this.#submissionId;
    const userId = this.#userId;
    this.#writing = inTransaction(async (tx) => {
      await upsertProgress(tx, submissionId, report);
      await notify(tx, { type: "progress", userId, submissionId });
      // What could not be shown early is shown with the report.
    }).catch(() => {});
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#writing;
  }
}
