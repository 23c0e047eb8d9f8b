import katex, { type KatexOptions } from "katex";
import rehypeKatex from "rehype-katex";
import rehypeSanitize from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { replaceFences, type TextProblem } from "./fences.ts";
import {
  dropForeignPictures,
  keepPunctuation,
  markExternalLinks,
  nameHeadings,
  type Section,
  scrollWideContent,
  typeset,
} from "./html.ts";
import { schema } from "./sanitize.ts";
import type { HtmlNode, MdNode } from "./tree.ts";

export type RenderOptions = {
  /** Throw `TextError` on a formula or block that cannot be read, instead of showing it as written. For content lint. */
  readonly strict?: boolean;
};

/** Text that its author has to mend; lists what and where. */
export class TextError extends Error {
  override readonly name = "TextError";
  constructor(readonly problems: readonly TextProblem[]) {
    super(problems.map((p) => (p.line === null ? p.message : `line ${p.line}: ${p.message}`)).join("\n"));
  }
}

/** Nothing in a formula is trusted: no \href, \htmlData or \includegraphics; expansion and sizes are bounded. */
const katexOptions = { trust: false, maxExpand: 500, maxSize: 20, output: "htmlAndMathml" } satisfies KatexOptions;

const reader = unified().use(remarkParse).use(remarkGfm).use(remarkMath);
const toHtml = unified().use(remarkRehype).use(rehypeSanitize, schema);
const writer = unified().use(rehypeStringify);

type MdRoot = ReturnType<typeof reader.parse>;
type HtmlRoot = Parameters<typeof writer.stringify>[0];

function withMath(root: HtmlNode, strict: boolean): { tree: HtmlNode; problems: TextProblem[] } {
  const problems: TextProblem[] = [];
  const shown = { errorColor: "var(--bad)", strict: strict ? "error" : "ignore" } as const;
  const transform = rehypeKatex.call(unified(), { ...katexOptions, ...shown });
  const collect = {
    message: (_reason: string, about: { cause?: Error; place?: { start: { line: number } } }) => {
      problems.push({ line: about.place?.start.line ?? null, message: about.cause?.message ?? "unreadable formula" });
    },
  };
  if (typeof transform === "function") Reflect.apply(transform, undefined, [root, collect]);
  return { tree: root, problems };
}

type Rendered = { readonly tree: HtmlNode; readonly sections: Section[] };

/** Longer than any page, in characters. */
const longest = 100_000;

const asWritten = (source: string): Rendered => {
  const pre: HtmlNode = {
    type: "element",
    tagName: "pre",
    properties: {},
    children: [{ type: "text", value: source }],
  };
  return { tree: { type: "root", children: [pre] }, sections: [] };
};

/**
 * Markdown to a clean HTML tree with formulas set: the one way from authors' text to a page. Text that is longer or more
 * deeply nested than a page can be is shown as written (`TextError` if strict).
 */
export function renderTree(source: string, options: RenderOptions = {}): Rendered {
  const strict = options.strict ?? false;
  try {
    if (source.length > longest) throw new RangeError(`the text is longer than ${longest} characters`);
    return render(source, strict);
  } catch (error) {
    // The stack ends inside the parser where text is nested thousands deep.
    if (!(error instanceof RangeError)) throw error;
    if (strict) throw new TextError([{ line: null, message: error.message }]);
    return asWritten(source);
  }
}

function render(source: string, strict: boolean): Rendered {
  const parse = (text: string): MdNode[] => (reader.parse(text) as MdNode).children ?? [];
  const markdown: MdNode = { type: "root", children: parse(source) };
  const problems = replaceFences(markdown, parse);
  const clean = toHtml.runSync(markdown as MdRoot) as HtmlNode;
  dropForeignPictures(clean);
  markExternalLinks(clean);
  const sections = nameHeadings(clean);
  scrollWideContent(clean);
  typeset(clean);
  keepPunctuation(clean);
  const set = withMath(clean, strict);
  problems.push(...set.problems);
  if (strict && problems.length > 0) throw new TextError(problems);
  return { tree: set.tree, sections };
}

export function stringify(nodes: readonly HtmlNode[]): string {
  return writer.stringify({ type: "root", children: nodes } as HtmlRoot);
}

/**
 * Markdown (GitHub's flavour, `$…$` and `$$…$$`, our fences) to HTML that is safe to put into a page, whoever wrote it.
 * Needs KaTeX's stylesheet. Throws `TextError` only if `strict`.
 */
export async function renderMarkdown(source: string, options: RenderOptions = {}): Promise<string> {
  return stringify(renderTree(source, options).tree.children ?? []);
}

/** One formula in TeX to HTML with MathML; what cannot be read is shown as written. */
export function renderInlineTex(tex: string): string {
  try {
    return katex.renderToString(tex, { ...katexOptions, strict: "ignore", throwOnError: true });
  } catch {
    return stringify([{ type: "element", tagName: "code", properties: {}, children: [{ type: "text", value: tex }] }]);
  }
}
