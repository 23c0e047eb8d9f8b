import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { drawVariant, PRINTED } from "../exercise/index.ts";
import { grade } from "./index.ts";

vi.setConfig({ testTimeout: 60_000 });
const runner = createLocalRunner();

/** Checks that do not hold, for the solution with one text in place of another. */
async function off(slug: string, from: string, to: string): Promise<string[]> {
  const loaded = await loadExercise(path.resolve("exercises", slug));
  if (!loaded.ok) throw new Error(slug);
  const variant = await drawVariant(loaded.value, PRINTED, runner);
  if (!variant.ok) throw new Error(variant.error.message);
  const solution = loaded.value.files.get("solution.ts") ?? "";
  if (!solution.includes(from)) throw new Error(from);
  const answer = { implement: { kind: "code", source: solution.replace(from, to) } } as const;
  const options = { hiddenSeed: "course", without: ["trains"], diagnose: false } as const;
  const report = await grade(loaded.value, variant.value, answer, runner, options);
  const checks = report.parts.find(({ id }) => id === "implement")?.checks ?? [];
  return checks.filter(({ verdict }) => verdict === "incorrect").map(({ id }) => id);
}

describe("What a statement asks for in half a sentence", () => {
  it("is checked: the first of several equal epochs", async () => {
    const from = "heldOut.indexOf(Math.min(...heldOut))";
    expect(await off("hidden-size", from, from)).toEqual([]);
    expect(await off("hidden-size", from, "heldOut.lastIndexOf(Math.min(...heldOut))")).toEqual(["first-best"]);
  });

  it("is checked: class 1 above one half, and not at it", async () => {
    const from = "nd.greater(Q, 0.5)";
    expect(await off("ising-phases", from, from)).toEqual([]);
    expect(await off("ising-phases", from, "nd.greater_equal(Q, 0.5)")).toEqual(
      expect.arrayContaining(["decisions", "accuracy"]),
    );
  });
});
