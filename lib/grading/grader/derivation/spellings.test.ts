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
  ["relu-derivative", "D", "D_{ij} = 1 if i=j and z1_i > 0 else 0", "D_{ij} = 1 if i=j or z1_i > 0 else 0"],
  ["relu-derivative", "D", "D_{ij} = g'(z1_i) if i = j else 0", "D_{ij} = g'(z1_i) if i != j else 0"],
  [
    "relu-derivative",
    "D",
    "D_{ij} = \\begin{cases} 1 & i = j, z_i^{[1]} > 0 \\\\ 0 & \\text{otherwise}\\end{cases}",
    "D_{ij} = \\begin{cases} 1 & z_i^{[1]} > 0 \\\\ 0 & \\text{otherwise}\\end{cases}",
  ],
  [
    "relu-derivative",
    "D",
    "[D]_{ij} = 1 if i == j and z1[i] > 0 else 0",
    "[D]_{ij} = 1 if i == j and z1[i] < 0 else 0",
  ],
  ["relu-derivative", "D", "D_{ij} = g'(z1_i) for i = j, 0 otherwise", "D_{ij} = 1 for i = j, 0 otherwise"],
  ["relu-derivative", "D", "D_{ij} = 1 if i==j && z1_i > 0, else 0", "D_{ij} = 1 if i==j && z1_i < 0, else 0"],
  ["relu-derivative", "dW1", "dW1[i][j] = delta1[i] * x[j]", "dW1[i][j] = z1[i] * x[j]"],
  ["relu-derivative", "delta1", "W2^T (yhat - y) if a1 > 0 else 0", "W2^T (yhat - y) if a1 < 0 else 0"],
  [
    "two-hidden-layers",
    "delta2",
    "np.einsum('ji,j->i', W3, delta3) * g'(z2)",
    "np.einsum('ij,j->i', W3, delta3) * g'(z2)",
  ],
  ["two-hidden-layers", "dW1", "np.einsum('i,j->ij', delta1, x)", "np.einsum('i,j->ji', delta1, x)"],
  ["logistic-regression", "dW", "np.einsum('ik,jk->ij', Delta, X) / m", "np.einsum('ik,jk->ij', Delta, X)"],
  [
    "two-hidden-layers",
    "delta1",
    "\\prod_{l=2}^{3} \\left(\\operatorname{diag}(g'(z^{[l-1]})) W^{[l]T}\\right) \\delta_3",
    "\\prod_{l=2}^{3} \\left(\\operatorname{diag}(g(z^{[l-1]})) W^{[l]T}\\right) \\delta_3",
  ],
  [
    "two-hidden-layers",
    "delta2",
    "W_3^T\\delta_3 \\odot g'(z_2), because a_2 = g(z_2)",
    "W_3^T\\delta_3 \\odot a_2, because a_2 = g(z_2)",
  ],
  ["relu-derivative", "D", "D_{ij} = 1[i = j and z1_i > 0]", "D_{ij} = 1[z1_i > 0]"],
  ["two-hidden-layers", "dW1", "dW1[i, j] = delta1[i] * x[j]", "dW1[i, j] = z1[i] * x[j]"],
  [
    "multi-output-regression",
    "delta2",
    "(2c_1(ŷ_1−y_1), 2c_2(ŷ_2−y_2), 2c_3(ŷ_3−y_3))",
    "(2c_1(ŷ_1−y_1), 2c_3(ŷ_2−y_2), 2c_2(ŷ_3−y_3))",
  ],
  [
    "multi-output-regression",
    "delta2",
    "(2c_1(ŷ_1−y_1), 2c_2(ŷ_2−y_2), 2c_3(ŷ_3−y_3))^T",
    "(2c_1(ŷ_1−y_1), 2c_2(ŷ_2−y_2), c_3(ŷ_3−y_3))^T",
  ],
  ["two-hidden-layers", "dW1", "(\\delta_1 x_1, \\delta_1 x_2)", "(\\delta_1 x_2, \\delta_1 x_1)"],
  [
    "logistic-regression",
    "Delta",
    "(\\hat y_1 - y_1, \\hat y_2 - y_2, \\hat y_3 - y_3)",
    "(\\hat y_1 - y_1, \\hat y_3 - y_2, \\hat y_2 - y_3)",
  ],
  [
    "two-hidden-layers",
    "delta2",
    "(W3_{11} delta3 g'(z2_1), W3_{12} delta3 g'(z2_2), W3_{13} delta3 g'(z2_3))^T",
    "(W3_{11} delta3 g'(z2_1), W3_{13} delta3 g'(z2_2), W3_{12} delta3 g'(z2_3))^T",
  ],
  ["two-hidden-layers", "delta2", "torch.mul(W3.T @ delta3, g'(z2))", "torch.mul(W3.T @ delta3, g(z2))"],
  [
    "x-tanh-x",
    "df",
    "(uv)' = u'v + uv' with u = x, v = tanh x\n= tanh x + x (1 - tanh(x)^2)",
    "(uv)' = u'v - uv' with u = x, v = tanh x\n= tanh x - x (1 - tanh(x)^2)",
  ],
];

