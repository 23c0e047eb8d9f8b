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

describe("slips that are several functions", () => {
  it("are one where each function is made by the same slip: a square left out, with the sign or without", async () => {
    // a2 − y = 0.820810 − 0.8; the root of the square is the same number here, and |a2 − y| another one elsewhere.
    expect(await nameOf("manual-backprop", "values", "forward", { L: "0.020810" })).toBe("the square left out");
    expect(await nameOf("manual-backprop", "values", "forward", { L: "0.020910" })).toBeNull();
  });
});
