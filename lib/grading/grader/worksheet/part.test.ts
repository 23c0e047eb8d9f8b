import { describe, expect, it } from "vitest";
import type { CheckReport, Report } from "#lib/core/report.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { drawVariant, PRINTED, type Variant } from "../../exercise/index.ts";
import { exerciseFromFiles } from "../../exercise/node.ts";
import { grade, precheck } from "../index.ts";

// One unit: z = w·x + b, a = z², L = (a − y)², and one step. By hand, for x = 2, w = 0.5, b = 0.1, y = 1, α = 0.1:
// z = 1.1, a = 1.21, da = 2·0.21 = 0.42, dz = 0.42·2·1.1 = 0.924, dw = 1.848, new w = 0.5 − 0.1848 = 0.3152.
const YAML = `
slug: unit
title: One unit
summary: One unit by hand.
lesson: 01-walking-downhill
parts:
  - id: sheet
    title: Sheet
    kind: worksheet
    fields: fields.ts
    variant: variant.ts
    points: 6
    digits: { decimals: 3 }
    given:
      - { id: x, tex: x, shape: [1, 1], value: [[2]] }
      - { id: w, tex: w, shape: [1, 1], value: [[0.5]] }
      - { id: b, tex: b, shape: [1, 1], value: [[0.1]] }
      - { id: y, tex: y, shape: [1, 1], value: [[1]] }
    lanes:
      - id: forward
        title: Forward
        direction: forward
        fields:
          - { id: z, tex: z, shape: [1, 1] }
          - { id: a, tex: a, shape: [1, 1] }
      - id: backward
        title: Backward
        direction: backward
        fields:
          - { id: dz, tex: dz, shape: [1, 1] }
          - { id: da, tex: da, shape: [1, 1] }
          - { id: dw, tex: dw, shape: [1, 1] }
      - id: step
        title: Step
        direction: none
        fields:
          - { id: neww, tex: w, shape: [1, 1], change: w }
    mistakes:
      - id: no-bias
        file: mistakes/no-bias.ts
        verdict: partial
        diagnosis: { name: a missing bias, says: The weighted sum has no bias., next: Add the bias to the sum. }
      - id: halved
        file: mistakes/halved.ts
        verdict: partial
        diagnosis: { name: half of the sum, says: The sum was halved and not squared., next: Take all of it. }
      - id: uphill
        file: mistakes/uphill.ts
        verdict: partial
        diagnosis: { name: a step uphill, says: The gradient was added., next: Subtract it instead. }
`;

const loaded = exerciseFromFiles(
  new Map([
    ["exercise.yaml", YAML],
    ["statement.md", "One unit."],
    [
      "fields.ts",
      `export const da = (given, field) => field.a.sub(given.y).mul(2);
       export const dz = (given, field) => field.da.mul(field.z).mul(2);
       export const dw = (given, field) => field.dz.mul(given.x);
       export const z = (given) => given.w.mul(given.x).add(given.b);
       export const a = (given, field) => field.z.square();
       export const neww = (given, field) => given.w.sub(field.dw.mul(0.1));`,
    ],
    ["variant.ts", "export const variant = () => ({ x: [[Math.round(Math.random() * 30 + 5) / 10]], b: [[0.3]] });"],
    ["mistakes/no-bias.ts", "export const z = (given) => given.w.mul(given.x);"],
    [
      "mistakes/halved.ts",
      "export const z = (given) => given.w.mul(given.x).add(given.b).mul(0.5); export const a = (given, field) => field.z;",
    ],
    ["mistakes/uphill.ts", "export const neww = (given, field) => given.w.add(field.dw.mul(0.1));"],
  ]),
);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const exercise = loaded.value;
const runner = createLocalRunner();
const printed = await drawVariant(exercise, PRINTED, runner);
const variant = printed.ok ? printed.value : null;

const sheet = (cells: { readonly [id: string]: string }) => ({
  sheet: {
    kind: "worksheet" as const,
    fields: Object.fromEntries(Object.entries(cells).map(([id, text]) => [id, [text]])),
  },
});
const gradeCells = (cells: { readonly [id: string]: string }): Promise<Report> =>
  grade(exercise, variant as Variant, sheet(cells), runner, { hiddenSeed: "s" });
const states = (report: Report) =>
  Object.assign(
    {},
    ...(report.parts[0]?.checks ?? []).map(({ evidence }) => (evidence?.kind === "cells" ? evidence.fields : {})),
  );
const check = (report: Report, id: string) => report.parts[0]?.checks.find((one) => one.id === id) as CheckReport;

const RIGHT = { z: "1.1", a: "1.21", da: "0.42", dz: "0.924", dw: "1.848", neww: "0.315" };

