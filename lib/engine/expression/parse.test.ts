import { describe, expect, it } from "vitest";
import { type FormulaProblem, nodeWords, parse } from "./index.ts";

const SYMBOLS = ["x", "y", "yhat", "W1", "W2", "W3", "z1", "z2", "z3", "a1", "a2", "b1", "delta1", "delta2", "delta3"];

/** The reading, with all brackets of a left-to-right reading made visible by `nodeWords`. */
function read(text: string): string {
  const parsed = parse(text, SYMBOLS);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return nodeWords(parsed.value.root);
}

function problem(text: string): FormulaProblem {
  const parsed = parse(text, SYMBOLS);
  if (parsed.ok) throw new Error(`${text} was read as ${nodeWords(parsed.value.root)}`);
  return parsed.error;
}

describe("one formula in its many spellings", () => {
  const spellings: readonly (readonly [string, readonly string[]])[] = [
    [
      "(W2ᵀ δ2 ⊙ g′(z1)) xᵀ",
      [
        "W2^T delta2 .* g'(z1) x^T",
        "W2.T @ delta2 .* g'(z1) @ x.T",
        "W_2^T δ_2 ⊙ g′(z_1) x^⊤",
        "W₂ᵀ δ₂ ∘ g’(z₁) xᵀ",
        "W2^Tdelta2 .* g'(z1) x^T",
        "(W^{[2]})^\\top \\delta_2 \\odot g'(z^{[1]}) x^\\top",
        "W^{[2]\\top} \\delta_{2} \\odot g'\\left(z^{[1]}\\right) x^{\\top}",
        "((W2^T delta2) .* g'(z1)) x^T",
        "W[2]^T delta2 .* g'(z1) x^T",
      ],
    ],
    ["W2ᵀ * δ2 * g′(z1)", ["W2^T * delta2 * g'(z1)", "W2.T*delta2 ∗ g'(z1)", "W_2^\\top \\ast \\delta_2 * g'(z_1)"]],
    ["ŷ − y", ["yhat - y", "yhat−y", "ŷ - y", "\\hat{y} - y", "y_hat – y", "(yhat) - (y)"]],
    ["-(y − ŷ)", ["-(y - yhat)", "−(y − ŷ)", "+-(y-yhat)"]],
    ["σ(z3)", ["sigma(z3)", "σ(z3)", "\\sigma(z_3)", "sigma ( z3 )"]],
    ["1 / 3 x", ["1/3 x", "1/3 @ x", "\\frac{1}{3} x", "1 / 3 · x"]],
    ["sum(x)", ["sum(x)", "∑(x)", "Σ (x)", "\\sum(x)", "\\operatorname{sum}\\left(x\\right)"]],
    ["a1^2", ["a1^2", "a1²", "a1**2", "a1 ^ 2", "a1^{2}"]],
    ["0.25", [".25", "0.25", "2.5e-1", "25e−2"]],
    ["2 ⊙ x", ["2.*x", "2 .* x", "2. .* x"]],
    ["diag(g′(z1)) W2ᵀ δ2", ["diag(g'(z1)) W2^T delta2", "\\operatorname{diag}(g'(z1)) W2^T delta2"]],
  ];

  for (const [reading, texts] of spellings) {
    for (const text of texts) {
      it(`reads ${text} as ${reading}`, () => expect(read(text)).toBe(reading));
    }
  }

  it("reads a gradient written as a quotient as one symbol", () => {
    for (const text of [
      "dL/dW1",
      "∂L/∂W1",
      "\\partial L/\\partial W_1",
      "\\frac{\\partial L}{\\partial W^{[1]}}",
      "dW1",
    ]) {
      const parsed = parse(text, ["dW1"]);
      expect(parsed.ok && nodeWords(parsed.value.root)).toBe("∂L/∂W1");
    }
  });

  it("reads products and ⊙ from left to right, and a minus sign before all of a product", () => {
    expect(read("g'(z1) .* W2^T delta2")).toBe("(g′(z1) ⊙ W2ᵀ) δ2");
    expect(read("g'(z1) .* (W2^T delta2)")).toBe("g′(z1) ⊙ (W2ᵀ δ2)");
    expect(read("y - yhat - x")).toBe("y − ŷ − x");
    expect(read("y - (yhat - x)")).toBe("y − (ŷ − x)");
    expect(read("-x^2")).toBe("-x^2");
    expect(read("x^2^T")).toBe("(x^2)ᵀ");
  });
});

