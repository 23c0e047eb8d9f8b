import { describe, expect, it } from "vitest";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { drawVariant, PRINTED, type Variant } from "../../exercise/index.ts";
import { exerciseFromFiles } from "../../exercise/node.ts";
import { grade } from "../index.ts";

const runner = createLocalRunner();

/** z = x·w + b, then a = exp(−12 z), q = 3z and f = z·q. */
async function sheetOf(digits: string, ofZ = "") {
  const read = exerciseFromFiles(
    new Map([
      [
        "exercise.yaml",
        `slug: carried
title: Carried on
summary: Values that are carried on.
lesson: walking-downhill
parts:
  - id: sheet
    title: Sheet
    kind: worksheet
    fields: fields.ts
    points: 5
    digits: ${digits}
    given:
      - { id: x, tex: x, shape: [1, 1], value: [[1.3]] }
      - { id: w, tex: w, shape: [1, 1], value: [[0.5]] }
      - { id: b, tex: b, shape: [1, 1], value: [[0.1]] }
    lanes:
      - id: all
        title: All
        direction: none
        fields: [{ id: z, tex: z, shape: [1, 1]${ofZ} }, { id: a, tex: a, shape: [1, 1] }, { id: q, tex: q, shape: [1, 1] }, { id: f, tex: f, shape: [1, 1] }]
`,
      ],
      ["statement.md", "Carry on."],
      [
        "fields.ts",
        `export const z = (given) => given.x.mul(given.w).add(given.b);
export const a = (given, field) => nd.exp(field.z.mul(-12));
export const q = (given, field) => field.z.mul(3);
export const f = (given, field) => field.z.mul(field.q);`,
      ],
    ]),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const printed = await drawVariant(read.value, PRINTED, runner);
  const variant = (printed.ok ? printed.value : null) as Variant;
  return async (cells: { readonly [id: string]: string }) => {
    const fields = Object.fromEntries(Object.entries(cells).map(([id, text]) => [id, [text]]));
    const report = await grade(read.value, variant, { sheet: { kind: "worksheet", fields } }, runner, {
      hiddenSeed: "s",
    });
    const { evidence } = report.parts[0]?.checks[0] ?? {};
    return evidence?.kind === "cells"
      ? Object.fromEntries(Object.keys(cells).map((id) => [id, evidence.fields[id]?.[0]]))
      : null;
  };
}

describe("a value that was carried on with more digits than were typed", () => {
  // Without b, z = 0.65, typed as 0.7; e^(−12·0.65) = 4.0973e−4. From 0.7 it is 2.2487e−4, from 0.8 6.773e−5 and from 0.6 7.466e−4: what
  // the digit may move it upwards alone, 1.57e−4, is less than the 1.85e−4 by which it was rounded.
  it("follows from a field of few decimals, also where the function is steeper to the other side", async () => {
    const typed = await sheetOf("{ decimals: 7 }", ", digits: { decimals: 1 }");
    expect(await typed({ z: "0.7", a: "0.0004097" })).toEqual({ z: "right", a: "follows" });
    expect(await typed({ z: "0.6", a: "0.0004097" })).toEqual({ z: "differs", a: "follows" });
  });

  it("does not where it is another value", async () => {
    const typed = await sheetOf("{ decimals: 7 }", ", digits: { decimals: 1 }");
    // e^(−6·0.65), e^(12·0.65)/10⁷, and ten times the value.
    for (const a of ["0.0202419", "0.0002440e1", "0.0040973"])
      expect(await typed({ z: "0.6", a })).toEqual({ z: "differs", a: "differs" });
  });

  // z = 0.75, cut off to 0.74 with two of the four digits that are asked for. A slip, q = 2z = 1.5, and f = z·q = 1.125; from 0.74 it is
  // 1.11, and one unit of its last digit moves it by 0.015.
  it("follows from a value that was typed with too few digits", async () => {
    const typed = await sheetOf("{ decimals: 4, precision: 1 }");
    expect(await typed({ z: "0.75", q: "1.5000", f: "1.1250" })).toMatchObject({ q: "differs", f: "follows" });
    expect(await typed({ z: "0.75", q: "1.5000", f: "1.2000" })).toMatchObject({ f: "differs" });
    const coarse = await typed({ z: "0.74", q: "1.5000", f: "1.1250" });
    expect(coarse).toMatchObject({ q: "differs", f: "follows" });
    expect(await typed({ z: "0.74", q: "1.5000", f: "2.2500" })).toMatchObject({ f: "differs" });
    expect(await typed({ z: "0.74", q: "1.5000", f: "1.1950" })).toMatchObject({ f: "differs" });
  });

  it("does not from an exact value, which has no more digits than were typed", async () => {
    // z = 0.75 has four decimals as 0.7500; from 0.76 q would be 2.28.
    const typed = await sheetOf("{ decimals: 4 }");
    expect(await typed({ z: "0.75", q: "2.2600" })).toEqual({ z: "right", q: "differs" });
    expect(await typed({ z: "0.74", q: "2.2300" })).toEqual({ z: "differs", q: "follows" });
  });

  it("does not from a value that says next to nothing, nor from zeros", async () => {
    const typed = await sheetOf("{ decimals: 4 }");
    expect(await typed({ z: "1", q: "1.5000", f: "1.1250" })).toMatchObject({ f: "differs" });
    expect(await typed({ z: "0.0000", q: "0.0001", f: "0.0001" })).toEqual({
      z: "differs",
      q: "differs",
      f: "differs",
    });
    expect(await typed({ z: "0", q: "0.0002", f: "0.0001" })).toMatchObject({ q: "differs", f: "differs" });
  });

  it("follows from what rounding brought to nothing, and is not nothing itself", async () => {
    const typed = await sheetOf("{ decimals: 6 }", ", digits: { decimals: 1 }");
    // z = 0.04, typed as 0.0; q = 0.12.
    expect(await typed({ z: "0.0", q: "0.120000" })).toEqual({ z: "differs", q: "follows" });
    expect(await typed({ z: "0.0", q: "0.400000" })).toEqual({ z: "differs", q: "differs" });
    expect(await typed({ z: "0.0", q: "0.000001" })).toEqual({ z: "differs", q: "differs" });
  });
});
