import { cx } from "./cx.ts";

type Kind = "statement" | "lesson" | "says" | "next";

/**
 * Prose that the server rendered and sanitised (Markdown and KaTeX). `kind` sets size and colour: statement, lesson, says, next.
 */
export function ProseHtml({
  html,
  role = "statement",
  kind = role,
  className,
}: {
  html: string;
  kind?: Kind;
  /** The same as `kind`. */
  role?: Kind;
  className?: string;
}) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised before KaTeX by the text service
  return <div className={cx("prose", kind, className)} dangerouslySetInnerHTML={{ __html: html }} />;
}