describe("a formula that cannot be read", () => {
  // Text, code, 1-based column, length, and a piece of the sentence.
  const cases: readonly (readonly [string, string, number, number, string])[] = [
    ["", "empty", 1, 1, "Nothing is typed"],
    ["   ", "empty", 1, 1, "Nothing is typed"],
    ["yhat -", "operand-missing", 7, 1, "ends after -"],
    ["W2^T delta2 .* ", "operand-missing", 16, 1, "ends after .*"],
    ["x^", "operand-missing", 3, 1, "ends after ^"],
    ["x + * y", "operand-missing", 5, 1, "Between + and *"],
    ["(x + ) y", "operand-missing", 6, 1, "between + and )"],
    ["* x", "operand-missing", 1, 1, "Nothing stands before *"],
    ["(yhat - y", "bracket-open", 1, 1, "column 1 is not closed"],
    ["x ((y) (yhat", "bracket-open", 8, 1, "column 8 is not closed"],
    ["yhat - y)", "bracket-closes-nothing", 9, 1, "closes no bracket"],
    ["x ()", "brackets-empty", 4, 1, "nothing between"],
    ["g' z1", "function-without-brackets", 4, 1, "g'(z1)"],
    ["outer", "function-without-brackets", 6, 1, "outer(delta1, x)"],
    ["0,5 x", "decimal-comma", 2, 1, "0.5"],
    ["x, y", "comma", 2, 1, "separates the arguments"],
    ["1 000", "number-after-number", 3, 1, "Two numbers"],
    ["x 2", "number-after-symbol", 3, 1, "* 2"],
    ["delta3 = yhat - y", "equals", 8, 1, "right of ="],
    ["np.foo(z1)", "library-prefix", 3, 1, "np.foo is no function"],
    ["a1.foo(z1)", "method", 3, 1, "after a point"],
    ["W2^t delta2", "unknown-name", 4, 1, "^T"],
    ["x \\nabla y", "unknown-command", 3, 6, "\\nabla"],
    ["x $ y", "unknown-sign", 3, 1, "$ has no meaning"],
    ["x ; y", "unknown-sign", 3, 1, "; has no meaning"],
    ["W4 x", "unknown-name", 1, 2, "no W4 here"],
    ["x W", "unknown-name", 3, 1, "W1, W2, W3"],
    ["W2 T delta2", "unknown-name", 4, 1, "^T"],
    ["yhta - y", "unknown-name", 1, 4, "no yhta here"],
    ["Yhat - y", "unknown-name", 1, 4, "Is yhat meant?"],
    ["detla3", "unknown-name", 1, 6, "The names here"],
    ["dela3 x", "unknown-name", 1, 5, "Is delta3 meant?"],
    ["h(z1)", "unknown-name", 1, 1, "no h here"],
  ];

  for (const [text, code, column, length, piece] of cases) {
    it(`says of ${JSON.stringify(text)}: ${code} in column ${column}`, () => {
      const seen = problem(text);
      expect(seen).toMatchObject({ code, column, length });
      expect(seen.message).toContain(piece);
      expect(seen.message).not.toMatch(/wrong|failed|invalid|oops|!/i);
    });
  }

  it("is refused at once where it is too long or too deep", () => {
    expect(problem("x".repeat(501))).toMatchObject({ code: "too-long", column: 501 });
    expect(problem(`${"(".repeat(41)}x`)).toMatchObject({ code: "too-deep", column: 41 });
    expect(problem("x|".repeat(41))).toMatchObject({ code: "too-long", column: 82 });
    expect(parse(`${"||x|| + ".repeat(9)}||x||`, SYMBOLS).ok).toBe(true);
    const started = performance.now();
    for (const opening of ["(", "x^(", "g(", "-(", "x (", "{", "x^{", "\\frac{x}{"])
      parse(opening.repeat(40 / [...opening].filter((c) => "({".includes(c)).length), SYMBOLS);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
