import { describe, expect, it } from "vitest";
import type { RunRequest } from "#lib/core/runner.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { publicExercise } from "../exercise/index.ts";
import { grade, gradePublic, precheck, publishExamples, studentReport } from "./index.ts";
import { code, FILES, HALF, lineFit, RIGHT } from "./line-fit.test-data.ts";

const runner = createLocalRunner();
const exercise = lineFit();
const variant = { seed: "printed", given: {} };
const gradeWith = (source: string, hiddenSeed = "s") => grade(exercise, variant, code(source), runner, { hiddenSeed });

describe("a report", () => {
  it("is the same to the byte, whatever ran before it", async () => {
    const first = JSON.stringify(await gradeWith(HALF));
    await gradeWith("export const forward = () => { for (;;); };");
    await gradeWith("globalThis.Math.tanh = () => 1; Array.prototype.map = null; export const forward = () => 1;");
    expect(JSON.stringify(await gradeWith(HALF))).toBe(first);
    expect(JSON.stringify(await grade(exercise, variant, code(HALF), createLocalRunner(), { hiddenSeed: "s" }))).toBe(
      first,
    );
  });

  it("depends on the hidden seed", async () => {
    const [a, b] = [await gradeWith(HALF, "a"), await gradeWith(HALF, "b")];
    expect(JSON.stringify(a.secret)).not.toBe(JSON.stringify(b.secret));
    expect(a.points).toBe(b.points);
  });

  it("names what it graded and by which engine, and holds no times", async () => {
    const report = await gradeWith(RIGHT);
    expect(report).toMatchObject({
      version: 1,
      exercise: { slug: "line-fit", hash: exercise.hash },
      seeds: { variant: "printed", hidden: "s" },
      replayable: true,
    });
    expect(report.engine).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(report).sort()).toEqual([
      "engine",
      "exercise",
      "outOf",
      "parts",
      "points",
      "replayable",
      "secret",
      "seeds",
      "verdict",
      "version",
    ]);
  });

  it("counts nothing for a part that was left empty", async () => {
    const report = await grade(exercise, variant, {}, runner, { hiddenSeed: "s" });
    expect(report).toMatchObject({ points: 0, outOf: 7, verdict: "incorrect" });
    expect(report.parts[0]?.answered).toBe(false);
  });
});

describe("what a student reads", () => {
  it("has neither seeds nor hidden inputs nor expected values", async () => {
    const report = await gradeWith(HALF, "the hidden seed");
    const shown = JSON.stringify(studentReport(report));
    expect(shown).not.toContain("the hidden seed");
    expect(Object.keys(studentReport(report))).not.toContain("secret");
    const secret = report.secret["code/gradcheck"];
    const numbers = [...JSON.stringify([secret?.inputs, secret?.expected]).matchAll(/-?\d\.\d{3,}/g)].map(
      ([number]) => number,
    );
    expect(numbers.length).toBeGreaterThan(3);
    const gradcheck = JSON.stringify(studentReport(report).parts[0]?.checks.find(({ id }) => id === "gradcheck"));
    for (const number of numbers) expect(gradcheck).not.toContain(number);
  });

  it("does not repeat what the answer printed or threw on hidden cases", async () => {
    const report = await gradeWith(
      RIGHT.replace(
        "const error =",
        "console.log('X is ' + X.toArray()); if (X.shape[1] > 1) throw new Error('X is ' + X.toArray());\n  const error =",
      ),
    );
    expect(JSON.stringify(studentReport(report))).not.toContain("X is");
    expect(report.secret["code/gradcheck"]?.run?.message).toContain("X is");
  });
});

describe("what the author says of an outcome", () => {
  const yaml = (FILES.get("exercise.yaml") as string).replace(
    "    kind: code\n",
    "    kind: code\n    feedback: { correct: Now try two layers., partial: Some of it holds. }\n",
  );
  const spoken = lineFit(new Map([...FILES, ["exercise.yaml", yaml]]));
  const said = async (source: string | null) => {
    const answer = source === null ? {} : code(source);
    const report = await grade(spoken, variant, answer, runner, { hiddenSeed: "s", without: ["trains"] });
    return studentReport(report).parts[0]?.feedback;
  };

  it("stands in the report of that outcome, and in no other", async () => {
    expect(await said(RIGHT)).toBe("Now try two layers.");
    expect(await said(HALF)).toBe("Some of it holds.");
    expect(await said("export const forward = () => 1;")).toBeUndefined();
    expect(await said(null)).toBeUndefined();
  });

  it("is not known before", () => {
    expect(JSON.stringify(publicExercise(spoken))).not.toContain("two layers");
  });
});

