import { describe, expect, it } from "vitest";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { FILES, lineFit } from "../../grading/grader/line-fit.test-data.ts";
import { mutateExercise } from "./prove.ts";

const runner = createLocalRunner();
/** Without training, which no change here has to wait for. */
const YAML = (FILES.get("exercise.yaml") as string).replace(/ {6}- id: trains\n(?: {8}.*\n)+/, "");

async function missed(changes: readonly (readonly [string, string])[], most?: number) {
  const exercise = lineFit(new Map([...FILES, ["exercise.yaml", YAML], ...changes]));
  const { findings, mutation } = await mutateExercise(exercise, runner, most);
  return { mutation: mutation.code, off: findings.filter(({ holds }) => !holds) };
}

/** The exercise without some of its checks. */
const without = (...ids: string[]): string =>
  YAML.split("\n")
    .filter((line) => !ids.some((id) => line.includes(`{ id: ${id},`)))
    .join("\n")
    .replace("fails: [gradcheck, consistent, steps]", "fails: []");

const EXPLAINED = `
- slip: sum-all
  line: "return { dw: nd.sum(error.mul(X)), db: error.sum(1, true) };"
  reason: There is one row, so the sum over the row is the sum over everything.
- line: "no such line"
  reason: It is nowhere at all.
`;

describe("slips in the solution", { timeout: 90_000 }, () => {
  it("are noticed where the checks look at everything; the others are explained in the folder, or shown as a diff", async () => {
    const { mutation, off } = await missed([["equivalent.yaml", EXPLAINED]]);
    expect(mutation?.tried).toBeGreaterThan(100);
    expect((mutation?.noticed ?? 0) / (mutation?.tried ?? 1)).toBeGreaterThan(0.9);
    expect(mutation?.explained.map(({ slip }) => slip)).toEqual(["sum-all"]);
    const details = off.map(({ detail }) => detail).join("\n");
    expect(details).not.toContain("dw: nd.sum(error.mul(X)), db: error.sum(1, true)");
    expect(details).toContain("- return { dw: error.mul(X).sum(1, true), db: error.sum(1, true) };");
    expect(details).toMatch(/\n\+ return \{ dw: error.mul\(X\).sum\(1, true\), db: nd\.sum\(error\)/);
    expect(details).toContain("explain it in equivalent.yaml");
    expect(details).toContain("No unnoticed change makes this line: no such line");
  });

  it("survive where a grader has no check of the gradient, and verify says which and that they are too many", async () => {
    const { mutation, off } = await missed(
      [["exercise.yaml", without("gradcheck", "consistent", "steps", "falls")]],
      40,
    );
    expect((mutation?.noticed ?? 1) / (mutation?.tried ?? 1)).toBeLessThan(0.95);
    expect(off[0]?.what).toContain("at least 95 %");
    expect(off.some(({ what }) => /in line [56] of solution.ts is noticed/.test(what))).toBe(true);
  });

  it("are not explained by a file that cannot be read", async () => {
    const broken = await missed([["equivalent.yaml", "- { line: 3 }"]], 4);
    expect(broken.off.map(({ detail }) => detail).join()).toContain("A list with slip, line and reason belongs here.");
  });
});
