import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";
import { ENGINE_HASH, RUN_HASH } from "#generated/engine-hash.ts";
import type { Exercise } from "#lib/grading/exercise/index.ts";
import type { About, Told } from "./finding.ts";
import { MUTATORS } from "./prove.ts";

/** How many of 100 seeds reach the threshold, and how probable it is then to pass the check. */
const margin = z.object({
  reached: z.number(),
  of: z.number(),
  passes: z.number(),
  /** Of all that decides `reached`: source, data, settings, engine. Equal keys are not measured again. */
  key: z.string(),
});

const seen = z.object({
  id: z.string(),
  verdict: z.string(),
  points: z.number().nullable(),
  outOf: z.number(),
  diagnosis: z.string().nullable(),
});

/** What the checks of one part make of slips and plain changes in its solution, or in the functions of its sheet. */
const mutation = z.object({
  tried: z.number(),
  of: z.number(),
  noticed: z.number(),
  unread: z.number(),
  explained: z.array(z.object({ slip: z.string(), line: z.string(), reason: z.string() })),
  unexplained: z.number(),
});

const proof = z.object({
  /** Of every file but the proof. */
  exercise: z.string(),
  findings: z.object({
    /** Everything that decides a verdict. */
    engine: z.string(),
    counts: z.record(z.string(), z.number()),
    lines: z.array(
      z.object({
        part: z.string(),
        about: z.string(),
        what: z.string(),
        detail: z.string().nullable(),
        seen: seen.optional(),
      }),
    ),
  }),
  /** Of every part of such a kind; none in proofs of before. */
  mutation: z.record(z.string(), mutation).optional(),
  training: z.object({
    /** Interpreter, kernel, harness and draws: whatever decides the numbers of a run. */
    run: z.string(),
    checks: z.record(z.string(), z.object({ solution: margin, mistakes: z.record(z.string(), margin) })),
  }),
});

export type Margin = z.infer<typeof margin>;
export type Proof = z.infer<typeof proof>;
export type Training = Proof["training"];

/** The proof beside an exercise; null where there is none, or one that is written in another way. */
export async function readProof(path: string): Promise<Proof | null> {
  try {
    return proof.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return null;
  }
}

/** Replaces the proof at once, so that no one reads half of it. */
export async function writeProof(path: string, made: Proof): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(made, null, 2)}\n`);
  await rename(`${path}.new`, path);
}

/** Findings that all hold, and the margins measured with them. */
export function proofOf(
  exercise: Exercise,
  findings: readonly Told[],
  training: Training,
  mutation: NonNullable<Proof["mutation"]>,
): Proof {
  const counts: { [about in About]?: number } = {};
  for (const { about } of findings) counts[about] = (counts[about] ?? 0) + 1;
  const lines = findings.map(({ holds: _holds, ...line }) => line);
  return { exercise: exercise.hash, findings: { engine: ENGINE_HASH, counts, lines }, mutation, training };
}

/** What keeps a proof from counting for these files and this engine, in words; null where it counts. */
export function staleness(made: Proof | null, exercise: Exercise): string | null {
  if (made === null) return "there is none that can be read";
  if (made.exercise !== exercise.hash) return "the files have changed since";
  if (made.findings.engine !== ENGINE_HASH) return "another engine proved it";
  const untried = exercise.spec.parts.find(({ id, kind }) => kind in MUTATORS && made.mutation?.[id] === undefined);
  if (untried !== undefined) return `slips in ${untried.id} were not tried`;
  return made.training.run === RUN_HASH ? null : "another engine measured its training margins";
}
