import { defaultSchema } from "rehype-sanitize";

const attributes = defaultSchema.attributes ?? {};

/**
 * What may come out of Markdown, before KaTeX adds its own markup: GitHub's list, our blocks, and the classes by which
 * KaTeX finds formulas. Raw HTML never gets here: remark-rehype drops it.
 */
export const schema: typeof defaultSchema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), "aside"],
  attributes: {
    ...attributes,
    code: [["className", /^language-[\w-]+$/, "math-inline", "math-display"]],
    div: [...(attributes.div ?? []), "dataFigure", "dataOptions", "dataExercise"],
    "*": ["title", "align", "start", "colSpan", "rowSpan", "scope", "alt", "id", "lang", "dir", "width", "height"],
  },
  protocols: { ...defaultSchema.protocols, href: ["http", "https", "mailto"] },
};
