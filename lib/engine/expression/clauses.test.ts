import { describe, expect, it } from "vitest";
import { createHost } from "#lib/engine/tensor/index.ts";
import { areEqual, parseIn, readNetwork, readSteps } from "./index.ts";

const host = createHost();
const read = readNetwork({
  drawn: { x: [2, 1], y: [3, 1], W: [3, 2], b: [3, 1] },
  defined: ["z = W x + b", "a = g(z)"],
  g: "general",
});
if (!read.ok) throw new Error(read.error.problem.message);
const network = read.value;
const asked = { id: "delta", tex: "\\delta = \\frac{\\partial L}{\\partial z}", shape: [3, 1] };
const reference = parseIn("2 (a - y) .* g'(z)", network);
if (!reference.ok) throw new Error(reference.error.message);

/** What a text comes to: right, other, or why it is not read; and the kinds of its steps. */
function result(text: string): readonly [string, string] {
  const { steps, result } = readSteps(text, asked, network);
  const problem = (result?.problem ?? steps.find((step) => step.problem !== null)?.problem)?.message;
  const same =
    problem === undefined &&
    result?.plain &&
    areEqual(result.plain, reference.ok ? reference.value : result.plain, network, 5, host);
  return [problem ?? (same ? "right" : "other"), steps.map(({ kind }) => kind).join(" ")];
}

describe("what the names of a formula are", () => {
  it.each([
    ["2 e .* g'(z), e = a - y", "define main"],
    ["\\delta = 2 e \\odot g'(z), \\quad \\text{where } e = a - y", "define main"],
    ["2 e .* s where e = a - y, s = g'(z)", "define define main"],
    ["2 e .* s \\text{ with } e = a - y, s = g'(z)", "define define main"],
    ["delta = 2 e .* g'(z)\nwhere e = a - y", "define main"],
  ])("may be said behind it: %s", (text, kinds) => {
    expect(result(text)).toEqual(["right", kinds]);
  });

  it("decides what it comes to: another meaning is another formula", () => {
    expect(result("2 e .* g'(z), e = y - a")[0]).toBe("other");
    expect(result("where(z > 0, 2 (a - y), 0)")[0]).toBe("other");
  });

  it("leaves a comma that is none a question", () => {
    expect(result("2 (a - y), g'(z)")[0]).toMatch(/^A comma only separates/);
  });
});

describe("the last form", () => {
  it("is the answer, also where its sizes do not go together", () => {
    expect(result("\\delta = 2 (a - y) .* g'(z)\n= 2 g'(z) (a - y)")[0]).toMatch(
      /the inner sizes 1 and 3 do not agree/,
    );
    expect(result("2 (a - y) .* g'(z) = 2 (a - y) .* g'(x)")[0]).toMatch(/needs 3×1 on both sides/);
  });

  it("is not a remark that stands behind it", () => {
    expect(result("\\delta = 2 (a - y) .* g'(z)\nx^T x = \\|x\\|^2")[0]).toBe("right");
  });
});

describe("the indices of a left side", () => {
  const gradient = { id: "dW", tex: "\\frac{\\partial L}{\\partial W}", shape: [3, 2] };
  const outer = parseIn("2 (a - y) x^T", network);
  const told = (text: string) => {
    const { steps, result } = readSteps(text, gradient, network);
    const plain = result?.plain ?? null;
    const problem = steps.find((step) => step.problem !== null)?.problem?.message;
    return problem ?? (plain && outer.ok && areEqual(plain, outer.value, network, 5, host));
  };
  it("say which is the row: the other way round the entries do not run", () => {
    expect(told("\\frac{\\partial L}{\\partial W_{ij}} = 2 (a_i - y_i) x_j")).toBe(true);
    expect(told("\\left(\\frac{\\partial L}{\\partial W}\\right)_{ji} = 2 (a_j - y_j) x_i")).toBe(true);
    expect(told("2 (a_i - y_i) x_j")).toBe(true);
    expect(told("\\frac{\\partial L}{\\partial W_{ij}} = 2 (a_j - y_j) x_i")).toBe("a is 3×1, and j runs to 2.");
    expect(told("2 (a_j - y_j) x_i")).toMatch(/^The letters i, j number entries here, and do not run/);
  });

  it("count entries of a layer that has a number, and not the layer again", () => {
    const deep = readNetwork({
      drawn: { x: [2, 1], W1: [3, 2], W2: [1, 3] },
      defined: ["z1 = W1 x", "d2 = W2 z1"],
      g: "tanh",
    });
    if (!deep.ok) throw new Error(deep.error.problem.message);
    const asked3 = { id: "d1", tex: "d_1", shape: [3, 1] };
    const known = parseIn("W2^T d2 .* g'(z1)", deep.value);
    for (const [text, right] of [
      ["(d_1)_i = W^{[2]}_{1i} d_2 g'(z^{[1]}_i)", true],
      ["d_{1,i} = W^{[2]}_{1,i} d_2 g'(z_{1,i})", true],
      ["[W^{[2]}_{11} d_2 g'(z^{[1]}_1); W^{[2]}_{12} d_2 g'(z^{[1]}_2); W^{[2]}_{13} d_2 g'(z^{[1]}_3)]", true],
      ["[W^{[2]}_{11} d_2 g'(z^{[1]}_1); W^{[2]}_{12} d_2 g'(z^{[1]}_2); W^{[2]}_{13} d_2 g'(z^{[1]}_1)]", false],
    ] as const) {
      const plain = readSteps(text, asked3, deep.value).result?.plain ?? null;
      expect([text, plain && known.ok && areEqual(plain, known.value, deep.value, 5, host)]).toEqual([text, right]);
    }
    expect(
      parseIn("W^{[1]}_1 x", deep.value, [3, 1]).ok &&
        readSteps("W^{[1]}_1 x", asked3, deep.value).result?.problem?.message,
    ).toBe("W1 is 3×2, and its 1 could be a row or a column.");
  });
});

