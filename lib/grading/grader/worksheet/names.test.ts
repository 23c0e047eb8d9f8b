import path from "node:path";
import { describe, expect, it } from "vitest";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { drawVariant, PRINTED } from "../../exercise/index.ts";
import { loadExercise } from "../../exercise/node.ts";
import { grade } from "../index.ts";

const runner = createLocalRunner();

/** The name that a lane's finding has, where only these fields are entered; null where nothing is named. */
async function nameOf(slug: string, part: string, lane: string, typed: { readonly [id: string]: string }) {
  const loaded = await loadExercise(path.resolve("exercises", slug));
  if (!loaded.ok) throw new Error(slug);
  const printed = await drawVariant(loaded.value, PRINTED, runner);
  if (!printed.ok) throw new Error(printed.error.message);
  const fields = Object.fromEntries(Object.entries(typed).map(([id, text]) => [id, text.split(" ")]));
  const answer = { [part]: { kind: "worksheet" as const, fields } };
  const report = await grade(loaded.value, printed.value, answer, runner, { hiddenSeed: "s" });
  const check = report.parts.flatMap(({ checks }) => checks).find(({ id }) => id === lane);
  return check?.diagnosis?.name ?? null;
}

describe("a field of a sheet whose functions are many", () => {
  const named = (df: string) => nameOf("x-tanh-x", "table", "slopes", { df });

  it("is explained like another", async () => {
    // t = tanh x: t + x t² for t + x (1 − t²), and t + (1 − t²) without the factor x, at x = −2, −½, 1, 4.
    expect(await named("-2.8227 -0.5689 1.3416 4.9940")).toBe("the 1 − left out");
    expect(await named("-0.8934 0.3243 1.1816 1.0007")).toBe("a factor of a product left out");
    expect(await named("-0.8934 0.3243 1.1816 1.1007")).toBeNull();
  });
});

describe("a number that everything gives", () => {
  it("has no name of a slip: 1 where the slope at its steepest is asked for", async () => {
    // With the slope of the sigmoid it were 1 as well, since x* tanh x* = 1; but so it is of f itself.
    expect(await nameOf("x-tanh-x", "table", "extremes", { most: "-1.0000" })).toBeNull();
  });
});

describe("another value of the sheet", () => {
  // z2 = W2 a1 + b2 with z1 = (1.2, 2.2) for a1: 0.9 · 1.2 + 0.7 · 2.2 + 0.2 = 2.82.
  const named = (z2: string) => nameOf("manual-backprop", "values", "forward", { z2 });

  it("is named where it was used, and neither where the number is another nor where few digits were typed", async () => {
    expect(await named("2.820000")).toBe("another value of the sheet used");
    expect(await named("2.821000")).toBeNull();
    expect(await named("2.82")).toBeNull();
  });
});

describe("the rest of the sheet", () => {
  it("explains a step of another length, an entry alone and the other part of a whole", async () => {
    const line = (lane: string, fields: { readonly [id: string]: string }) =>
      nameOf("linear-regression", "by-hand", lane, fields);
    // w − α dw = 0.6 + 0.1 · 5 = 1.1; with α = 0.01 it is 0.65.
    expect(await line("step", { neww: "0.6500" })).toBe("a tenth of the step that is asked for");
    expect(await line("step", { neww: "0.6600" })).toBeNull();
    // δ = 2(ŷ − y) = (−1.2, −1.6, −4), of which db is the mean.
    expect(await line("gradients", { db: "-1.2000" })).toBe("one entry for all");
    expect(await line("gradients", { db: "-1.3000" })).toBeNull();
    // 16 d / (d − u) with u = ln(5/9), d = ln 5: 11.7198 of 16 spins are up, and 4.2802 down.
    const ising = (kc: string) => nameOf("ising-phases", "ceiling", "balance", { kc });
    expect(await ising("4.2802")).toBe("the other part");
    expect(await ising("4.2902")).toBeNull();
  });
});

describe("a known mistake that makes zeros of some entries", () => {
  // max(0, −ys) for max(0, 1 − ys), with ys = 1.38, 0.16, −1.19, 0.62.
  const named = (hinge: string) => nameOf("svm-hinge", "by-hand", "forward", { hinge });

  it("is named by the others, and not by zeros alone", async () => {
    expect(await named("0 0 1.1900 0")).toBe("the margin left out");
    expect(await named("0 0 1.2900 0")).toBeNull();
    expect(await named("0 0 2.1900 0")).toBeNull();
    expect(await named("0 0 0 0")).toBeNull();
  });
});

describe("slips that are several functions", () => {
  it("are one where each function is made by the same slip: a square left out, with the sign or without", async () => {
    // a2 − y = 0.820810 − 0.8; the root of the square is the same number here, and |a2 − y| another one elsewhere.
    expect(await nameOf("manual-backprop", "values", "forward", { L: "0.020810" })).toBe("the square left out");
    expect(await nameOf("manual-backprop", "values", "forward", { L: "0.020910" })).toBeNull();
  });
});
