import { expect, test } from "vitest";
import type { CheckReport } from "#lib/core/report.ts";
import { saysItself } from "./part-checks.tsx";

const message = "The shape is 2×4, and 4×2 is asked for.";
const check: CheckReport = {
  id: "dW1",
  title: "dW1",
  kind: "formula",
  public: false,
  verdict: "incorrect",
  score: 0,
  points: 0,
  outOf: 1,
  message,
  diagnosis: null,
  run: null,
  evidence: null,
};

test("a sentence is said once, where it stands with what it is about", () => {
  const option = { id: "a", right: false, feedback: message };
  expect(saysItself(check)).toBe(false);
  expect(saysItself({ ...check, evidence: { kind: "options", chosen: [option] } })).toBe(true);
  expect(saysItself({ ...check, evidence: { kind: "options", chosen: [{ ...option, feedback: "No." }] } })).toBe(false);
  const formula = {
    kind: "formula",
    readable: true,
    tex: null,
    shape: [4, 2],
    expectedShape: [4, 2],
    message: null,
    column: null,
  } as const;
  const evidence = { ...formula, points: 8, pointsHeld: 0 };
  expect(saysItself({ ...check, message: "Equal at 0 of 8 points.", evidence })).toBe(true);
  expect(saysItself({ ...check, message: "Each step follows.", evidence })).toBe(false);
  const x = { name: "x", tex: "x", shape: [], data: [3] };
  const words = "With x = 3: asked for is 1, here 3.";
  const witness = { given: [x], g: null, before: { ...x, name: "asked" }, after: x };
  const step = { line: 1, text: "x", tex: "x", mark: "differs", message: null, column: null } as const;
  const told = { ...check, message: `Equal at 0 of 8 points. ${words}` };
  const withCase = { ...evidence, steps: [{ ...step, witness: { ...witness, words } }] };
  expect(saysItself({ ...told, evidence: withCase })).toBe(true);
  expect(saysItself({ ...told, message: `${told.message} And more.`, evidence: withCase })).toBe(false);
  expect(saysItself({ ...told, evidence: { ...evidence, steps: [{ ...step, witness: null }] } })).toBe(false);
  // Reports of older graders have no sentence of their own, and are shown whole.
  expect(saysItself({ ...told, evidence: { ...evidence, steps: [{ ...step, witness }] } })).toBe(false);
});
