import { ENGINE_HASH, RUN_HASH } from "#generated/engine-hash.ts";
import {
  type CourseExerciseRow,
  countOpenAttempts,
  countSubmissions,
  type ProofRow,
  selectCourseExercises,
  selectExercise,
  selectProofs,
  type Tx,
} from "#lib/platform/db/index.ts";
import { proofKeys } from "../shared/proof-keys.ts";
import type { InstructorExercise, ProofState } from "../views.ts";

/** The exercises of a course as their instructor sees them, hidden ones included. */
export async function exerciseRows(tx: Tx, courseId: string): Promise<readonly InstructorExercise[]> {
  const rows = await selectCourseExercises(tx, courseId);
  const [proofs, open, handedIn] = await Promise.all([
    selectProofs(
      tx,
      rows.map(({ versionHash }) => versionHash),
    ),
    countOpenAttempts(tx, courseId),
    countSubmissions(tx, courseId),
  ]);
  return Promise.all(
    rows.map(async (row) => ({
      ...(await described(tx, row)),
      proof: proofState(row.versionHash, proofs),
      openAttempts: open.get(row.id) ?? 0,
      submissions: handedIn.get(row.id) ?? 0,
    })),
  );
}

async function described(tx: Tx, row: CourseExerciseRow) {
  const { spec } = await selectExercise(tx, row.versionHash);
  const assessment = row.assessment?.assessment;
  return {
    slug: row.slug,
    title: row.version.title,
    hash: row.versionHash,
    lesson: spec.lesson,
    outOf: row.version.outOf,
    hidden: row.hidden,
    position: row.position,
    importedAt: row.version.importedAt.toISOString(),
    assessment: assessment ? { slug: assessment.slug, title: assessment.title } : null,
  };
}

/**
 * A proof counts for the very files it was made of, where this engine found what it says and measured its training margins. Margins
 * depend on less of the engine, and may still stand where the findings do not.
 */
export function proofState(hash: string, proofs: readonly ProofRow[]): ProofState {
  const own = proofs.flatMap(({ versionHash, proof }) => {
    const keys = proofKeys.safeParse(proof);
    return versionHash === hash && keys.success ? [keys.data] : [];
  });
  const found = own.filter(({ findings }) => findings.engine === ENGINE_HASH);
  const measured = own.filter(({ training }) => training.run === RUN_HASH);
  const proof = found.find((one) => measured.includes(one));
  if (proof) return { state: "proved", proof };
  const [closest] = [...measured, ...found, ...own];
  if (!closest) return { state: "not-yet-proved", because: "no-proof" };
  const stands = { findings: found.includes(closest), training: measured.includes(closest) };
  return { state: "not-yet-proved", because: "other-engine", proof: closest, stands };
}
