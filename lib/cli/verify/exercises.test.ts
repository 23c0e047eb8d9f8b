import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadExercises } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { proveExercise } from "../verify.ts";
import { isStale, margins, readProof, trainingChecks } from "./margins.ts";

const root = join(import.meta.dirname, "..", "..", "..", "exercises");
const runner = createLocalRunner({ deadlineMs: 120_000 });

describe.each(await loadExercises(root))("$slug", ({ slug, loaded }) => {
  it("reads without an error", () => {
    expect(loaded.ok ? [] : loaded.error).toEqual([]);
  });
  if (!loaded.ok) return;

  it("has a grader that tells right answers from every known mistake", { timeout: 600_000 }, async () => {
    const missed: string[] = [];
    for await (const { holds, part, what, detail } of proveExercise(loaded.value, runner))
      if (!holds) missed.push(`${part}: ${what}\n${detail}`);
    expect(missed).toEqual([]);
  });

  const trains = trainingChecks(loaded.value).length > 0;
  it.runIf(trains)("has training margins that were measured on this version, by this engine", async () => {
    const path = join(root, slug, "proof.json");
    const proof = await readProof(path);
    expect(proof !== null && !isStale(proof, loaded.value), `run: npm run nablab -- verify ${slug} --full`).toBe(true);
    for await (const { holds, what, detail } of margins(loaded.value, runner, path, false))
      expect(holds, `${what}: ${detail}`).toBe(true);
  });
});
