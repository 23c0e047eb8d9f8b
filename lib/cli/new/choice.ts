import type { Template } from "./template.ts";

export const choice: Template = {
  kind: "choice",
  gives: "one or several options",
  statement: "Think of the parabola $L(w) = (w - 3)^2$, and of gradient descent on it.",
  shapes: {},
  files: {},
  part: `  - id: which
    title: Which
    kind: choice
    question: "What happens to one step when the learning rate is halved?"
    points: 1
    options:
      - { id: half, text: "It is half as long.", correct: true, feedback: "The step is the rate times the gradient, and the gradient knows nothing of the rate." }
      - { id: same, text: "It stays as long as it was.", feedback: "The gradient stays as it was. The step is the rate times the gradient." }
      - { id: quarter, text: "It is a quarter as long.", feedback: "The rate enters the step once, not squared." }
`,
};
