import { line, lines } from "./read.ts";
import type { Made, Template } from "./template.ts";

const QUESTION = "Why can a large learning rate make the loss grow? Two or three sentences.";

export const text: Template = {
  kind: "text",
  gives: "prose, marked by a person",
  make: async (asked) => {
    const question = await asked({
      asks: "Text: what is to be written about?",
      as: line(10),
      option: "--text-question",
      usual: QUESTION,
    });
    if (question === QUESTION) return example;
    const rubric = await asked({
      asks: "Text: what should it say? The items of the rubric, a point each, with a semicolon between",
      as: lines(1),
      option: "--rubric",
      usual: "Says what happens; Says why",
    });
    return written(question, rubric);
  },
};

const written = (question: string, rubric: readonly string[]): Made => ({
  statement: "Write in whole sentences, in your own words.",
  shapes: {},
  files: {},
  part: `  - id: words
    title: In words
    kind: text
    question: ${JSON.stringify(question)}
    points: ${rubric.length}
    rubric:
${rubric.map((item, i) => `      - { id: item-${i + 1}, text: ${JSON.stringify(item)}, points: 1 }\n`).join("")}`,
});

const example: Made = {
  statement: "Say in your own words what a learning rate does.",
  shapes: {},
  files: {},
  part: `  - id: words
    title: In words
    kind: text
    question: "${QUESTION}"
    points: 2
    feedback:
      partial: "Compare your text with the rubric, and look for the step that is left to the reader."
    rubric:
      - { id: passes, text: "A step can pass the minimum", points: 1 }
      - { id: farther, text: "and end farther from it than it began", note: "so the loss is larger there", points: 1 }
`,
};
