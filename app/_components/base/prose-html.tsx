import { cx } from "./cx.ts";

/** Where prose stands, which sets its size and colour. */
type Kind = "statement" | "lesson" | "says" | "next";

/** Prose that the server rendered and sanitised (Markdown and KaTeX). */
export function ProseHtml({ html, kind = "statement", className }: { html: string; kind?: Kind; className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised before KaTeX by the text service
  return <div className={cx("prose", kind, className)} dangerouslySetInnerHTML={{ __html: html }} />;
}
