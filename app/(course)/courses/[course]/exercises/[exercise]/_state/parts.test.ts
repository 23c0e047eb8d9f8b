import { describe, expect, test } from "vitest";
import type { PublicExercise } from "#lib/grading/exercise/index.ts";
import { answered, completed, letterOf, symbolOf, untouchedWords } from "./parts.ts";

const common = { points: 1, hints: [] };
const exercise: PublicExercise = {
  slug: "small",
  hash: "0",
  title: "Small",
  summary: "One of three kinds.",
  lesson: "01",
  statement: "",
  shapes: {},
  points: 3,
  parts: [
    {
      ...common,
      id: "implement",
      title: "Implement",
      kind: "code",
      starter: "export {}\n",
      functions: {},
      gradients: {},
      cases: { sizes: {}, values: {} },
      data: {},
      checks: [],
      figures: [],
    },
    { ...common, id: "words", title: "In words", kind: "text", question: "Why?" },
    { ...common, id: "effect", title: "Effect", kind: "choice", question: "Which?", several: false, options: [] },
  ],
};

describe("parts and their answers", () => {
  test("a part without a draft begins with its starter, or empty", () => {
    expect(completed(exercise, null)).toEqual({
      implement: { kind: "code", source: "export {}\n" },
      words: { kind: "text", text: "" },
      effect: { kind: "choice", chosen: [] },
    });
  });

  test("a draft of another kind of part is not taken over", () => {
    expect(completed(exercise, { words: { kind: "choice", chosen: ["a"] } }).words).toEqual({ kind: "text", text: "" });
  });

  test("blank code, blank prose and no choice are no answers", () => {
    const draft = completed(exercise, {
      words: { kind: "text", text: "  \n" },
      effect: { kind: "choice", chosen: ["b"] },
    });
    expect(answered(exercise, { ...draft, implement: { kind: "code", source: " " } })).toEqual({
      effect: { kind: "choice", chosen: ["b"] },
    });
  });

  test("what Submit would take untouched is said by letter, and nothing once each part was touched", () => {
    const first = completed(exercise, null);
    expect(untouchedWords(exercise, first)).toBe("Part A is still the starter; parts B and C are empty.");
    const words = { kind: "text", text: "Because." } as const;
    const implement = { kind: "code", source: "export const one = 1;" } as const;
    expect(untouchedWords(exercise, { ...first, words })).toBe("Part A is still the starter; part C is empty.");
    expect(untouchedWords(exercise, { ...first, words, implement, effect: { kind: "choice", chosen: ["a"] } })).toBe(
      "",
    );
    expect(untouchedWords({ parts: exercise.parts.slice(1) }, first)).toBe("Every part is empty.");
    const alone = { parts: exercise.parts.slice(0, 1) };
    expect(untouchedWords(alone, first)).toBe("This is still the starter.");
    expect(untouchedWords(alone, { implement })).toBe("");
  });

  test("a field is called by its symbol", () => {
    const sheet = { kind: "worksheet", lanes: [{ fields: [{ id: "d2", tex: "\\delta_2" }] }] } as unknown;
    expect(symbolOf(sheet as PublicExercise["parts"][number], "d2")).toBe("$\\delta_2$");
    expect(symbolOf(exercise.parts[0] as PublicExercise["parts"][number], "d2")).toBe("d2");
  });

  test("parts are lettered in order", () => {
    expect([0, 1, 25].map(letterOf)).toEqual(["A", "B", "Z"]);
  });
});
