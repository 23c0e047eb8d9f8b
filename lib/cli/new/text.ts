import type { Template } from "./template.ts";

export const text: Template = {
  kind: "text",
  gives: "prose, marked by a person",
  statement: "Say in your own words what a learning rate does.",
  shapes: {},
  files: {},
  part: `  - id: words
    title: In words
    kind: text
    question: "Why can a large learning rate make the loss grow? Two or three sentences."
    points: 2
    feedback:
      partial: "Compare your text with the rubric, and look for the step that is left to the reader."
    rubric:
      - { id: passes, text: "A step can pass the minimum", points: 1 }
      - { id: farther, text: "and end farther from it than it began", note: "so the loss is larger there", points: 1 }
`,
};
