import { headingId } from "#lib/core/heading.ts";
import { type HtmlNode, textOf, walk } from "./tree.ts";

export type Section = { readonly id: string; readonly title: string };

/** Gives every heading an id made of its words (`the-forward-pass`, then `the-forward-pass-2`); returns those of level two. */
export function nameHeadings(root: HtmlNode): Section[] {
  const seen = new Map<string, number>();
  const sections: Section[] = [];
  walk(root, (node) => {
    if (!/^h[1-6]$/.test(node.tagName ?? "")) return;
    const title = textOf(node);
    const slug = headingId(title);
    const count = (seen.get(slug) ?? 0) + 1;
    seen.set(slug, count);
    const id = count === 1 ? slug : `${slug}-${count}`;
    node.properties = { ...node.properties, id };
    if (node.tagName === "h2") sections.push({ id, title });
  });
  return sections;
}

/** Links that leave the course neither pass on where the reader was nor get a handle on the page. */
export function markExternalLinks(root: HtmlNode): void {
  walk(root, (node) => {
    const href = node.properties?.href;
    if (node.tagName !== "a" || typeof href !== "string" || !/^(https?:|[\\/]{2})/i.test(href)) return;
    node.properties = { ...node.properties, rel: ["external", "noopener", "noreferrer"] };
  });
}

const isForeign = (node: HtmlNode): boolean =>
  node.tagName === "img" && /^\s*([\\/]\s*[\\/]|[a-z][a-z0-9+.-]*:)/i.test(String(node.properties?.src ?? ""));

/** A picture from another server would tell it who reads this page. */
export function dropForeignPictures(root: HtmlNode): void {
  walk(root, (node) => {
    if (node.children) node.children = node.children.filter((child) => !isForeign(child));
  });
}

/** Wide content scrolls in its own box, which the keyboard can reach. */
export function scrollWideContent(root: HtmlNode): void {
  for (const [index, node] of (root.children ?? []).entries()) {
    if (node.tagName === "table") {
      const properties = { className: ["scroller"], role: "group", ariaLabel: "Table", tabIndex: 0 };
      root.children?.splice(index, 1, { type: "element", tagName: "div", properties, children: [node] });
    } else if (node.tagName === "pre") node.properties = { ...node.properties, tabIndex: 0 };
    else if (node.type !== "text") scrollWideContent(node);
  }
}

/** Sets quotes, apostrophes and the space before % as print does, in text but not in code or formulas. */
export function typeset(node: HtmlNode): void {
  if (node.tagName === "code" || node.tagName === "pre") return;
  if (node.type === "text") {
    node.value = (node.value ?? "")
      .replace(/(^|[\s([–—])"/g, "$1“")
      .replace(/"/g, "”")
      .replace(/(?<=\p{L})'/gu, "’")
      .replace(/(?<=\d) %/g, "\u00a0%");
  }
  for (const child of node.children ?? []) typeset(child);
}

/** In characters of TeX; a longer formula may have to break inside. */
const SHORT = 30;

const isShortFormula = (node: HtmlNode | undefined): node is HtmlNode =>
  node?.tagName === "code" &&
  String(node.properties?.className).includes("math-inline") &&
  textOf(node).length <= SHORT;

/** A short formula and the punctuation after it stand on one line: browsers would let a full stop begin the next. Before KaTeX. */
export function keepPunctuation(node: HtmlNode): void {
  const children: HtmlNode[] = [];
  for (const child of node.children ?? []) {
    const before = children.at(-1);
    const close =
      child.type === "text" && isShortFormula(before) ? /^[.,;:!?)\]’”]+/.exec(child.value ?? "")?.[0] : null;
    if (!before || !close) {
      keepPunctuation(child);
      children.push(child);
      continue;
    }
    const held = [before, { type: "text", value: close }];
    children[children.length - 1] = {
      type: "element",
      tagName: "span",
      properties: { className: ["whitespace-nowrap"] },
      children: held,
    };
    children.push({ ...child, value: child.value?.slice(close.length) ?? "" });
  }
  if (node.children) node.children = children;
}
