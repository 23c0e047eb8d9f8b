import { describe, expect, it } from "vitest";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { type Check, type CodePart, publicExercise } from "../../exercise/index.ts";
import { grade, gradePublic, publishExamples } from "../index.ts";
import { code, lineFit, RIGHT } from "../line-fit.test-data.ts";
import { followsOff } from "./diagnose.ts";
import { codeContext } from "./part.ts";
import { fingerprint } from "./probes.ts";
import { related } from "./related.ts";
import { judge } from "./table.ts";

const runner = createLocalRunner();
const exercise = lineFit();
const part = exercise.spec.parts[0] as CodePart;

/** What is said of one check, whatever mistakes and slips would say of it. */
async function said(source: string, id: string) {
  const context = codeContext({ exercise, part, runner, seed: "s" }, source);
  return related(context, await judge(context, part.checks.find((check) => check.id === id) as Check));
}
const changed = (from: string, to: string) => {
  if (!RIGHT.includes(from)) throw new Error(from);
  return RIGHT.replace(from, to);
};

describe("what was returned beside what is true", () => {
  it.each([
    [
      "gradcheck",
      ".div(X.shape[1])",
      "",
      "relation:times-m",
      "On every case `dw` and `db` are m times as large as what is asked for.",
    ],
    [
      "gradcheck",
      "db: error.sum(1, true)",
      "db: error.sum(1, true).mul(-0.37)",
      "relation:constant-factor",
      "On every case `db` is −0.37 times as large as what is asked for.",
    ],
    [
      "gradcheck",
      "{ dw: error.mul(X).sum(1, true), db: error.sum(1, true) }",
      "{ db: error.mul(X).sum(1, true), dw: error.sum(1, true) }",
      "relation:another-output",
      "On every case `dw` is equal to `db`. `db` is equal to `dw`.",
    ],
    [
      "consistent",
      ".mul(2).div",
      ".div",
      "relation:half",
      "On every case `dw` and `db` are half as large as the derivative of your own loss.",
    ],
    [
      "gradcheck",
      "db: error.sum(1, true)",
      "db: error.sum(1, true).add(p.b)",
      "relation:summand-extra",
      "On every case `db` is what is asked for plus `p.b`.",
    ],
    [
      "outputs",
      "X.mul(p.w).add(p.b)",
      "X.mul(p.w)",
      "relation:summand-missing",
      "On every case `A` is what is asked for less `p.b`.",
    ],
    [
      "steps",
      "{ w, b, losses }",
      "{ w: b, b: w, losses }",
      "relation:another-output",
      "On every case `w` is equal to `b`. `b` is equal to `w`.",
    ],
    [
      "steps",
      "return { w, b, losses }",
      "return { ...p, losses }",
      "relation:an-argument",
      "On every case `w` is equal to `p.w` as it was given. `b` is equal to `p.b` as it was given.",
    ],
    [
      "steps",
      "epoch < epochs",
      "epoch <= epochs",
      "relation:one-step-more",
      "On every case `w`, `b` are what is asked for if `epochs` were larger by one.",
    ],
    [
      "steps",
      "w.sub(g.dw.mul(rate))",
      "w.sub(g.dw.mul(2 * rate)), g.db = g.db.mul(2)",
      "relation:as-if-twice-rate",
      "On every case `w`, `b` are what is asked for if `rate` were twice as large.",
    ],
    [
      "steps",
      "let { w, b } = p;",
      "let { w, b } = p; const n = X.shape[1]; if (n > 1) { X = X.slice(0, n - 1, 1); Y = Y.slice(0, n - 1, 1); }",
      "relation:without-last",
      "On every case `w`, `b` are what is asked for without the last example.",
    ],
  ])("%s: %s → %s", async (check, from, to, id, says) => {
    expect(await said(changed(from, to), check)).toMatchObject({ id, says, at: null });
  });

  it("has no name where the answer is right, or where nothing simple relates the two", async () => {
    for (const check of ["outputs", "gradcheck", "consistent", "steps"]) {
      expect(await said(RIGHT, check)).toBeNull();
      expect(await said(changed("db: error.sum(1, true)", "db: error.sum(1, true).exp()"), check)).toBeNull();
    }
  });

  it("has no name where a value ran over, though all finite ones fit something", async () => {
    const ranOver = changed("{ A: X.mul(p.w).add(p.b) }", "{ A: X.mul(0).add(p.b).add(nd.exp(800)) }");
    expect(await said(ranOver, "outputs")).toBeNull();
    expect(await said(changed("error.sum(1, true) }", "error.slice(0, 0, 1) }"), "gradcheck")).toBeNull();
  });

  it("is in the report of Submit, after mistakes and slips, and holds no figure of a hidden case", async () => {
    const odd = changed("db: error.sum(1, true)", "db: error.sum(1, true).mul(0.37)");
    const report = await grade(exercise, { seed: "printed", given: {} }, code(odd), runner, { hiddenSeed: "s" });
    const check = report.parts[0]?.checks.find(({ id }) => id === "gradcheck");
    expect(check?.diagnosis).toMatchObject({ id: "relation:constant-factor", name: "0.37 times as large" });
    expect(check?.diagnosis?.says.match(/\d+\.\d+/g)).toEqual(["0.37"]);
  });

  it("is not asked for of steps along a gradient that is off, which may look like steps at another rate", async () => {
    const turned = changed(".mul(2).div", ".mul(-2).div");
    expect(await said(turned, "steps")).toMatchObject({ id: "relation:as-if-sign-rate" });
    const follows = async (source: string) => {
      const print = await fingerprint(runner, part, exercise.hash, source, "guest");
      return followsOff({ runner, exercise, part, source }, print, "train");
    };
    expect(await follows(turned)).toBe(true);
    expect(await follows(changed("w.sub(g.dw.mul(rate))", "w.add(g.dw.mul(rate))"))).toBe(false);
    expect(await follows(RIGHT)).toBe(false);
  });

  it("is told by Run as well, which knows no solution", async () => {
    const shown = publicExercise(exercise, await publishExamples(exercise, runner));
    const run = await gradePublic(shown, code(changed(".mul(2).div", ".div")), runner);
    expect(run.parts[0]?.checks.find(({ id }) => id === "consistent")?.diagnosis?.id).toBe("relation:half");
    const loss = await gradePublic(shown, code(changed(".square().mean()", ".square().sum()")), runner);
    expect(loss.parts[0]?.checks.find(({ id }) => id === "published")?.diagnosis).toBeNull();
  });
});
