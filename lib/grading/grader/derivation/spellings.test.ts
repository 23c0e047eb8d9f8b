import { describe, expect, it } from "vitest";
import type { CheckReport } from "#lib/core/report.ts";
import { loadExercise } from "../../exercise/node.ts";
import { gradeDerivation } from "./part.ts";

/** The report of one line of an exercise of the course, whose lines above are answered as they should be. */
async function report(slug: string, id: string, text: string): Promise<CheckReport> {
  const loaded = await loadExercise(`exercises/${slug}`);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  const part = loaded.value.spec.parts.find((one) => one.kind === "derivation");
  if (part?.kind !== "derivation") throw new Error(`${slug} has no derivation`);
  const lines = Object.fromEntries([...part.lines.map((line) => [line.id, line.answer]), [id, text]]);
  const graded = await gradeDerivation({
    part,
    answer: { kind: "derivation", lines },
    seed: "s",
    onCheck: () => undefined,
  } as unknown as Parameters<typeof gradeDerivation>[0]);
  return graded.checks.find((check) => check.report.id === id)?.report as CheckReport;
}

// Each as a student types it, with a twin that differs by one slip. δ1 = W2ᵀ δ2 ⊙ g′(z1) and D = diag(g′(z1)), entry by entry.
const TWINS: readonly (readonly [slug: string, line: string, right: string, wrong: string])[] = [
  [
    "two-hidden-layers",
    "delta1",
    "[\\delta_1]_i = \\sum_{j=1}^{3} [W_2]_{ji} [\\delta_2]_j g'([z_1]_i)",
    "[\\delta_1]_i = \\sum_{j=1}^{3} [W_2]_{ji} [\\delta_2]_j g([z_1]_i)",
  ],
  [
    "two-hidden-layers",
    "delta2",
    "\\left[\\delta_2\\right]_i = [W_3]_{1i}\\, \\delta_3\\, g'([z_2]_i)",
    "\\left[\\delta_2\\right]_i = [W_3]_{1i}\\, \\delta_3\\, g([z_2]_i)",
  ],
  ["two-hidden-layers", "dW1", "[dW_1]_{ij} = [\\delta_1]_i [x]_j", "[dW_1]_{ij} = -[\\delta_1]_i [x]_j"],
  ["multi-output-regression", "dW2", "[dW_2]_{i,j} = (\\delta_2)_i (a_1)_j", "[dW_2]_{i,j} = (\\delta_2)_i (z_1)_j"],
  [
    "two-hidden-layers",
    "delta1",
    "\\sum_{k=1}^{3} \\delta_{2,k} W^{[2]}_{k,:}{}^T \\odot g'(z_1)",
    "\\sum_{k=1}^{3} \\delta_{2,k} W^{[2]}_{k,:}{}^T \\odot g'(a_1)",
  ],
  [
    "two-hidden-layers",
    "delta3",
    "ŷ − y because the slope of sigma cancels",
    "y − ŷ because the slope of sigma cancels",
  ],
  ["relu-derivative", "D", "I .* g'(z1)", "I .* g(z1)"],
  ["relu-derivative", "D", "I ⊙ g'(z1)", "I ⊙ z1"],
  ["relu-derivative", "D", "eye(4) * g'(z1)", "eye(4) * a1"],
  ["relu-derivative", "D", "np.eye(4) * (z1 > 0)", "np.eye(4) * (z1 < 0)"],
];

describe("what students type in the derivations of the course", () => {
  it.each(TWINS)("%s, %s: %s", async (slug, line, right, wrong) => {
    const [held, off] = [await report(slug, line, right), await report(slug, line, wrong)];
    expect([right, held.verdict, held.message]).toEqual([right, "correct", expect.any(String)]);
    expect([wrong, off.verdict, off.points]).toEqual([wrong, "incorrect", 0]);
    expect(off.evidence).toMatchObject({ readable: true });
  });
});
