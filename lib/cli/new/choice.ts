import { line, type Option, options } from "./read.ts";
import type { Made, Template } from "./template.ts";

const QUESTION = "What happens to one step when the learning rate is halved?";

export const choice: Template = {
  kind: "choice",
  gives: "one or several options",
  make: async (asked) => {
    const question = await asked({
      asks: "Choice: what is the question?",
      as: line(10),
      option: "--choice-question",
      usual: QUESTION,
    });
    if (question === QUESTION) return example;
    const right = await asked({
      asks: "Choice: which options are right? Several with a semicolon between; behind a | what the student hears about it",
      as: options(),
      option: "--right",
      usual: "The right option.",
    });
    const wrong = await asked({
      asks: "Choice: which are wrong? With a semicolon between, and behind a | why",
      as: options(right),
      option: "--wrong",
      usual: "A wrong option.; Another wrong option.",
    });
    return written(question, right, wrong);
  },
};

/** Options in the order of the alphabet, so that their place does not tell which are right. */
function written(question: string, right: readonly Option[], wrong: readonly Option[]): Made {
  const all = [...right.map((one) => ({ ...one, correct: true })), ...wrong.map((one) => ({ ...one, correct: false }))];
  const rows = all
    .sort((a, b) => a.text.localeCompare(b.text, "en"))
    .map(({ text, why, correct }, i) => {
      const feedback = why ?? (correct ? "That is right." : "That is not it.");
      const keys = [`id: option-${i + 1}`, `text: ${JSON.stringify(text)}`, ...(correct ? ["correct: true"] : [])];
      return `      - { ${keys.join(", ")}, feedback: ${JSON.stringify(feedback)} }\n`;
    });
  return {
    statement: right.length > 1 ? "Mark all that is right." : "Mark what is right.",
    shapes: {},
    files: {},
    part: `  - id: which
    title: Which
    kind: choice
    question: ${JSON.stringify(question)}
    points: 1
${right.length > 1 ? "    several: true\n" : ""}    options:
${rows.join("")}`,
  };
}

const example: Made = {
  statement: "Think of the parabola $L(w) = (w - 3)^2$, and of gradient descent on it.",
  shapes: {},
  files: {},
  part: `  - id: which
    title: Which
    kind: choice
    question: "${QUESTION}"
    points: 1
    options:
      - { id: half, text: "It is half as long.", correct: true, feedback: "The step is the rate times the gradient, and the gradient knows nothing of the rate." }
      - { id: same, text: "It stays as long as it was.", feedback: "The gradient stays as it was. The step is the rate times the gradient." }
      - { id: quarter, text: "It is a quarter as long.", feedback: "The rate enters the step once, not squared." }
`,
};
