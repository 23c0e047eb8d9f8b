// Longer than most: one planted slip per row, on the same few sheets.
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createRandom } from "#lib/core/random.ts";
import type { CheckReport, Report } from "#lib/core/report.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { drawVariant, PRINTED, type Variant } from "../../exercise/index.ts";
import { exerciseFromFiles, loadExercise } from "../../exercise/node.ts";
import { grade } from "../index.ts";

// Two inputs, two tanh units, one output, L = (a − y)²: z = W x + b, h = tanh z, o = v·h, e = 2(o − y), dz = vᵀe (1 − h²), dW = dz xᵀ.
const YAML = `
slug: two-units
title: Two units
summary: Two units by hand, to six decimals.
lesson: 01-walking-downhill
parts:
  - id: sheet
    title: Sheet
    kind: worksheet
    fields: fields.ts
    points: 8
    digits: { decimals: 6 }
    given:
      - { id: x, tex: x, shape: [2, 1], value: [[1.3], [-0.7]] }
      - { id: W, tex: W, shape: [2, 2], value: [[0.5, 0.3], [-0.2, 0.8]] }
      - { id: b, tex: b, shape: [2, 1], value: [[0.15], [0.4]] }
      - { id: v, tex: v, shape: [1, 2], value: [[0.9, -0.6]] }
      - { id: y, tex: y, shape: [1, 1], value: [[1.1]] }
      - { id: alpha, tex: "\\\\alpha", shape: [1, 1], value: [[0.1]] }
    lanes:
      - id: forward
        title: Forward
        direction: forward
        fields:
          - { id: z, tex: z, shape: [2, 1] }
          - { id: h, tex: h, shape: [2, 1] }
          - { id: o, tex: o, shape: [1, 1] }
      - id: backward
        title: Backward
        direction: backward
        fields:
          - { id: dz, tex: dz, shape: [2, 1] }
          - { id: e, tex: e, shape: [1, 1] }
      - id: gradients
        title: Gradients
        direction: none
        fields:
          - { id: dW, tex: dW, shape: [2, 2] }
          - { id: db, tex: db, shape: [2, 1] }
          - { id: newW, tex: W', shape: [2, 2], change: W }
`;
const FIELDS = `
const { matmul, mul, sub, square } = nd;
const slope = (h) => sub(1, square(h));
export const z = (given) => matmul(given.W, given.x).add(given.b);
export const h = (given, field) => nd.tanh(field.z);
export const o = (given, field) => matmul(given.v, field.h);
export const e = (given, field) => mul(2, sub(field.o, given.y));
export const dz = (given, field) => mul(matmul(given.v.T, field.e), slope(field.h));
export const dW = (given, field) => matmul(field.dz, given.x.T);
export const db = (given, field) => field.dz;
export const newW = (given, field) => sub(given.W, mul(given.alpha, field.dW));
`;
const loaded = exerciseFromFiles(
  new Map([
    ["exercise.yaml", YAML],
    ["statement.md", "Two units."],
    ["fields.ts", FIELDS],
  ]),
);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const exercise = loaded.value;
const runner = createLocalRunner();
const drawn = await drawVariant(exercise, PRINTED, runner);
const variant = (drawn.ok ? drawn.value : null) as Variant;

const [x0, x1] = [1.3, -0.7];
const [W, b, v, y] = [[0.5, 0.3, -0.2, 0.8], [0.15, 0.4], [0.9, -0.6], 1.1];
type Sheet = {
  z: number[];
  h: number[];
  o: number[];
  e: number[];
  dz: number[];
  dW: number[];
  db: number[];
  newW: number[];
};

/** The sheet in plain numbers; a change of one field is carried on. */
function sheet(
  change: { readonly [K in keyof Sheet]?: (right: number[], soFar: Partial<Sheet>) => number[] } = {},
): Sheet {
  const so: Partial<Sheet> = {};
  const put = (id: keyof Sheet, right: number[]) => {
    so[id] = change[id]?.(right, so) ?? right;
  };
  put(
    "z",
    [0, 1].map((i) => (W[2 * i] as number) * x0 + (W[2 * i + 1] as number) * x1 + (b[i] as number)),
  );
  put("h", (so.z as number[]).map(Math.tanh));
  put("o", [(so.h as number[]).reduce((sum, a, i) => sum + (v[i] as number) * a, 0)]);
  put("e", [2 * ((so.o as number[])[0] as number) - 2 * y]);
  put(
    "dz",
    [0, 1].map(
      (i) => (v[i] as number) * ((so.e as number[])[0] as number) * (1 - ((so.h as number[])[i] as number) ** 2),
    ),
  );
  put(
    "dW",
    (so.dz as number[]).flatMap((d) => [d * x0, d * x1]),
  );
  put("db", so.dz as number[]);
  put(
    "newW",
    (so.dW as number[]).map((d, i) => (W[i] as number) - 0.1 * d),
  );
  return so as Sheet;
}
const typed = (numbers: Partial<Sheet>) => ({
  sheet: {
    kind: "worksheet" as const,
    fields: Object.fromEntries(Object.entries(numbers).map(([id, all]) => [id, all.map((one) => one.toFixed(6))])),
  },
});
const gradeCells = (numbers: Partial<Sheet>): Promise<Report> =>
  grade(exercise, variant, typed(numbers), runner, { hiddenSeed: "s" });