describe("what is said on the way and not computed", () => {
  it.each([
    ["\\delta = \\frac{\\partial L}{\\partial a} \\odot g'(z) = 2(a - y) \\odot g'(z)", "main"],
    ["\\frac{\\partial L}{\\partial a}\\frac{\\partial a}{\\partial z} = 2(a - y) \\odot g'(z)", "open"],
    [
      "\\frac{\\partial L}{\\partial z} = \\frac{\\partial a}{\\partial z}\\frac{\\partial L}{\\partial a}\n= 2 g'(z) .* (a - y)",
      "main",
    ],
    ["\\nabla_z \\|a - y\\|^2 = 2 (a - y) .* g'(z)", "open"],
    ["\\delta = 2 (a - y) .* g'(z) \\in \\mathbb{R}^{3 \\times 1}", "main"],
    ["Using the chain rule,\n\\delta = 2 (a - y) .* g'(z)", "main"],
    ["\\boxed{\\delta = 2 (a - y) \\odot g'(z)}", "main"],
    ["\\delta = \\underbrace{2 (a - y)}_{\\partial L/\\partial a} \\odot g'(z)", "main"],
    ["2\\, {\\rm diag}(g'(z)) (a - y)", "main"],
    ["[2 (a_1 - y_1) g'(z_1) \\;\\; 2 (a_2 - y_2) g'(z_2) \\quad 2 (a_3 - y_3) g'(z_3)]^\\top", "main"],
    ["**delta = 2 (a - y) .* g'(z)**", "main"],
    ["\\delta_i = 2 (a_i - y_i) g'(z_i) \\quad \\forall i", "main"],
    ["\\delta_i = 2 (a_i - y_i) g'(z_i), \\quad i = 1, \\dots, 3", "main"],
    ["2 (a - y) \\odot g'(z) \\text{ (a column)}", "main"],
    ["By the chain rule: \\delta = 2 (a - y) .* g'(z)", "main"],
    ["\\delta_i = 2 (a_i - y_i) g'(z_i)", "main"],
    ["(\\delta)_i = 2 (a_i - y_i) g'(z_i)", "main"],
    ["J_i = 2 (a_i - y_i) g'(z_i)", "main"],
  ])("is left out: %s", (text, kinds) => expect(result(text)).toEqual(["right", kinds]));

  it("gives a name to a derivative that is used further on", () => {
    expect(
      result("\\frac{\\partial L}{\\partial a} = 2(a - y)\n\\delta = \\frac{\\partial L}{\\partial a} \\odot g'(z)"),
    ).toEqual(["right", "define main"]);
    expect(
      result("\\frac{\\partial L}{\\partial a} \\odot g'(z), \\quad \\frac{\\partial L}{\\partial a} = 2(a - y)"),
    ).toEqual(["right", "define main"]);
    expect(
      result("\\frac{\\partial L}{\\partial a} = a - y\n\\delta = \\frac{\\partial L}{\\partial a} \\odot g'(z)")[0],
    ).toBe("other");
  });

  it("does not answer for what is computed: the slope is missing", () => {
    expect(result("\\delta = \\frac{\\partial L}{\\partial a} \\odot g'(z) = 2(a - y)")[0]).toBe("other");
    expect(result("\\delta_i = 2 (a_i - y_i)")[0]).toBe("other");
    expect(result("\\boxed{\\delta = 2 (a - y)}")[0]).toBe("other");
  });

  it("is asked about where it is a derivative of numbers, which could be computed", () => {
    const curve = readNetwork({ drawn: { x: [] }, defined: ["f = x tanh(x)"], g: "tanh" });
    if (!curve.ok) throw new Error(curve.error.problem.message);
    const problems = (text: string) =>
      readSteps(text, { id: "df", tex: "f'(x)", shape: [] }, curve.value).steps.map(
        ({ problem }) => problem?.message ?? null,
      );
    expect(problems("\\frac{d}{dx}(q \\tanh x)\n= tanh(x) + x sech(x)^2")).toEqual([
      expect.stringMatching(/^There is no q/),
      null,
    ]);
    expect(problems("f'(x) = \\lim_{h\\to0}\\frac{f(x+h) - f(x)}{h}\n= tanh(x) + x sech(x)^2")).toEqual([null]);
  });

  it("is asked about where nothing else is said", () => {
    expect(result("\\frac{\\partial L}{\\partial a} \\odot g'(z)")[0]).toMatch(/^There is no/);
  });
});
