import { describe, expect, it, vi } from "vitest";
import { drawVariant, type Exercise, PRINTED } from "#lib/grading/exercise/index.ts";
import { exerciseFromFiles } from "#lib/grading/exercise/node.ts";
import { grade } from "#lib/grading/grader/index.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { printReport } from "../print-report.ts";
import { proveExercise } from "./prove.ts";
import { SEQUENCES } from "./sequences.test-data.ts";

vi.setConfig({ testTimeout: 120_000 });
const runner = createLocalRunner();

function sequences(): Exercise {
  const read = exerciseFromFiles(new Map(Object.entries(SEQUENCES)));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

/** What is said of the solution with one piece of it changed, and how it is printed. */
async function said(from: string, to: string) {
  const exercise = sequences();
  const variant = await drawVariant(exercise, PRINTED, runner);
  if (!variant.ok) throw new Error(variant.error.message);
  const source = SEQUENCES["solution.ts"].replace(from, () => to);
  expect(source).not.toBe(SEQUENCES["solution.ts"]);
  const report = await grade(exercise, variant.value, { implement: { kind: "code", source } }, runner, {
    hiddenSeed: "three axes",
  });
  const checks = report.parts[0]?.checks ?? [];
  return {
    checks,
    printed: printReport(exercise, report),
    line: source.slice(0, source.indexOf(to)).split("\n").length,
  };
}

describe("An exercise whose data have three axes", () => {
  it("is proved as any other: solution, styles, three witnesses of its gradients, known mistakes", async () => {
    const missed: string[] = [];
    for await (const { holds, what } of proveExercise(sequences(), runner)) if (!holds) missed.push(what);
    expect(missed).toEqual([]);
  });

  it.each([
    ["axes that are exchanged", "nd.matmul(dZ, p.W.T)", "nd.matmul(dZ, p.W.T).transpose(1, 0, 2)", /transpose/],
    ["the slope of another activation", "nd.sub(1, nd.square(A))", "A.mul(nd.sub(1, A))", /sigmoid/],
    ["a mean where the sum belongs", "flat.sum(0, true)", "flat.mean(0, true)", /mean/],
  ])("tells %s, and the line", async (_, from, to, words) => {
    const { checks, line } = await said(from, to);
    const own = checks.find(({ id }) => id === "own-derivative");
    expect([own?.verdict, own?.diagnosis?.at?.line]).toEqual(["incorrect", line]);
    expect(own?.diagnosis?.name).toMatch(words);
    expect(own?.trace?.chain.find(({ state }) => state === "first-off")?.at?.line).toBe(line);
    expect(checks.find(({ id }) => id === "forward")?.verdict).toBe("correct");
  });

  it("is printed plane by plane, with the line of a nameless value in parentheses", async () => {
    const { printed } = await said("nd.matmul(dZ, p.W.T)", "nd.matmul(dZ, p.W.T).transpose(1, 0, 2)");
    expect(printed).toMatch(/dX \(of X\), \d×\d×\d/);
    expect(printed).toMatch(/∂L\/∂matmul \(line 3\) +line 13/);
  });
});
