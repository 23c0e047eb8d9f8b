import type { Runner } from "#lib/core/runner.ts";
import { drawVariant, type Exercise, PRINTED } from "#lib/grading/exercise/index.ts";
import { grade } from "#lib/grading/grader/index.ts";
import type { Asked } from "./answers.ts";

/** An exercise as it travels: to another Node, or into a page. */
export type Packed = {
  readonly spec: Exercise["spec"];
  readonly files: readonly (readonly [string, string])[];
  readonly hash: string;
  readonly answers: readonly Asked[];
};

/** A line per answer: its name and the SHA-256 of its report, byte for byte. Knows no Node and no page. */
export async function digests(
  { spec, files, hash, answers }: Packed,
  runner: Runner,
  training: boolean,
): Promise<readonly string[]> {
  const exercise: Exercise = { spec, files: new Map(files), hash };
  const variant = await drawVariant(exercise, PRINTED, runner);
  if (!variant.ok) throw new Error(variant.error.message);
  const lines: string[] = [];
  for (const { name, answer } of answers) {
    const report = await grade(exercise, variant.value, answer, runner, {
      hiddenSeed: "replay",
      parts: Object.keys(answer),
      without: training ? [] : ["trains"],
    });
    const bytes = new TextEncoder().encode(JSON.stringify(report));
    const hashed = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    lines.push(`${[...hashed].map((byte) => byte.toString(16).padStart(2, "0")).join("")} ${report.verdict} ${name}`);
  }
  return lines;
}