const check = (report: Report, id: string) => report.parts[0]?.checks.find((one) => one.id === id) as CheckReport;

describe("a field that differs", () => {
  it.each([
    ["forward", "the bias left out", { z: (right: number[]) => right.map((q, i) => q - (b[i] as number)) }],
    ["backward", "prediction and target exchanged", { e: (right: number[]) => right.map((q) => -q) }],
    ["backward", "the factor 2 left out", { e: (right: number[]) => right.map((q) => q / 2) }],
    [
      "backward",
      "slope of the activation left out",
      { dz: (_: number[], so: Partial<Sheet>) => v.map((w) => w * ((so.e as number[])[0] as number)) },
    ],
    [
      "backward",
      "slope taken at z where a belongs",
      {
        dz: (_: number[], so: Partial<Sheet>) =>
          v.map((w, i) => w * ((so.e as number[])[0] as number) * (1 - ((so.z as number[])[i] as number) ** 2)),
      },
    ],
    [
      "gradients",
      "gradient added where it is subtracted",
      { newW: (right: number[]) => right.map((q, i) => 2 * (W[i] as number) - q) },
    ],
  ])("in the lane %s is explained by the slip of its function: %s", async (lane, name, change) => {
    const report = await gradeCells(sheet(change));
    expect(check(report, lane).diagnosis).toMatchObject({ id: expect.stringMatching(/^slip:/), name });
    const kept = lane === "gradients" ? "" : "; what follows from it is kept";
    expect(check(report, lane).message).toContain(`differs. That costs 1 point${kept}.`);
    expect(report.points).toBe(7);
  });

  it.each([
    ["turned on its side", { dW: (r: number[]) => [r[0], r[2], r[1], r[3]] as number[] }],
    ["ten times", { dW: (r: number[]) => r.map((q) => 10 * q) }],
    [
      "except that the decimal point of entry 3 stands at another place.",
      { dW: (r: number[]) => r.map((q, i) => (i === 2 ? q / 10 : q)) },
    ],
    [
      "one opposite sign $dW$ is right, except that entry 2 has the opposite sign.",
      { dW: (r: number[]) => r.map((q, i) => (i === 1 ? -q : q)) },
    ],
  ])("is told by what became of its entries: %s", async (words, change) => {
    const told = check(await gradeCells(sheet(change)), "gradients").diagnosis;
    expect(`${told?.name} ${told?.says}`).toContain(words);
  });

  it.each([
    [
      "forward",
      "the bias left out",
      "of $z$ only",
      { z: (right: number[]) => right.map((q, i) => (i === 1 ? q - (b[1] as number) : q)) },
    ],
    [
      "backward",
      "slope of the activation left out",
      "This is so in entry 2 of",
      {
        dz: (right: number[], so: Partial<Sheet>) =>
          right.map((q, i) => (i === 1 ? (v[1] as number) * ((so.e as number[])[0] as number) : q)),
      },
    ],
    [
      "gradients",
      "gradient added where it is subtracted",
      "This is so in entry 2,1 of",
      { newW: (right: number[]) => right.map((q, i) => (i === 2 ? 2 * (W[2] as number) - q : q)) },
    ],
  ])("in the lane %s is explained where one of its entries has the slip: %s", async (lane, name, where, change) => {
    const { diagnosis } = check(await gradeCells(sheet(change)), lane);
    expect(diagnosis).toMatchObject({ id: expect.stringMatching(/^slip:/), name });
    expect(diagnosis?.says).toContain(where);
  });

  it("has no name where two slips do the same to the entry that is off: of z > 0 the slope of ReLU is none", async () => {
    const report = await gradeCells(
      sheet({
        dz: (right, so) => right.map((q, i) => (i === 0 ? (v[0] as number) * ((so.e as number[])[0] as number) : q)),
      }),
    );
    expect(check(report, "backward").diagnosis).toBeNull();
  });

  it("has no name where two of its entries have two slips, or one has none", async () => {
    const two = sheet({
      z: (right) => right.map((q, i) => (i === 1 ? q - (b[1] as number) : -q)),
    });
    expect(check(await gradeCells(two), "forward").diagnosis).toBeNull();
    const none = sheet({ z: (right) => right.map((q, i) => (i === 1 ? q + 0.123457 : q)) });
    expect(check(await gradeCells(none), "forward").diagnosis).toBeNull();
  });

  it("tells two digits in the wrong order", async () => {
    // o = 0.9 tanh(0.59) − 0.6 tanh(−0.42) = 0.715064 to six decimals.
    const right = sheet();
    expect((right.o[0] as number).toFixed(6)).toBe("0.715064");
    const told = check(await gradeCells({ ...right, o: [0.751064] }), "forward").diagnosis;
    expect(told?.id).toBe("relation:digits-exchanged");
  });

  it("has no name where the numbers are made up", { timeout: 60_000 }, async () => {
    const random = createRandom("made up");
    for (let k = 0; k < 6; k++) {
      const made = Object.fromEntries(
        Object.entries(sheet()).map(([id, all]) => [id, all.map(() => random.uniform(-1, 1))]),
      );
      const report = await gradeCells(made);
      expect(report.parts[0]?.checks.map(({ diagnosis }) => diagnosis)).toEqual([null, null, null]);
      expect(report.points).toBe(0);
    }
  });

  it("has no name where it was typed with few digits", async () => {
    const report = await gradeCells({ ...sheet(), e: [-0.4] });
    expect(check(report, "backward").diagnosis).toBeNull();
  });
});