describe("diagnosis", () => {
  it("names the known mistake in every check that it explains, and stores the answer's fingerprint", async () => {
    const report = await gradeWith(HALF.replace("const error", "const difference").replaceAll("error.", "difference."));
    const named = report.parts[0]?.checks.filter(({ diagnosis }) => diagnosis !== null).map(({ id }) => id);
    expect(named).toEqual(["gradcheck", "consistent", "steps"]);
    expect(
      Object.values(report.secret).find(({ fingerprint }) => fingerprint !== null)?.fingerprint?.length,
    ).toBeGreaterThan(4);
  });

  it("claims nothing for an answer that matches no known mistake, or that is right", async () => {
    const other = await gradeWith(RIGHT.replace(".mul(2)", ".mul(1.7).add(0.1)"));
    expect(other.parts[0]?.checks.every(({ diagnosis }) => diagnosis === null)).toBe(true);
    const right = await gradeWith(RIGHT);
    expect(Object.values(right.secret).every(({ fingerprint }) => fingerprint === null)).toBe(true);
  });

  it("is named although a field that may be left out was left out", async () => {
    const report = await gradeWith(HALF.replace("return { w, b, losses };", "return { w, b };"));
    expect(report.parts[0]?.checks.find(({ id }) => id === "steps")?.diagnosis?.id).toBe("mistake:half");
  });

  it("is not named for training where the gradient that it is about is right", async () => {
    // Half steps are what half gradients give; the gradient of this answer is the right one.
    const report = await gradeWith(RIGHT.replaceAll(".mul(rate)", ".mul(rate / 2)"));
    const steps = report.parts[0]?.checks.find(({ id }) => id === "steps");
    expect(steps).toMatchObject({ verdict: "incorrect", diagnosis: { id: "slip:half-too-many" } });
  });

  it("is told what one change of the answer itself would make right", async () => {
    const other = await gradeWith(RIGHT.replace(".mul(2)", ".mul(2).add(0.1)"));
    const told = other.parts[0]?.checks.flatMap(({ diagnosis }) => diagnosis?.id ?? []);
    expect([...new Set(told)]).toEqual(["slip:summand-extra"]);
  });

  it("sees two mistakes in two functions apart", async () => {
    const both = await gradeWith(HALF.replace("X.mul(p.w)", "X.mul(p.w).mul(1.5)"));
    const diagnosed = Object.fromEntries(
      both.parts[0]?.checks.map(({ id, diagnosis }) => [id, diagnosis?.id ?? null]) ?? [],
    );
    expect(diagnosed.outputs).toBeNull();
  });
});

describe("Run", () => {
  const spying = () => {
    const requests: RunRequest[] = [];
    const run = (request: RunRequest) => {
      requests.push(request);
      return runner.run(request);
    };
    return { requests, runner: { run } };
  };

  it("judges public checks on published examples, in the guest alone, and lets the others wait", async () => {
    const shown = publicExercise(exercise, await publishExamples(exercise, runner));
    const spy = spying();
    const run = await gradePublic(JSON.parse(JSON.stringify(shown)), code(RIGHT), spy.runner);
    expect(run.parts[0]?.checks.map(({ id, verdict }) => [id, verdict])).toEqual([
      ["published", "correct"],
      ["consistent", "correct"],
    ]);
    expect(run.parts[0]?.waiting.map(({ id }) => id)).toEqual(["outputs", "gradcheck", "steps", "falls", "trains"]);
    expect(run.parts[0]).toMatchObject({ points: 2, outOf: 7 });
    expect(new Set(spy.requests.map(({ place }) => place))).toEqual(new Set(["guest"]));
  });

  it("shows what was printed and thrown, with figures, since the cases are public", async () => {
    const shown = publicExercise(exercise, await publishExamples(exercise, runner));
    const run = await gradePublic(
      shown,
      code(RIGHT.replace(".mean();", ".sum();").replace("const error =", "console.log('here');\n const error =")),
      runner,
    );
    const [published] = run.parts[0]?.checks ?? [];
    expect(published?.evidence).toMatchObject({ kind: "tensors", tensors: [{ numeric: [expect.any(Number)] }] });
    expect(run.parts[0]?.console).toContain("here");
    const thrown = await gradePublic(
      shown,
      code("export const loss = () => { throw new Error('my own words'); };"),
      runner,
    );
    expect(thrown.parts[0]?.checks[0]?.message).toContain("my own words");
  });

  it("says where code does not parse", async () => {
    const run = await gradePublic(
      publicExercise(exercise),
      code("export const a = 1;\nexport function forward( {"),
      runner,
    );
    expect(run.parts[0]?.run).toMatchObject({ status: "notParsed", at: { line: 2 } });
  });
});

describe("Submit refuses, at no cost,", () => {
  it.each([
    ["code that does not parse", "export function (", "notParsed"],
    ["a module that throws while it loads", "throw new Error('at once');", "at once"],
    ["a public check that throws", RIGHT.replace("const error =", "null.x;\n  const error ="), "backward"],
    ["a public check that does not end", RIGHT.replace("const error =", "for (;;);\n  const error ="), "backward"],
    ["a function that is missing", RIGHT.replace("export const loss", "const loss"), "loss"],
  ])("%s, with the reason", async (_, source, words) => {
    const ready = await precheck(exercise, code(source), runner);
    expect(ready.ok).toBe(false);
    if (words !== "notParsed") expect(JSON.stringify(ready)).toContain(words);
  });

  it("and takes what runs, however wrong, and what was left empty", async () => {
    expect((await precheck(exercise, code(HALF), runner)).ok).toBe(true);
    expect((await precheck(exercise, {}, runner)).ok).toBe(true);
    expect((await precheck(exercise, code("  "), runner)).ok).toBe(true);
  });
});
