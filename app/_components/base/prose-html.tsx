import { cx } from "./cx.ts";

/**
 * Prose that the server rendered and sanitised (Markdown and KaTeX). `role` sets size and colour: statement, lesson, says, next.
 */
export function ProseHtml({
  html,
  role = "statement",
  className,
}: {
  html: string;
  role?: "statement" | "lesson" | "says" | "next";
  className?: string;
}) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised before KaTeX by the text service
  return <div className={cx("prose", role, className)} dangerouslySetInnerHTML={{ __html: html }} />;
}
