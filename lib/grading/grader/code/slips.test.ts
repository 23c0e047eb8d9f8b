import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { drawVariant, PRINTED } from "../../exercise/index.ts";
import { grade } from "../index.ts";

vi.setConfig({ testTimeout: 120_000 });
const runner = createLocalRunner();

/** Names told for an answer that is the solution with one text in place of another, by check. */
async function told(slug: string, from: string, to: string): Promise<{ readonly [check: string]: string }> {
  const loaded = await loadExercise(path.resolve("exercises", slug));
  if (!loaded.ok) throw new Error(slug);
  const variant = await drawVariant(loaded.value, PRINTED, runner);
  if (!variant.ok) throw new Error(variant.error.message);
  const solution = loaded.value.files.get("solution.ts") ?? "";
  if (!solution.includes(from)) throw new Error(from);
  const answer = { implement: { kind: "code", source: solution.replace(from, to) } } as const;
  const options = { hiddenSeed: "pairs", without: ["trains"] } as const;
  const report = await grade(loaded.value, variant.value, answer, runner, options);
  const checks = report.parts.find(({ id }) => id === "implement")?.checks ?? [];
  return Object.fromEntries(checks.flatMap(({ id, diagnosis }) => (diagnosis ? [[id, diagnosis.id]] : [])));
}

describe("Two slips at once", () => {
  it("are both named where each does its own part", async () => {
    const names = await told("tanh-swap", "dZ1.sum(1, true).div(m)", "dA1.sum(1, true).div(m).div(m)");
    const ids = names["hidden-layer"]?.replace("slip:", "").split("+").sort();
    expect(ids).toEqual(["error-before-slope", expect.stringMatching(/^mean-(twice|once-more)$/)]);
  });

  it("are not claimed where one would take back the other: λ/m is no forgotten mean and a mean taken twice", async () => {
    const names = await told("svm-hinge", "p.w.mul(lambda)", "p.w.mul(lambda / m)");
    expect(names.weights).toBe("slip:lambda-over-m");
    expect(Object.values(names).filter((id) => id.includes("+"))).toEqual([]);
  });
});
