import { describe, expect, it } from "vitest";
import type { Exercise } from "#lib/grading/exercise/index.ts";
import { exerciseFromFiles } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { FILES, HALF, lineFit, RIGHT } from "../../grading/grader/line-fit.test-data.ts";
import { proveExercise } from "./prove.ts";
import { type Changes, provingOf, sheet } from "./sheet.test-data.ts";
import { proveWorksheet } from "./worksheet.ts";

const runner = createLocalRunner();
const YAML = FILES.get("exercise.yaml") as string;

async function told(exercise: Exercise): Promise<string[]> {
  const lines: string[] = [];
  for await (const { holds, what, detail } of proveExercise(exercise, runner))
    if (!holds) lines.push(`${what}: ${detail}`);
  return lines;
}
const code = (...changes: readonly (readonly [string, string])[]) => told(lineFit(new Map([...FILES, ...changes])));

describe("a solution that cannot run", () => {
  it.each([
    [
      "does not parse",
      RIGHT.replace(".add(p.b) });", ".add(p.b });"),
      /^solution runs: solution\.ts:2:54 This \( is not closed/,
    ],
    ["throws", RIGHT.replace("nd", "").replace(".square()", ".sqare()"), /^solution runs: solution\.ts:3:\d+ .*sqare/],
    [
      "loops",
      RIGHT.replace("const error", "for (;;);\n  const error"),
      /^solution runs: solution\.ts:\d:\d+ The step budget/,
    ],
    ["exports too little", RIGHT.replace("export const loss", "const loss"), /^solution runs: .*no function `loss`/],
  ])("is told once with its place where it %s, and nothing else is asked", async (_, source, words) => {
    const lines = await code(["solution.ts", source]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(words);
  });
});

describe("the other files of a code part", () => {
  it("are told with their place where they cannot run", async () => {
    const yaml = YAML.replace("    mistakes:", "    alternatives: [alternatives/other.ts]\n    mistakes:");
    const lines = await code(
      ["exercise.yaml", yaml],
      ["starter.ts", "export const forward = () => (;"],
      ["alternatives/other.ts", RIGHT.replace("X.shape", "X.shap")],
      ["mistakes/half.ts", `${HALF}\nconst unfinished = ;`],
    );
    expect(lines.map((line) => line.replace(/:\d+ .*/s, ""))).toEqual([
      "starter loads: starter.ts:1",
      "alternatives/other.ts has full marks: alternatives/other.ts:5",
      "mistake half is seen and named: mistakes/half.ts:20",
    ]);
  });

  it("are told where a mistake is the solution to the letter", async () => {
    expect(await code(["mistakes/half.ts", RIGHT])).toEqual([
      "mistake half is seen and named: mistakes/half.ts is the same as solution.ts. Make in it the change that a student makes.",
    ]);
  });
});

const HEAD = "slug: small\ntitle: Small\nsummary: An exercise of one part.\nlesson: walking-downhill\nparts:\n";
const small = (part: string, files: readonly (readonly [string, string])[] = []): Exercise => {
  const read = exerciseFromFiles(new Map([["exercise.yaml", HEAD + part], ["statement.md", "x"], ...files]));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

describe("parts of other kinds", () => {
  const line = (answer: string, definition: string) => `  - id: lines
    title: Lines
    kind: derivation
    network: { drawn: { x: [2, 1], W: [3, 2] }, defined: ["${definition}"], g: general }
    lines: [{ id: d, tex: d, shape: [3, 1], answer: "${answer}", points: 1 }]
    mistakes: []
`;
  it("say what is the matter with a definition of the author's, in place of ending with a stack", async () => {
    expect(await told(small(line("z", "z = x W")))).toEqual([
      expect.stringMatching(/^it can be graded: .*inner sizes/),
    ]);
  });

  it("say where a worksheet's file does not load", async () => {
    const sheet = `  - id: sheet
    title: Sheet
    kind: worksheet
    fields: fields.ts
    points: 1
    digits: { decimals: 2 }
    given: [{ id: x, tex: x, shape: [1, 1], value: [[2]] }]
    lanes: [{ id: one, title: One, direction: none, fields: [{ id: y, tex: y, shape: [1, 1] }] }]
    mistakes: []
`;
    const lines = await told(small(sheet, [["fields.ts", "export const y = () => 2;\nexport const = 3;"]]));
    expect(lines).toEqual([expect.stringMatching(/^fields\.ts loads: fields\.ts:2:\d+ /)]);
  });
});

describe("a worksheet whose files end otherwise than well", () => {
  const lines = (changes: Changes) => told(sheet(changes));
  const MISTAKE = {
    spec: [
      [
        "change: W }\n",
        `change: W }
    mistakes:
      - { id: off, file: mistakes/off.ts, verdict: partial, diagnosis: { name: off, says: It is off here., next: Look here again. } }
`,
      ],
    ] as const,
  };

  it.each<[string, Changes, RegExp]>([
    [
      "a function throws, by file, line and message",
      { fields: [["nd.tanh(field.z)", "nd.tanh(field.zz.x)"]] },
      /^it can be graded: fields\.ts:3:\d+ .*undefined/,
    ],
    [
      "there is no function",
      { fields: [["export const h =", "export const hh ="]] },
      /^it can be graded: fields\.ts exports no function h$|^it can be graded: fields\.ts:4:\d+ exports no function h$/,
    ],
    [
      "fields go round in a circle, by one that is in it",
      { fields: [["nd.tanh(field.z)", "nd.tanh(field.o)"]] },
      /^it can be graded: fields\.ts:[34]:\d+ field [ho] needs itself$/,
    ],
    [
      "a function gives something else than numbers",
      { fields: [["=> field.dz;", '=> "dz";']] },
      /^it can be graded: fields\.ts `fields\(\.\.\.\)\.db` is a string; expected is/,
    ],
    [
      "a loop has no end",
      { fields: [["=> field.dz;", "=> { for (;;); };"]] },
      /^it can be graded: fields\.ts:9:\d+ The step budget is used up\. Look for a loop without an end\.$/,
    ],
  ])("is told in words: %s", { timeout: 120_000 }, async (_, changes, words) => {
    expect(await lines(changes)).toEqual([expect.stringMatching(words)]);
  });

  it("is told where a mistake throws, and nothing else is", { timeout: 60_000 }, async () => {
    const source = "const { add } = nd;\nexport const h = (given, field) => add(field.z, given.q.T);";
    const missed: string[] = [];
    const proving = await provingOf(sheet({ ...MISTAKE, more: [["mistakes/off.ts", source]] }));
    for await (const { holds, what, detail } of proveWorksheet(proving)) if (!holds) missed.push(`${what}: ${detail}`);
    expect(missed).toEqual([
      expect.stringMatching(/^mistake off is seen and named: mistakes\/off\.ts:2:\d+ .*undefined/),
    ]);
  });

  it("is told where no numbers can be drawn", async () => {
    const files = [["variant.ts", "export const variant = () => {\n  return given.x;\n};"]] as const;
    await expect(lines({ more: files })).rejects.toThrow(
      /^No numbers can be drawn for two-units: variant\.ts:2:\d+ .*given/,
    );
  });
});