describe("a worksheet", () => {
  it("has full marks for the values computed by hand", async () => {
    const report = await gradeCells(RIGHT);
    expect(report).toMatchObject({ points: 6, outOf: 6, verdict: "correct" });
  });

  it("charges a slip once, and what follows from it is right", async () => {
    // Without its bias z = 1; then a = 1, da = 0 … a vanished gradient would follow, so the slip here is z = 1.3 instead.
    const follows = { z: "1.3", a: "1.69", da: "1.38", dz: "3.588", dw: "7.176", neww: "-0.218" };
    const report = await gradeCells(follows);
    expect(states(report)).toEqual({
      z: ["differs"],
      a: ["follows"],
      da: ["follows"],
      dz: ["follows"],
      dw: ["follows"],
      neww: ["follows"],
    });
    expect(report.points).toBe(5);
    expect(check(report, "forward").message).toContain("z differs");
  });

  it("takes values of the full chain as well, after a slip", async () => {
    const report = await gradeCells({ ...RIGHT, z: "1.3" });
    expect(report.points).toBe(5);
    expect(states(report).a).toEqual(["right"]);
  });

  it("is not explained by a mistake that an earlier value speaks against", async () => {
    // The mistake halves z = 1.1 and forgets the square: z = 0.55 = a. After a right z, a = 0.55 is no work of it.
    const named = async (z: string) => check(await gradeCells({ ...RIGHT, z, a: "0.55" }), "forward").diagnosis?.name;
    expect(await named("0.55")).toBe("half of the sum");
    expect(await named("1.1")).not.toBe("half of the sum");
  });

  it("does not let zeros make everything follow", async () => {
    const report = await gradeCells({ z: "0", a: "0", da: "0", dz: "0", dw: "0", neww: "0.5" });
    expect(report.points).toBe(0);
  });

  it("takes a zero that a recognised slip makes for what it is, and all that follow from it", async () => {
    // Without its bias z = 1; then a = 1 and da = 2 (1 − 1) = 0 is no zero that was made up, nor is what is made of it.
    const report = await gradeCells({ z: "1", a: "1", da: "0", dz: "0", dw: "0", neww: "0.5" });
    expect(report.points).toBe(5);
    expect(states(report)).toMatchObject({ z: ["differs"], da: ["follows"], dw: ["follows"], neww: ["follows"] });
    expect(states(await gradeCells({ z: "1", a: "1", da: "0", dz: "0", dw: "0", neww: "0" })).neww).toEqual([
      "differs",
    ]);
    // A value that is left out is computed from the same.
    expect(states(await gradeCells({ z: "1", da: "0", dw: "0", neww: "0.5" })).dw).toEqual(["follows"]);
  });

  it("takes a zero that an unexplained number makes for what it is, and no more that follows from it", async () => {
    // z = −1: a = 1 and da = 0. One number that is made up would let everything vanish.
    const report = await gradeCells({ z: "-1", a: "1", da: "0", dz: "0", dw: "0", neww: "0.5" });
    expect(states(report)).toEqual({
      z: ["differs"],
      a: ["follows"],
      da: ["follows"],
      dz: ["differs"],
      dw: ["differs"],
      neww: ["differs"],
    });
  });

  it("takes no zero that does not come out, nor a parameter that it leaves as it was", async () => {
    const report = await gradeCells({ z: "0.77", a: "0.593", da: "-0.814", dz: "-1.254", dw: "0", neww: "0.5" });
    expect(states(report).neww).toEqual(["differs"]); // dw = 2 dz is no zero
  });

  it("says what several fields cost where more than one is off, and that one is charged once", async () => {
    const one = await gradeCells({ z: "1.3", a: "1.69", da: "1.38", dz: "3.588", dw: "7.176", neww: "0.785" });
    expect(check(one, "step").message).not.toContain("cost");
    expect(check(one, "step").cost).toBeUndefined();
    const two = await gradeCells({ ...RIGHT, z: "1", a: "7.77" });
    expect(check(two, "forward").message).toContain("z and a differ. Of these, z costs 1 point.");
    expect(check(two, "forward").cost).toBe(1);
    const { da: _, ...rest } = RIGHT;
    const empty = await gradeCells({ ...rest, dw: "3.696" });
    expect(check(empty, "backward").message).toContain("dw differs. That costs 1 point. 1 cell is empty.");
  });

  it("takes a whole number that follows for the value before rounding", async () => {
    // z = √2, rounded; its square is 2 for whoever kept the root.
    const report = await gradeCells({ z: "1.4142", a: "2", da: "2", dz: "5.657", dw: "11.314", neww: "-0.631" });
    expect(states(report)).toMatchObject({ z: ["differs"], a: ["follows"] });
    expect(states(await gradeCells({ ...RIGHT, z: "1.4142", a: "3" })).a).toEqual(["differs"]);
    // 1.2 · 1.2 = 1.44, also for whoever kept more digits of z
    expect(states(await gradeCells({ ...RIGHT, z: "1.2", a: "1.4" })).a).toEqual(["coarse"]);
  });

  it("does not say of a number that is neither rounded nor cut off that it is right as far as it goes", async () => {
    const said = async (dw: string) => check(await gradeCells({ ...RIGHT, dw }), "backward").message;
    expect(await said("1.8")).toContain("right as far as it goes"); // 1.848, cut off
    expect(await said("1.9")).not.toContain("right as far as it goes");
  });

  it("charges a slip once where more digits were carried than typed", async () => {
    // da = a − y instead of 2(a − y), for x = 3.5, w = 0.3152, b = 0.1, y = 1, carried in full: z = 1.2032, a = 1.44769, da = 0.44769,
    // dz = 2 z da = 1.077322, dw = 3.5 dz = 3.770626; the typed dz gives 3.5 · 1.077 = 3.7695, three half units below 3.771.
    const one = (value: number) => ({ shape: [1, 1], data: Float64Array.of(value) });
    const given = { sheet: { ...(variant as Variant).given.sheet, x: one(3.5), w: one(0.3152) } };
    const cells = sheet({ z: "1.203", a: "1.448", da: "0.448", dz: "1.077", dw: "3.771", neww: "-0.062" });
    const report = await grade(exercise, { seed: "own", given }, cells, runner, { hiddenSeed: "s" });
    expect(states(report)).toMatchObject({ da: ["differs"], dz: ["follows"], dw: ["follows"], neww: ["follows"] });
    expect(report.points).toBe(5);
  });

  it("explains no cell by a mistake that changes nothing there, or whose value has vanished", async () => {
    const noGradient = await gradeCells({ ...RIGHT, dw: "0", neww: "0.5" });
    expect(check(noGradient, "step").diagnosis).toBeNull();
    const zeros = await gradeCells({ z: "0", a: "0", da: "0", dz: "0", dw: "0", neww: "0" });
    expect(zeros.parts[0]?.checks.map(({ diagnosis }) => diagnosis)).toEqual([null, null, null]);
  });

  it("says where decimals are missing", async () => {
    const report = await gradeCells({ ...RIGHT, dz: "0.92", dw: "1.85" });
    expect(check(report, "backward").message).toBe(
      "1 of 3 values hold. dz and dw have fewer than 3 decimals, and are right as far as they go.",
    );
    expect(states(report)).toMatchObject({ da: ["right"], dz: ["coarse"], dw: ["coarse"] });
    expect(states(await gradeCells({ ...RIGHT, dw: "1.9" })).dw).toEqual(["differs"]);
  });

  it("does not count a parameter that was not updated", async () => {
    expect(states(await gradeCells({ ...RIGHT, neww: "0.5" })).neww).toEqual(["differs"]);
  });

  it("names the known mistake where it was made, with what it cost", async () => {
    const report = await gradeCells({ ...RIGHT, neww: "0.685" });
    expect(check(report, "step").diagnosis).toMatchObject({ id: "mistake:uphill", name: "a step uphill" });
    expect(check(report, "step").message).toContain("neww differs. That costs 1 point.");
    expect(check(report, "step").cost).toBe(1);
    const other = await gradeCells({ ...RIGHT, z: "1" });
    expect(check(other, "forward").diagnosis?.id).toBe("mistake:no-bias");
  });

  it("names nothing where nothing known matches", async () => {
    expect(check(await gradeCells({ ...RIGHT, z: "1.7" }), "forward").diagnosis).toBeNull();
  });

  it("leaves cells empty without making up a value, and later ones count", async () => {
    const { a: _, ...rest } = RIGHT;
    const report = await gradeCells(rest);
    expect(states(report).a).toEqual(["empty"]);
    expect(report.points).toBe(5);
  });
});

