import { describe, expect, it } from "vitest";
import type { Report } from "#lib/core/report.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { drawVariant, PRINTED, publicExercise, type Variant } from "../../exercise/index.ts";
import { exerciseFromFiles } from "../../exercise/node.ts";
import { grade, gradePublic, precheck } from "../index.ts";

// Half of 184 is 92, a third of it 61.3333…, and a hundredth of that 0.613333….
const YAML = `
slug: precise
title: Precise
summary: Three values in three precisions.
lesson: 01-walking-downhill
parts:
  - id: sheet
    title: Sheet
    kind: worksheet
    fields: fields.ts
    points: 4
    digits: { decimals: 3, precision: 1 }
    given:
      - { id: q, tex: q, shape: [], value: 184 }
    lanes:
      - id: values
        title: Values
        direction: none
        fields:
          - { id: half, tex: h, shape: [], digits: { figures: 4 }, unit: eV }
          - { id: third, tex: t, shape: [] }
          - { id: near, tex: n, shape: [], digits: { rtol: 0.02 } }
`;
const loaded = exerciseFromFiles(
  new Map([
    ["exercise.yaml", YAML],
    ["statement.md", "Values."],
    [
      "fields.ts",
      "export const half = ({ q }) => q / 2; export const third = ({ q }) => q / 3; export const near = (_, field) => field.third / 100;",
    ],
  ]),
);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const exercise = loaded.value;
const runner = createLocalRunner();
const drawn = await drawVariant(exercise, PRINTED, runner);
const variant = (drawn.ok ? drawn.value : null) as Variant;
const answer = (half: string, third: string, near: string) => ({
  sheet: { kind: "worksheet" as const, fields: { half: [half], third: [third], near: [near] } },
});
const gradeCells = (half: string, third: string, near: string): Promise<Report> =>
  grade(exercise, variant, answer(half, third, near), runner, { hiddenSeed: "s" });
const points = (report: Report) => report.parts[0]?.checks.map((check) => [check.id, check.points]);

describe("precision with points of its own", () => {
  it("is a row beside the lanes, and all points are those of the part", async () => {
    const report = await gradeCells("92.00", "61.333", "0.61");
    expect(points(report)).toEqual([
      ["values", 3],
      ["precision", 1],
    ]);
    expect(report).toMatchObject({ points: 4, outOf: 4, verdict: "correct" });
    const run = await gradePublic(publicExercise(exercise), answer("92.00", "", ""), runner);
    expect(run.parts[0]?.waiting.map(({ id, outOf }) => [id, outOf])).toEqual(points(report));
  });

  it("lets a coarser value keep the points of the value", async () => {
    const report = await gradeCells("92", "61.3", "0.61");
    expect(points(report)).toEqual([
      ["values", 3],
      ["precision", 0.33],
    ]);
    expect(report.parts[0]?.checks[1]?.message).toBe("half and third hold, with fewer digits than are asked for.");
  });

  it("gives nothing for digits of a value that differs", async () => {
    expect(points(await gradeCells("93.00", "60.333", "9.00"))).toEqual([
      ["values", 0],
      ["precision", 0],
    ]);
  });
});

describe("what is typed beside the number", () => {
  it("is told: a comma, and a unit that nobody asked for", async () => {
    const report = await gradeCells("92,00 eV", "61.333 m", "0.61");
    expect(report.points).toBe(4);
    const message = report.parts[0]?.checks[0]?.message;
    expect(message).toContain("“92,00” is read as 92.00: a comma stands for the decimal point.");
    expect(message).toContain("The unit in “61.333 m” is left aside; the number is read.");
  });

  it("is refused where it makes another number of it", async () => {
    const ready = await precheck(exercise, answer("92000 meV", "", ""), runner);
    expect(ready.ok ? [] : ready.error.map(({ field, message }) => [field, message])).toEqual([
      ["half", "“92000 meV” has the unit meV, and eV is asked for."],
    ]);
  });
});
