import { figureSentence, parseFigure } from "./figures.ts";
import type { MdNode } from "./tree.ts";

export type TextProblem = { readonly line: number | null; readonly message: string };

type Fence = { readonly rest: string; readonly value: string; readonly parse: (source: string) => MdNode[] };
type Made = { readonly ok: true; readonly node: MdNode } | { readonly ok: false; readonly message: string };

const element = (hName: string, hProperties: { [key: string]: string }, children: MdNode[]): MdNode => ({
  type: "ours",
  data: { hName, hProperties },
  children,
});
const paragraph = (value: string): MdNode => ({ type: "paragraph", children: [{ type: "text", value }] });
const slugShape = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Our own blocks, as code fences with a name: one row each. */
const fences: { readonly [name: string]: (fence: Fence) => Made } = {
  /** ```` ```figure playground {"hidden": 8} ```` → a place for a live figure, with a sentence to stand in for it. */
  figure: ({ rest, value }) => {
    const [, name = "", onLine = ""] = /^(\S*)\s*([\s\S]*)$/.exec(rest) ?? [];
    const figure = parseFigure(name, `${onLine}\n${value}`);
    if (!figure.ok) return { ok: false, message: figure.error.message };
    const options = JSON.stringify(figure.value.options);
    const properties = { dataFigure: name, dataOptions: options };
    return { ok: true, node: element("div", properties, [paragraph(figureSentence(figure.value))]) };
  },
  /** ```` ```exercise tanh-swap ```` → a link to that exercise; the body says in a sentence what to do there. */
  exercise: ({ rest, value }) => {
    if (!slugShape.test(rest)) return { ok: false, message: `“${rest}” is not the slug of an exercise.` };
    return { ok: true, node: element("div", { dataExercise: rest }, value === "" ? [] : [paragraph(value)]) };
  },
  /** ```` ```aside ```` → a margin note. */
  aside: ({ value, parse }) => ({ ok: true, node: element("aside", {}, parse(value)) }),
  /** ```` ```answer Why ```` → closed until the reader opens it; the rest of the info string is what to click. */
  answer: ({ rest, value, parse }) => {
    const summary = element("summary", {}, [{ type: "text", value: rest === "" ? "Answer, then reveal" : rest }]);
    return { ok: true, node: element("details", {}, [summary, ...parse(value)]) };
  },
};

/** Replaces our fences below `root` in place; a fence that cannot be read stays code and is reported. */
export function replaceFences(root: MdNode, parse: (source: string) => MdNode[]): TextProblem[] {
  const problems: TextProblem[] = [];
  for (const [index, node] of (root.children ?? []).entries()) {
    const make = node.type === "code" && node.lang && Object.hasOwn(fences, node.lang) ? fences[node.lang] : undefined;
    if (make === undefined) {
      problems.push(...replaceFences(node, parse));
      continue;
    }
    const made = make({ rest: (node.meta ?? "").trim(), value: node.value ?? "", parse });
    if (made.ok) root.children?.splice(index, 1, made.node);
    else problems.push({ line: node.position?.start.line ?? null, message: made.message });
  }
  return problems;
}
