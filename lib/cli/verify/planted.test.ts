import { describe, expect, it } from "vitest";
import type { PartReport } from "#lib/core/report.ts";
import { PlatformFault } from "#lib/core/runner.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { FILES, HALF, lineFit, RIGHT } from "../../grading/grader/line-fit.test-data.ts";
import { notAsDeclared, notFull } from "./context.ts";
import { proveExercise } from "./prove.ts";

const runner = createLocalRunner();
const YAML = FILES.get("exercise.yaml") as string;

async function proof(changes: readonly (readonly [string, string])[]): Promise<string[]> {
  const missed: string[] = [];
  for await (const { holds, what } of proveExercise(lineFit(new Map([...FILES, ...changes])), runner))
    if (!holds) missed.push(what);
  return missed;
}

describe("verify", () => {
  it("finds nothing to complain about in an exercise that is right", async () => {
    expect(await proof([])).toEqual([]);
  });

  it("finds a mistake that gets full marks", async () => {
    expect(await proof([["mistakes/half.ts", RIGHT]])).toEqual(["mistake half is seen and named"]);
  });

  it("finds a mistake that does not fail what it is declared to fail", async () => {
    expect(await proof([["exercise.yaml", YAML.replace("fails: [gradcheck,", "fails: [outputs, gradcheck,")]])).toEqual(
      ["mistake half is seen and named"],
    );
  });

  it("finds a verdict that is declared and not given", async () => {
    expect(await proof([["exercise.yaml", YAML.replace("verdict: partial", "verdict: incorrect")]])).toEqual([
      "mistake half is seen and named",
    ]);
  });

  it("finds a mistake that is told by another one's name", async () => {
    const twin =
      "      - { id: twin, file: mistakes/twin.ts, verdict: partial, diagnosis: { name: another name, says: The same numbers again., next: Tell them apart. } }\n";
    expect(
      await proof([
        ["exercise.yaml", YAML + twin],
        ["mistakes/twin.ts", HALF],
      ]),
    ).toEqual(["mistake twin is seen and named"]);
  });

  it("finds a solution whose gradient two of three witnesses deny", async () => {
    const missed = await proof([["solution.ts", HALF]]);
    expect(missed).toContain("solution has full marks under 20 seeds");
    expect(missed.some((what) => what.startsWith("three witnesses"))).toBe(true);
  });

  it("finds an alternative that the checks turn down", async () => {
    const yaml = YAML.replace("    mistakes:", "    alternatives: [alternatives/other.ts]\n    mistakes:");
    expect(
      await proof([
        ["exercise.yaml", yaml],
        ["alternatives/other.ts", HALF],
      ]),
    ).toEqual(["alternatives/other.ts has full marks"]);
  });

  it("finds a starter that is the solution", async () => {
    expect(await proof([["starter.ts", RIGHT]])).toEqual(["starter has less than full marks"]);
  });
});

describe("what keeps verify from its end", () => {
  const failing = (error: Error) => ({
    run: () => Promise.reject(error),
  });
  const proved = async (error: Error) => {
    const told: string[] = [];
    for await (const { holds, what, detail } of proveExercise(lineFit(FILES), failing(error)))
      if (!holds) told.push(`${what}: ${detail}`);
    return told;
  };

  it("is told of the part where it is the clock, and is not blamed on an author where it is a bug", async () => {
    expect(await proved(new PlatformFault("stopped by the clock"))).toEqual([
      "it can be graded: stopped by the clock. Look for a loop without an end; on a busy machine, try again.",
    ]);
    await expect(proved(new Error("a bug of ours"))).rejects.toThrow("a bug of ours");
  });
});

describe("a grader", () => {
  const report = (verdict: "correct" | "incorrect", points: number): PartReport => ({
    id: "code",
    kind: "code",
    title: "Code",
    verdict,
    points,
    outOf: 2,
    answered: true,
    console: [],
    checks: [
      {
        id: "gradcheck",
        title: "Gradients",
        kind: "gradcheck",
        public: false,
        verdict,
        score: points / 2,
        points,
        outOf: 2,
        message: "Seen.",
        diagnosis: null,
        run: null,
        evidence: null,
      },
    ],
  });
  const mistake = { id: "half", verdict: "incorrect", fails: ["gradcheck"], diagnosis: {} } as const;

  it("that never says incorrect is caught by the known mistakes", () => {
    expect(notAsDeclared(mistake, report("correct", 2), "seed 0")).toHaveLength(3);
  });

  it("that never says correct is caught by the solution", () => {
    expect(notFull(report("incorrect", 0), "seed 0")).toHaveLength(1);
  });
});
