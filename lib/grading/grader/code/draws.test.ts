import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Runner, RunRequest } from "#lib/core/runner.ts";
import { drawVariant, PRINTED } from "#lib/grading/exercise/index.ts";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { grade } from "../index.ts";
import { createKept } from "./draws.ts";

const local = createLocalRunner();

/** Grades answers one after the other; gives the reports, and the requests of each. */
async function graded(sources: readonly { readonly file: string; readonly seed: string }[]) {
  const loaded = await loadExercise(path.resolve("exercises/tanh-swap"));
  if (!loaded.ok) throw new Error("tanh-swap");
  const exercise = loaded.value;
  let asked: RunRequest[] = [];
  const runner: Runner = {
    run: (request, options) => {
      asked.push(request);
      return local.run(request, options);
    },
  };
  const variant = await drawVariant(exercise, PRINTED, runner);
  if (!variant.ok) throw new Error(variant.error.message);
  const found = [];
  for (const { file, seed } of sources) {
    asked = [];
    const source = exercise.files.get(file) ?? "";
    const report = await grade(exercise, variant.value, { implement: { kind: "code", source } }, runner, {
      hiddenSeed: seed,
      without: ["trains"],
      diagnose: false,
    });
    found.push({ report, trusted: asked.filter(({ place }) => place === "trusted").length });
  }
  return found;
}

describe("What is kept of a draw", () => {
  it("spares the solution's run, and leaves each report as it is when nothing is kept", async () => {
    const right = { file: "solution.ts", seed: "kept: one" };
    const wrong = { file: "mistakes/mean-twice.ts", seed: "kept: one" };
    const [first, second, third, other] = await graded([right, right, wrong, { ...right, seed: "kept: other" }]);
    expect([first, second, third, other].map((one) => one?.trusted)).toEqual([1, 0, 0, 1]);
    expect(second?.report).toEqual(first?.report);
    const [alone] = await graded([{ ...wrong, seed: "kept: by itself" }]);
    expect(alone?.trusted).toBe(1);
    const verdicts = (report: typeof alone) => report?.report.parts[0]?.checks.map(({ id, verdict }) => [id, verdict]);
    expect(verdicts(third)).toEqual(verdicts(alone));
    expect(third?.report.verdict).toBe("partial");
  });

  it("holds nothing that failed", async () => {
    const kept = createKept();
    await expect(kept.later("x", () => Promise.reject(new Error("not now")))).rejects.toThrow("not now");
    expect(await kept.later("x", () => Promise.resolve(3))).toBe(3);
    expect(await kept.later("x", () => Promise.reject(new Error("not asked")))).toBe(3);
  });
});