describe("what Submit refuses", () => {
  it("is a cell that cannot be read, with its place and the reason", async () => {
    const ready = await precheck(exercise, sheet({ ...RIGHT, a: "1.2o" }), runner);
    expect(ready.ok ? [] : ready.error).toEqual([
      { partId: "sheet", field: "a", message: "“1.2o” has a letter where a digit belongs.", at: null },
    ]);
  });

  it("is not a cell that is wrong or empty", async () => {
    expect((await precheck(exercise, sheet({ z: "9" }), runner)).ok).toBe(true);
  });
});

describe("a variant", () => {
  it("is the same for the same seed, other for another, and the printed one without drawing", async () => {
    const [a, again, b] = [
      await drawVariant(exercise, "1", runner),
      await drawVariant(exercise, "1", runner),
      await drawVariant(exercise, "2", runner),
    ];
    expect(a).toEqual(again);
    expect(a).not.toEqual(b);
    expect(variant?.given.sheet?.x).toEqual({ shape: [1, 1], data: Float64Array.of(2) });
    expect(a.ok && a.value.given.sheet?.b).toEqual({ shape: [1, 1], data: Float64Array.of(0.3) });
    expect(a.ok && a.value.given.sheet?.w).toEqual({ shape: [1, 1], data: Float64Array.of(0.5) });
  });
});
