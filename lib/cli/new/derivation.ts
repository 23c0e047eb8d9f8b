import type { Template } from "./template.ts";

export const derivation: Template = {
  kind: "derivation",
  gives: "formulas, line by line",
  statement:
    "A layer $z = Wx + b$, $a = g(z)$ with any activation $g$, and the loss $L = \\lVert a - y\\rVert^2$. Write $\\partial L/\\partial z$ and $\\partial L/\\partial W$; a gradient has the shape of what it belongs to.",
  shapes: { x: "2×1", y: "3×1", W: "3×2", b: "3×1" },
  files: {},
  part: `  - id: lines
    title: Two lines
    kind: derivation
    network:
      drawn: { x: [2, 1], y: [3, 1], W: [3, 2], b: [3, 1] }
      defined: ["z = W x + b", "a = g(z)"]
      g: general
    lines:
      - { id: delta, tex: "\\\\partial L/\\\\partial z", shape: [3, 1], answer: "2 (a - y) .* g'(z)", points: 2 }
      - { id: dW, tex: "\\\\partial L/\\\\partial W", shape: [3, 2], answer: "delta x^T", points: 1 }
    alternatives:
      - { delta: "diag(g'(z)) (a - y) * 2", dW: "outer(delta, x)" }
    hints:
      - { text: "Between $z$ and $L$ lies $a$: go over it, entry by entry.", cost: 0.5 }
    mistakes:
      - id: no-slope
        line: delta
        formula: "2 (a - y)"
        verdict: partial
        diagnosis:
          name: slope left out
          says: "This is $\\\\partial L/\\\\partial a$. Between $a$ and $z$ lies the activation."
          next: "Multiply by $g'(z)$, entry by entry."
      - id: half
        line: delta
        formula: "(a - y) .* g'(z)"
        verdict: partial
        diagnosis:
          name: the factor 2 left out
          says: "This is half of the derivative: the square brings a factor 2 down."
          next: "Differentiate $(a - y)^2$ with respect to $a$ first."
      - id: transposed
        line: dW
        formula: "x delta^T"
        verdict: partial
        diagnosis:
          name: transposed outer product
          says: "The right numbers, turned on their side."
          next: "Let $\\\\delta$ supply the rows."
`,
};
