/** A heading's id, made of its words: “The forward pass” is `the-forward-pass`. */
export const headingId = (title: string): string =>
  title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "") || "section";

/**
 * The ids of the sections of a Markdown text: its level-two headings outside code fences, in plain words. Reads no formulas, so that a
 * heading with `$…$` has another id on the page; the course has none, and a test of its text holds it to that.
 */
export function sectionIds(markdown: string): string[] {
  const prose = markdown.replace(/^(```+|~~~+).*\n[\s\S]*?^\1\s*$/gm, "");
  const seen = new Map<string, number>();
  return [...prose.matchAll(/^(#{1,6})\s+(.+?)\s*$/gm)].flatMap(([, level = "", title = ""]) => {
    const id = headingId(title.replace(/[*`]/g, ""));
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return level === "##" ? [count === 1 ? id : `${id}-${count}`] : [];
  });
}
