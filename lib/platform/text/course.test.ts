import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { sectionIds } from "#lib/core/heading.ts";
import { parseLesson, renderMarkdown } from "./index.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const files = readdirSync(`${root}lessons`).filter((file) => file.endsWith(".md") && /^\d/.test(file));
const read = (file: string) => readFileSync(`${root}lessons/${file}`, "utf8");
const statements = readdirSync(`${root}exercises`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((entry) => readdirSync(`${root}exercises/${entry.name}`).map((file) => `exercises/${entry.name}/${file}`))
  .filter((path) => path.endsWith("/statement.md"));

type Row = { readonly lesson: string; readonly says: string };
const rows: readonly Row[] = JSON.parse(readFileSync(`${root}lessons/numbers.json`, "utf8"));

/** What the table of computed numbers says a lesson must say, and it does not. */
const unsaid = (text: string, said: readonly Row[]): string[] =>
  said.map((row) => row.says).filter((says) => !text.includes(says));

/** Decimals of three and more places in a lesson that no row of the table accounts for. */
const unchecked = (text: string, said: readonly Row[]): string[] => {
  const known = new Set(said.flatMap((row) => row.says.match(/\d*\.\d+/g) ?? []));
  const prose = text.replace(/```(ts|figure)[\s\S]*?```/g, "");
  return [...new Set(prose.match(/\d*\.\d{3,}/g) ?? [])].filter((decimal) => !known.has(decimal));
};

describe("the course text", () => {
  it.each(files)("%s sets every formula and finds every figure", (file) => {
    const lesson = parseLesson(read(file), { strict: true });
    expect(file).toBe(`${String(lesson.number).padStart(2, "0")}-${lesson.slug}.md`);
    expect(lesson.sections.length).toBeGreaterThanOrEqual(3);
  });

  it("is one chain from the first lesson to the last", () => {
    const lessons = files.map((file) => parseLesson(read(file)));
    expect(lessons.map((lesson) => lesson.number)).toEqual(lessons.map((_, index) => index + 1));
    expect(lessons.map((lesson) => lesson.next)).toEqual([...lessons.slice(1).map((lesson) => lesson.slug), null]);
  });

  it("has the sections that are read from it without setting its formulas", () => {
    for (const file of files)
      expect(sectionIds(read(file))).toEqual(parseLesson(read(file)).sections.map(({ id }) => id));
    expect(sectionIds("# A\n## The `code`\n```md\n## not\n```\n## The code\n")).toEqual(["the-code", "the-code-2"]);
  });

  it("links to lessons, sections and exercises that exist", () => {
    const lessons = new Map(files.map((file) => parseLesson(read(file))).map((lesson) => [lesson.slug, lesson]));
    const exercises = new Set(statements.map((path) => path.split("/")[1]));
    for (const lesson of lessons.values()) {
      for (const block of lesson.blocks) {
        if (block.kind === "exercise") expect(exercises).toContain(block.slug);
        if (block.kind !== "html") continue;
        for (const [, slug = "", , section] of block.html.matchAll(/href="\/lessons\/([\w-]+)(#([\w-]+))?"/g)) {
          expect([...lessons.keys()]).toContain(slug);
          if (section) expect(lessons.get(slug)?.sections.map((s) => s.id)).toContain(section);
        }
      }
    }
  });

  it("has every lesson and section that an exercise sends its reader to", () => {
    const places = files
      .map((file) => parseLesson(read(file)))
      .flatMap((lesson) => [lesson.slug, ...lesson.sections.map((section) => `${lesson.slug}#${section.id}`)]);
    const missing = statements.flatMap((path) => {
      const spec = readFileSync(root + path.replace("statement.md", "exercise.yaml"), "utf8");
      const named = [...spec.matchAll(/^\s*lesson:\s*["']?([\w#-]+)/gm)].map(([, place = ""]) => place);
      return named.filter((place) => !places.includes(place)).map((place) => `${path}: ${place}`);
    });
    expect(missing).toEqual([]);
  });

  it.each(files)("%s says the numbers that were computed for it", (file) => {
    const said = rows.filter((row) => `${row.lesson}.md` === file);
    expect(unsaid(read(file), said)).toEqual([]);
    expect(unchecked(read(file), said)).toEqual([]);
  });

  it("would be found out by one changed digit, in the text or beside the table", () => {
    const [file = ""] = files;
    const said = rows.filter((row) => `${row.lesson}.md` === file);
    const row = said.find((candidate) => /\d\.\d{3}/.test(candidate.says));
    expect(row).toBeDefined();
    const planted = read(file).replace(row?.says ?? "", (row?.says ?? "").replace(/\.\d{3}/, ".777"));
    expect(unsaid(planted, said)).toEqual([row?.says]);
    expect(unchecked(planted, said)).toHaveLength(1);
  });

  it.each(statements)("%s sets every formula", async (path) => {
    await expect(renderMarkdown(readFileSync(root + path, "utf8"), { strict: true })).resolves.toContain("katex");
  });
});
