import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { type Figure, parseFigure } from "./figures.ts";
import type { Section } from "./html.ts";
import { type RenderOptions, renderTree, stringify, TextError } from "./render.ts";
import { type HtmlNode, textOf } from "./tree.ts";

const frontMatter = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  number: z.number().int().positive(),
  title: z.string().min(1),
  /** For the list of contents, where the title is long. */
  short: z.string().min(1).optional(),
  summary: z.string().min(1),
  /** Slug of the lesson to go on with; the last one has none. */
  next: z.string().nullable(),
});

export type LessonBlock =
  | { readonly kind: "html"; readonly html: string }
  | { readonly kind: "figure"; readonly figure: Figure }
  | { readonly kind: "exercise"; readonly slug: string; readonly note: string };

export type Lesson = {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  readonly short: string;
  readonly summary: string;
  readonly next: string | null;
  /** Level-two headings in order. */
  readonly sections: readonly Section[];
  /** In reading order. Only top-level figures and exercises become blocks of their own. */
  readonly blocks: readonly LessonBlock[];
  /** Reading time at 200 words a minute, with two minutes per figure. */
  readonly minutes: number;
};

function blockOf(node: HtmlNode): LessonBlock | null {
  const { dataFigure, dataOptions, dataExercise } = node.properties ?? {};
  if (typeof dataExercise === "string") return { kind: "exercise", slug: dataExercise, note: textOf(node).trim() };
  if (typeof dataFigure !== "string") return null;
  const figure = parseFigure(dataFigure, String(dataOptions));
  return figure.ok ? { kind: "figure", figure: figure.value } : null;
}

function blocksOf(nodes: readonly HtmlNode[]): LessonBlock[] {
  const blocks: LessonBlock[] = [];
  let prose: HtmlNode[] = [];
  const close = () => {
    if (prose.some((node) => node.type !== "text")) blocks.push({ kind: "html", html: stringify(prose) });
    prose = [];
  };
  for (const node of nodes) {
    const block = blockOf(node);
    if (block === null) {
      prose.push(node);
      continue;
    }
    close();
    blocks.push(block);
  }
  close();
  return blocks;
}

/** A lesson file: YAML between two lines of `---`, then Markdown. Lessons are our own, so what cannot be read throws `TextError`. */
export function parseLesson(source: string, options: RenderOptions = { strict: true }): Lesson {
  const [, yaml, markdown] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? [];
  if (yaml === undefined || markdown === undefined) {
    throw new TextError([{ line: 1, message: "a lesson starts with front matter between two lines of ---" }]);
  }
  const head = frontMatter.parse(parseYaml(yaml));
  // Blank lines in place of the front matter keep the line numbers of the file.
  const lines = "\n".repeat(yaml.split("\n").length + 2);
  const { tree, sections } = renderTree(lines + markdown, options);
  const blocks = blocksOf(tree.children ?? []);
  const words = markdown.split(/\s+/).length;
  const figures = blocks.filter((block) => block.kind === "figure").length;
  return { ...head, short: head.short ?? head.title, sections, blocks, minutes: Math.ceil(words / 200 + 2 * figures) };
}
