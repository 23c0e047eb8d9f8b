/** As much of mdast (Markdown) and hast (HTML) trees as our plugins touch. */
export type MdNode = {
  type: string;
  value?: string;
  lang?: string | null;
  meta?: string | null;
  children?: MdNode[];
  data?: { hName: string; hProperties: { [key: string]: string } };
  position?: { start: { line: number } } | undefined;
};

export type HtmlNode = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: { [key: string]: unknown };
  children?: HtmlNode[];
};

export function walk(node: HtmlNode, visit: (node: HtmlNode) => void): void {
  visit(node);
  for (const child of node.children ?? []) walk(child, visit);
}

export function textOf(node: HtmlNode): string {
  return node.type === "text" ? (node.value ?? "") : (node.children ?? []).map(textOf).join("");
}
