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
  const problem = steps.find((step) => step.problem !== null)?.problem?.message;
  const same = result?.plain && areEqual(result.plain, reference.ok ? reference.value : result.plain, network, 5, host);
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

describe("what is said on the way and not computed", () => {
  it.each([
    ["\\delta = \\frac{\\partial L}{\\partial a} \\odot g'(z) = 2(a - y) \\odot g'(z)", "main"],
    ["\\frac{\\partial L}{\\partial a}\\frac{\\partial a}{\\partial z} = 2(a - y) \\odot g'(z)", "main"],
    [
      "\\frac{\\partial L}{\\partial z} = \\frac{\\partial a}{\\partial z}\\frac{\\partial L}{\\partial a}\n= 2 g'(z) .* (a - y)",
      "main",
    ],
    ["\\nabla_z \\|a - y\\|^2 = 2 (a - y) .* g'(z)", "main"],
    ["\\delta = 2 (a - y) .* g'(z) \\in \\mathbb{R}^{3 \\times 1}", "main"],
    ["By the chain rule: \\delta = 2 (a - y) .* g'(z)", "main"],
    ["\\delta_i = 2 (a_i - y_i) g'(z_i)", "main"],
    ["(\\delta)_i = 2 (a_i - y_i) g'(z_i)", "main"],
    ["J_i = 2 (a_i - y_i) g'(z_i)", "main"],
  ])("is left out: %s", (text, kinds) => expect(result(text)).toEqual(["right", kinds]));

  it("does not answer for what is computed: the slope is missing", () => {
    expect(result("\\delta = \\frac{\\partial L}{\\partial a} \\odot g'(z) = 2(a - y)")[0]).toBe("other");
    expect(result("\\delta_i = 2 (a_i - y_i)")[0]).toBe("other");
  });

  it("is asked about where nothing else is said", () => {
    expect(result("\\frac{\\partial L}{\\partial a} \\odot g'(z)")[0]).toMatch(/^There is no/);
  });
});
