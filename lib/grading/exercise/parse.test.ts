import { describe, expect, it } from "vitest";
import { FILES } from "../grader/line-fit.test-data.ts";
import type { ContentError } from "./content-error.ts";
import { exerciseFromFiles, hashOf } from "./parse.ts";

const YAML = FILES.get("exercise.yaml") as string;

function errorsWith(from: string, to: string): readonly ContentError[] {
  expect(YAML.indexOf(from)).toBeGreaterThanOrEqual(0);
  const loaded = exerciseFromFiles(new Map([...FILES, ["exercise.yaml", YAML.replace(from, to)]]));
  return loaded.ok ? [] : loaded.error;
}

describe("an exercise folder", () => {
  it("is read where everything fits together", () => {
    expect(exerciseFromFiles(FILES).ok).toBe(true);
  });

  it("has a hash over every file but the proof", () => {
    expect(hashOf(new Map([...FILES, ["proof.json", "{}"]]))).toBe(hashOf(FILES));
    expect(hashOf(new Map([...FILES, ["statement.md", "Fit a line!"]]))).not.toBe(hashOf(FILES));
  });
});

describe("an error in exercise.yaml", () => {
  it.each<[string, string, string, Partial<ContentError>]>([
    [
      "a key that does not exist",
      "title: Outputs, points",
      "title: Outputs, poins",
      { line: 26, column: 40, suggestion: "Did you mean points?" },
    ],
    [
      "a kind of part that does not exist",
      "kind: code",
      "kind: cod",
      { line: 9, column: 11, suggestion: "Did you mean code?" },
    ],
    [
      "a kind of part that is not like any",
      "kind: code",
      "kind: 7",
      { message: "parts[0].kind: one of code, worksheet, derivation, choice, text belongs here.", suggestion: null },
    ],
    ["a verdict that does not exist", "verdict: partial", "verdict: partal", { suggestion: "Did you mean partial?" }],
    [
      "a function that no one exports",
      "of: forward, fields",
      "of: foward, fields",
      { line: 26, message: "foward is not a function of this part.", suggestion: "Did you mean forward?" },
    ],
    [
      "a field that is not returned",
      "fields: [dw, db], cases: 6",
      "fields: [dW, db], cases: 6",
      { message: "dW is not a field that backward returns.", suggestion: "Did you mean dw?" },
    ],
    [
      "a size that is not drawn",
      "X: { shape: [1, m]",
      "X: { shape: [1, k]",
      { message: "k is not a size of cases.sizes." },
    ],
    [
      "what a check draws that its function does not take",
      "of: forward, fields: [A], cases: 6",
      "of: forward, fields: [A], cases: 6, values: { Y: { shape: [1, m], among: [1] } }",
      { line: 26, message: "Y is not a drawn argument of forward." },
    ],
    [
      "what a check draws in another shape",
      "of: forward, fields: [A], cases: 6",
      "of: forward, fields: [A], cases: 6, values: { X: { shape: [m, 1], among: [1] } }",
      { message: "X has other fields or another shape here than in cases.values." },
    ],
    [
      "what a check draws without one of the fields",
      "of: forward, fields: [A], cases: 6",
      "of: forward, fields: [A], cases: 6, values: { p: { w: { shape: [1, 1], among: [1] } } }",
      { message: "p has other fields or another shape here than in cases.values." },
    ],
    [
      "what a check draws in a size that there is not",
      "of: forward, fields: [A], cases: 6",
      "of: forward, fields: [A], cases: 6, values: { X: { shape: [1, k], among: [1] } }",
      { message: "k is not a size of cases.sizes." },
    ],
    [
      "a check that a mistake cannot fail",
      "fails: [gradcheck,",
      "fails: [gradchek,",
      { suggestion: "Did you mean gradcheck?" },
    ],
    [
      "a column that the data do not have",
      "inputs: [x]",
      "inputs: [z]",
      { message: "z is not a column of data/line.csv." },
    ],
    [
      "a file that is not there",
      "file: mistakes/half.ts",
      "file: mistakes/hal.ts",
      { message: "There is no file mistakes/hal.ts.", suggestion: "Did you mean mistakes/half.ts?" },
    ],
    ["a second check of the same name", "id: published", "id: outputs", { message: "Two checks are called outputs." }],
    ["text that is no YAML", "slug: line-fit", "slug: [line-fit", { line: 3 }],
    [
      "a colon in a text",
      "title: A line through points",
      "title: A line: through points",
      { line: 3, suggestion: "Put a text with “: ” in it between quotes." },
    ],
    [
      "a backslash between double quotes",
      "title: A line through points",
      'title: "A line through \\phi"',
      {
        line: 3,
        suggestion: String.raw`Between double quotes a backslash is written twice, as in "\\partial"; between single quotes once.`,
      },
    ],
    ["a tab", "lesson: 01-walking-downhill", "\tlesson: 01-walking-downhill", { suggestion: "Indent by spaces." }],
    [
      "a hint that takes all there is to be earned",
      "    kind: code",
      "    hints: [{ text: Look., cost: 50 }]\n    kind: code",
      { line: 9 },
    ],
  ])("names place and suggestion: %s", (_, from, to, expected) => {
    const errors = errorsWith(from, to);
    expect(errors.length).toBeGreaterThan(0);
    expect(
      errors.some((error) =>
        Object.entries(expected).every(([key, value]) => error[key as keyof ContentError] === value),
      ),
      JSON.stringify(errors, null, 1),
    ).toBe(true);
  });

  it("is the first one where a text is no YAML: what comes after follows from it", () => {
    expect(errorsWith("parts:", "parts")).toHaveLength(1);
  });
});
