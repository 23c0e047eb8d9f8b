import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ENGINE_HASH } from "#generated/engine-hash.ts";
import { seed32 } from "#lib/grading/exercise/index.ts";
import { loadExercises } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { judgeMargins } from "./margins.ts";
import { readProof, staleness } from "./proof.ts";
import { mutateExercise, proveExercise } from "./prove.ts";
import { judgeSurroundings, readSurroundings } from "./surroundings.ts";

/** The commit at hand; null where there is no git. */
function commit(): string | null {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], { cwd: import.meta.dirname, encoding: "utf8", stdio: "pipe" });
  } catch {
    return null;
  }
}

const root = join(import.meta.dirname, "..", "..", "..", "exercises");
const around = await readSurroundings(join(root, ".."));
const all = await loadExercises(root);
const readable = all.flatMap(({ slug, loaded }) => (loaded.ok ? [{ slug, exercise: loaded.value }] : []));

describe.each(all)("$slug", ({ loaded }) => {
  it("reads without an error", () => {
    expect(loaded.ok ? [] : loaded.error).toEqual([]);
  });
});

describe.each(readable)("the proof of $slug", ({ slug, exercise }) => {
  it("is of these very files, by this engine, and its margins suffice", async () => {
    const proof = await readProof(join(root, slug, "proof.json"));
    expect(staleness(proof, exercise), `run: npm run nablab -- verify ${slug} --full`).toBeNull();
    const training = proof?.training ?? { run: "", checks: {} };
    expect([...judgeMargins(exercise, training)].filter(({ holds }) => !holds)).toEqual([]);
  });
});

describe.each(readable)("around $slug", ({ exercise }) => {
  it("lie the lessons, sections and exercises that it names, and its code is held to more than one style", () => {
    expect([...judgeSurroundings(exercise, around)].filter(({ holds }) => !holds)).toEqual([]);
  });
});

// Proofs are trusted by their keys; one of them, another with each commit, is taken again.
describe("one exercise, drawn by the commit", () => {
  const drawn =
    seed32(commit() ?? [ENGINE_HASH, ...readable.map(({ exercise }) => exercise.hash)].join()) % readable.length;
  it.each(readable.slice(drawn, drawn + 1))(
    "$slug has a grader that tells right answers from every known mistake",
    { timeout: 600_000 },
    async ({ exercise }) => {
      const missed: string[] = [];
      for await (const { holds, part, what, detail } of proveExercise(
        exercise,
        createLocalRunner({ deadlineMs: 120_000 }),
      ))
        if (!holds) missed.push(`${part}: ${what}\n${detail}`);
      const { findings } = await mutateExercise(exercise, createLocalRunner({ deadlineMs: 120_000 }));
      missed.push(
        ...findings.filter(({ holds }) => !holds).map(({ part, what, detail }) => `${part}: ${what}\n${detail}`),
      );
      expect(missed).toEqual([]);
    },
  );
});
