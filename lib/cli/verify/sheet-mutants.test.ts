import { describe, expect, it } from "vitest";
import type { Exercise } from "#lib/grading/exercise/index.ts";
import { exerciseFromFiles } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { mutateExercise } from "./prove.ts";
import { type Changes, sheet } from "./sheet.test-data.ts";

const runner = createLocalRunner();

/** One given value and two fields, so that few changes are there to be tried; the same numbers for everybody. */
const small = (x: string, fields: string, more: Changes["more"] = [], decimals = "4") => {
  const read = exerciseFromFiles(
    new Map([
      [
        "exercise.yaml",
        `slug: small
title: Small
summary: Two fields by hand.
lesson: walking-downhill
parts:
  - id: sheet
    title: Sheet
    kind: worksheet
    fields: fields.ts
    points: 2
    digits: { decimals: ${decimals} }
    given: [{ id: x, tex: x, shape: [1, 1], value: [[${x}]] }, { id: k, tex: k, shape: [1, 1], value: [[2.6]] }]
    lanes:
      - { id: one, title: One, direction: none, fields: [{ id: p, tex: p, shape: [1, 1] }, { id: q, tex: q, shape: [1, 1] }] }
`,
      ],
      ["statement.md", "Two fields."],
      ["fields.ts", fields],
      ...(more ?? []),
    ]),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

const PRODUCT = `export const p = (given) => nd.mul(given.x, given.k);
export const q = (given, field) => nd.sub(field.p, given.x);
`;

const EXPLAINED = `- slip: factor-left-out
  line: "export const p = (given) => (given.k);"
  reason: x is 1 here, and the sheet is about k.
- line: "no such line"
  reason: It is nowhere at all.
`;

async function mutated(exercise: Exercise, most?: number) {
  const { findings, mutation } = await mutateExercise(exercise, runner, most);
  return { mutation: mutation.sheet, findings, off: findings.filter(({ holds }) => !holds) };
}

describe("slips in a worksheet's functions", { timeout: 120_000 }, () => {
  it("are noticed where numbers show them; what computes the same is not counted", async () => {
    const { mutation, findings } = await mutated(sheet(), 60);
    expect(mutation?.tried).toBeGreaterThan(40);
    expect(mutation?.unread).toBeGreaterThan(0);
    expect(findings[0]).toMatchObject({ holds: true });
    expect(findings[0]?.what).toBe("at least 95 % of the slips and changes in fields.ts are noticed");
    expect(findings[0]?.detail).toMatch(/^\d+ of \d+, \d+\.\d %, 0 explained; \d+ more were not tried$/);
  });

  it("survive where the numbers hide them, and are shown with what to do", async () => {
    expect((await mutated(small("1.3", PRODUCT))).off).toEqual([]);
    const { off, mutation } = await mutated(small("1", PRODUCT));
    expect(mutation?.unexplained).toBeGreaterThan(0);
    const told = off.map(({ what, detail }) => `${what}\n${detail}`).join("\n");
    expect(told).toContain("factor-left-out in line 1 of fields.ts is noticed");
    expect(told).toContain(
      "- export const p = (given) => nd.mul(given.x, given.k);\n+ export const p = (given) => (given.k);",
    );
    expect(told).toContain("Choose numbers that show it, or ask for more digits, or explain it in equivalent.yaml");
  });

  it("survive where the digits are too few", async () => {
    const tiny = PRODUCT.replace("given.x, given.k)", "given.x, given.k).mul(0.001)");
    expect((await mutated(small("1.3", tiny, [], "6"))).off).toEqual([]);
    expect((await mutated(small("1.3", tiny, [], "0"))).mutation?.unexplained).toBeGreaterThan(5);
  });

  it("are explained in the exercise's folder, and an explanation of nothing has to go", async () => {
    const { off, mutation } = await mutated(small("1", PRODUCT, [["equivalent.yaml", EXPLAINED]]));
    expect(mutation?.explained).toEqual([expect.objectContaining({ slip: "factor-left-out" })]);
    const told = off.map(({ detail }) => detail).join("\n");
    expect(told).not.toContain("+ export const p = (given) => (given.k);");
    expect(told).toContain("No unnoticed change makes this line: no such line");
  });

  it("without an end, or that come to no number, cost one of them and nothing else", async () => {
    const loops = `export const p = (given) => {
  let n = 0;
  while (n < 3) n = n + 1;
  return nd.mul(given.x, n);
};
export const q = (given, field) => nd.sub(field.p, given.x);
`;
    const { mutation } = await mutated(small("1.3", loops));
    expect(mutation?.noticed).toBeGreaterThan(10);
  });
});
