import path from "node:path";
import { describe, expect, it } from "vitest";
import type { CheckReport } from "#lib/core/report.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { drawVariant, PRINTED } from "../../exercise/index.ts";
import { loadExercise } from "../../exercise/node.ts";
import { grade } from "../index.ts";

const runner = createLocalRunner();

async function lanesOf(slug: string, part: string) {
  const loaded = await loadExercise(path.resolve("exercises", slug));
  if (!loaded.ok) throw new Error(slug);
  const printed = await drawVariant(loaded.value, PRINTED, runner);
  if (!printed.ok) throw new Error(printed.error.message);
  return async (fields: { readonly [id: string]: readonly string[] }, lane: string) => {
    const answer = { [part]: { kind: "worksheet" as const, fields } };
    const report = await grade(loaded.value, printed.value, answer, runner, { hiddenSeed: "s" });
    return report.parts.flatMap(({ checks }) => checks).find(({ id }) => id === lane) as CheckReport;
  };
}

describe("exact values that were typed short", () => {
  // W1 = [[0.5, 0.3], [0.2, 0.8]], x = (1, 2), b1 = (0.1, 0.4): z1 = (1.2, 2.2), and with W1 turned (0.5 + 0.4 + 0.1, 0.3 + 1.6 + 0.4) = (1, 2.3).
  it("are told their slip as with all their zeros", async () => {
    const told = await lanesOf("manual-backprop", "values");
    for (const z1 of [
      ["1", "2.3"],
      ["1.000000", "2.300000"],
    ]) {
      const { diagnosis, message } = await told({ z1 }, "forward");
      expect(diagnosis?.name).toBe("one transpose too many");
      expect(message).not.toContain("as far as it goes");
    }
    expect((await told({ z1: ["1", "2.4"] }, "forward")).diagnosis).toBeNull();
    expect((await told({ z1: ["1", "2"] }, "forward")).diagnosis).toBeNull();
  });

  it("are not explained where they are signs or classes, which any slip may give", async () => {
    const told = await lanesOf("svm-hinge", "by-hand");
    const sheet = { s: ["1.98", "0.44", "1.79", "0.62"], delta: ["0", "1", "1", "0"] };
    expect((await told(sheet, "backward")).diagnosis).toBeNull();
  });
});

describe("zeros behind a recognised slip", () => {
  it("follow with what is made of them", async () => {
    // −y of every example: their mean is 0, and b stays 0.6.
    const told = await lanesOf("svm-hinge", "by-hand");
    const slip = { delta: ["-1", "1", "1", "-1"], db: ["0"], newb: ["0.6000"] };
    const cells = async (lane: string, sheet: { readonly [id: string]: readonly string[] }) => {
      const { evidence } = await told(sheet, lane);
      return evidence?.kind === "cells" ? evidence.fields : {};
    };
    expect(await cells("step", slip)).toMatchObject({ newb: ["follows"] });
    expect(await cells("step", { ...slip, newb: ["0"] })).toMatchObject({ newb: ["differs"] });
  });

  it("do not follow from zeros that were typed, nor from numbers far out, where a function is flat", async () => {
    const told = await lanesOf("svm-hinge", "by-hand");
    const zeros = {
      delta: ["0", "0", "0", "0"],
      dw: ["0", "0"],
      db: ["0"],
      neww: ["0.7000", "0.6000"],
      newb: ["0.6000"],
    };
    for (const sheet of [zeros, { s: ["5", "-5", "-5", "5"], ...zeros }])
      for (const lane of ["gradients", "step"]) expect((await told(sheet, lane)).points).toBe(0);
    // σ(60) = 1 follows, and its slope is 0; what is made of that is nothing of one's own.
    const flat = await lanesOf("manual-backprop", "values");
    const sheet = {
      z1: ["60", "60"],
      a1: ["1.000000", "1.000000"],
      dz1: ["0.000000", "0.000000"],
      dW1: ["0.000000", "0.000000", "0.000000", "0.000000"],
      newW1: ["0.500000", "0.300000", "0.200000", "0.800000"],
    };
    const { evidence } = await flat(sheet, "gradients");
    expect(evidence?.kind === "cells" && evidence.fields.dW1?.includes("follows")).toBe(false);
  });
});