describe("a known mistake in some of the entries", () => {
  it("is named with the entries that have it", async () => {
    const loaded = await loadExercise(path.resolve("exercises/manual-backprop"));
    if (!loaded.ok) throw new Error("manual-backprop");
    const printed = await drawVariant(loaded.value, PRINTED, runner);
    if (!printed.ok) throw new Error(printed.error.message);
    const told = async (z1: readonly string[]) => {
      const answer = { values: { kind: "worksheet" as const, fields: { z1 } } };
      const report = await grade(loaded.value, printed.value, answer, runner, { hiddenSeed: "s" });
      return check(report, "forward");
    };
    // W1·x + b1 = (0.5 + 2·0.3 + 0.1, 0.2 + 2·0.8 + 0.4) = (1.2, 2.2); without b1 it is (1.1, 1.8).
    const one = await told(["1.2", "1.8"]);
    expect(one.diagnosis).toMatchObject({ id: "mistake:no-bias", name: "a missing bias" });
    expect(one.diagnosis?.says).toContain("without its bias. This is so in entry 2 of $z^{[1]}$ only.");
    expect((await told(["1.1", "1.8"])).diagnosis?.says).not.toContain("only");
    expect((await told(["1.15", "1.8"])).diagnosis).toBeNull();
    expect((await told(["1.2", "1.75"])).diagnosis).toBeNull();
  });
});

describe("a lane in which every value is made up", () => {
  const { dz: _, e: __, dW: ___, db: ____, newW: _____, ...forward } = sheet();

  it("earns nothing by what follows from it alone", async () => {
    const made = { e: [0.613542], dz: [0.317253, -0.441827] };
    const follows = made.dz.flatMap((d) => [d * x0, d * x1]);
    const report = await gradeCells({
      ...forward,
      ...made,
      db: made.dz,
      dW: follows,
      newW: follows.map((d, i) => (W[i] as number) - 0.1 * d),
    });
    expect(report.points).toBe(3);
    expect(check(report, "gradients").message).toContain(
      "dW, db and newW follow from a lane in which no value is recognised",
    );
  });

  it("is not one in which a value is right, follows, or is a recognised slip", async () => {
    const { e, dz } = sheet();
    const invented = [0.317253, -0.441827];
    const half = await gradeCells({ ...forward, e, dz: invented, db: invented });
    expect(half.points).toBe(5);
    const slip = { e: e.map((q) => q / 2), dz: invented };
    expect((await gradeCells({ ...forward, ...slip, db: invented })).points).toBe(4);
    expect((await gradeCells({ ...forward, e, dz, db: dz })).points).toBe(6);
  });
});

describe("a function with a loop", () => {
  it("keeps no grading from its end where a slip in it never comes to one", { timeout: 60_000 }, async () => {
    const looping = FIELDS.replace(
      "matmul(given.v, field.h);",
      "{\n  let [n, sum] = [0, nd.zeros(1, 1)];\n  while (n < 2) {\n    sum = sum.add(matmul(given.v, field.h).mul(0.5));\n    n = n + 1;\n  }\n  return sum;\n};",
    );
    const files = new Map([
      ["exercise.yaml", YAML],
      ["statement.md", "Two units."],
      ["fields.ts", looping],
    ]);
    const read = exerciseFromFiles(files);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const right = sheet();
    const fields = Object.fromEntries(
      Object.entries({ ...right, o: [1.234567] }).map(([id, all]) => [id, all.map(String)]),
    );
    const answer = { sheet: { kind: "worksheet" as const, fields } };
    const report = await grade(read.value, variant, answer, runner, { hiddenSeed: "s" });
    expect(check(report, "forward").verdict).toBe("partial");
  });
});
