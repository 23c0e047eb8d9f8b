import { describe, expect, it } from "vitest";
import { grade } from "#lib/grading/grader/index.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { code, HALF, lineFit, RIGHT } from "../grading/grader/line-fit.test-data.ts";
import { junitOf, junitOfRefused } from "./junit.ts";

const exercise = lineFit();
const graded = (source: string) =>
  grade(exercise, { seed: "printed", given: {} }, code(source), createLocalRunner(), {
    hiddenSeed: "s",
    without: ["trains"],
  });

/** The names of the elements in their order, each closed by its own name; throws where the text is not well-formed. */
function elementsOf(xml: string): string[] {
  const open: string[] = [];
  const seen: string[] = [];
  const [declaration = "", ...rest] = xml.split("\n");
  expect(declaration).toBe('<?xml version="1.0" encoding="UTF-8"?>');
  for (const piece of rest.join("\n").split(/(<[^>]*>)/)) {
    const [, close, name] = /^<(\/?)(\w+)(?: \w+="[^"<]*")*>$/.exec(piece) ?? [];
    if (name === undefined) {
      expect(piece).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
    } else if (close === "/") {
      expect(open.pop()).toBe(name);
    } else {
      open.push(name);
      seen.push(name);
    }
  }
  expect(open).toEqual([]);
  return seen;
}

describe("a report as JUnit XML", () => {
  it("has a test case per check, and no failure where all hold", async () => {
    const xml = junitOf(exercise, await graded(RIGHT));
    expect(elementsOf(xml)).toEqual(["testsuites", "testsuite", ...Array(6).fill("testcase")]);
    expect(xml).toContain('tests="6" failures="0" errors="0" skipped="0"');
  });

  it("has a failure for each check that does not hold, with its diagnosis", async () => {
    const xml = junitOf(exercise, await graded(HALF));
    expect(elementsOf(xml).filter((name) => name === "failure")).toHaveLength(3);
    expect(xml).toContain('tests="6" failures="3"');
    expect(xml).toMatch(/factor 2 left out: .*\nNext: /);
  });

  it("stays XML whatever an answer throws or an exercise is called", async () => {
    const report = await graded(
      `export const forward = () => { throw new Error("]]> <b> & \\u0000 \\"' \\ud800 ü"); };`,
    );
    const named = { ...report, parts: report.parts.map((part) => ({ ...part, title: 'a < b & "c"' })) };
    expect(elementsOf(junitOf(exercise, named))).toContain("failure");
    expect(junitOf(exercise, named)).toContain("a &lt; b &amp; &quot;c&quot;");
  });

  it("skips what awaits a person, and has an error for what could not be graded or read", async () => {
    const report = await graded(RIGHT);
    const [first, second, ...rest] = report.parts[0]?.checks ?? [];
    if (!first || !second || !report.parts[0]) throw new Error("the exercise has two checks at least");
    const checks = [
      { ...first, verdict: "awaits-review" as const },
      { ...second, verdict: "ungradable" as const },
      ...rest,
    ];
    const xml = junitOf(exercise, { ...report, parts: [{ ...report.parts[0], checks }] });
    expect(xml).toContain('failures="0" errors="1" skipped="1"');
    const refused = junitOfRefused(exercise, [
      { partId: "code", field: null, message: "Line 1, column 2: a name is missing" },
    ]);
    expect(elementsOf(refused)).toEqual(["testsuites", "testsuite", "testcase", "error"]);
    expect(refused).toContain('errors="1"');
  });
});