// What is not read says how to write it instead; what is read and has no such sizes says which.
const TOLD: readonly (readonly [slug: string, line: string, typed: string, told: string])[] = [
  ["multi-output-regression", "z1", "\\sum_j W^{[1]}_{ji} x_j + b^{[1]}_i", "The letter i numbers entries here"],
  ["multi-output-regression", "z1", "[z_1]_i = \\sum_j [W_1]_{ji} x_j + [b_1]_i", "j would run over different sizes"],
  [
    "multi-output-regression",
    "z1",
    "[z_1]_i = \\sum_j [W_1]_{ij} x_j + [b_1]_j",
    "The letter j stands neither on the left",
  ],
  ["two-hidden-layers", "dW1", "(x_1 delta1, x_2 delta1, x_1 delta1)", "fits neither as a column nor as a row"],
  ["two-hidden-layers", "dW1", "np.einsum('i,j', delta1, x)", "einsum is read with an arrow"],
  ["two-hidden-layers", "delta2", "np.einsum('ij,j->i', W3, delta3)", "einsum lets j run to 3 and to 1"],
  ["two-hidden-layers", "delta1", "\\prod_{l=3}^{2} (W_l^T) \\delta_3", "A ∏ that runs downwards is not read."],
  ["two-hidden-layers", "delta1", "\\prod_{l=2}^{3} (W_l \\delta_l)", "A ∏ is read from left to right"],
  ["two-hidden-layers", "delta1", "\\prod_l W_l^T \\delta_3", "A ∏ is read with the numbers of layers"],
  ["x-tanh-x", "df", "tanh(x) + x (1 - tanh(x)^2) because of the chain rule = 2x", "There is no of"],
  ["two-hidden-layers", "delta2", "W_3^T delta_3 since delta_2 = W_3^T delta_3 .* g'(z_2)", "Equal at 0 of"],
  ["relu-derivative", "D", "diag((g'(z_1), g'(z_2), g'(z_3), g'(z_4)))", "An entry is written with both: z1_3, z2_3."],
  [
    "two-hidden-layers",
    "delta1",
    "(\\frac{\\partial z_2}{\\partial a_1})^T \\delta_2",
    "Write the matrix in its place",
  ],
  ["x-tanh-x", "ddf", "t = tanh x, t' = 1 - t^2: 2 t' (1 - x t)", "A colon has no meaning between numbers."],
  ["two-hidden-layers", "dW1", "foo(delta1, x)", "foo is no function that is known here."],
];

describe("what students type in the derivations of the course", () => {
  it.each(TWINS)("%s, %s: %s", async (slug, line, right, wrong) => {
    const [held, off] = [await report(slug, line, right), await report(slug, line, wrong)];
    expect([right, held.verdict, held.message]).toEqual([right, "correct", expect.any(String)]);
    // Of several steps, those that follow from a wrong one have their share.
    expect([wrong, (off.points ?? 0) < (held.points ?? 0) / 2, off.verdict === "correct"]).toEqual([
      wrong,
      true,
      false,
    ]);
    expect(off.evidence).toMatchObject({ readable: true });
  });

  it.each(TOLD)("%s, %s: %s is told", async (slug, line, typed, told) => {
    const { verdict, message } = await report(slug, line, typed);
    expect([typed, verdict, message]).toEqual([typed, "incorrect", expect.stringContaining(told)]);
  });
});
