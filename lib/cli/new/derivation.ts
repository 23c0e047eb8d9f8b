import { wholeNumber } from "./read.ts";
import type { Made, Template } from "./template.ts";

const MOST = 6;

export const derivation: Template = {
  kind: "derivation",
  gives: "formulas, line by line",
  make: async (asked) => {
    const n = await asked({
      asks: `Derivation: how many inputs has the layer? From 2 to ${MOST}`,
      as: wholeNumber(2, MOST),
      option: "--inputs",
      usual: "2",
    });
    const h = await asked({
      asks: `Derivation: and how many outputs? From 2 to ${MOST}; a number other than ${n} lets no transposed shape fit by chance`,
      as: wholeNumber(2, MOST),
      option: "--outputs",
      usual: n === 3 ? "2" : "3",
    });
    return layer(n, h);
  },
};

const layer = (n: number, h: number): Made => ({
  statement:
    "A layer $z = Wx + b$, $a = g(z)$ with any activation $g$, and the loss $L = \\lVert a - y\\rVert^2$. Write $\\partial L/\\partial z$ and $\\partial L/\\partial W$; a gradient has the shape of what it belongs to.",
  shapes: { x: `${n}×1`, y: `${h}×1`, W: `${h}×${n}`, b: `${h}×1` },
  files: {},
  part: `  - id: lines
    title: Two lines
    kind: derivation
    network:
      drawn: { x: [${n}, 1], y: [${h}, 1], W: [${h}, ${n}], b: [${h}, 1] }
      defined: ["z = W x + b", "a = g(z)"]
      g: general
    lines:
      - { id: delta, tex: "\\\\partial L/\\\\partial z", shape: [${h}, 1], answer: "2 (a - y) .* g'(z)", points: 2 }
      - { id: dW, tex: "\\\\partial L/\\\\partial W", shape: [${h}, ${n}], answer: "delta x^T", points: 1 }
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
});
