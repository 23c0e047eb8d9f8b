import { describe, expect, it } from "vitest";
import { figureOptions, figureSentence, figureTitles, parseFigure, parseLesson } from "./index.ts";

const head =
  "---\nslug: downhill\nnumber: 1\ntitle: Walking downhill, slowly\nshort: Downhill\nsummary: One step.\nnext: null\n---\n";

describe("a lesson file", () => {
  it("becomes head, sections and blocks in reading order", () => {
    const lesson = parseLesson(
      `${head}Start.\n\n## One\n\nBefore.\n\n\`\`\`figure descent\n\`\`\`\n\n\`\`\`exercise sgd\nOne at a time.\n\`\`\`\n\n## Two, $x$\n\nAfter.\n`,
    );
    expect(lesson).toMatchObject({ slug: "downhill", number: 1, title: "Walking downhill, slowly", short: "Downhill" });
    expect(lesson.sections[0]).toEqual({ id: "one", title: "One" });
    expect(lesson.blocks.map((block) => block.kind)).toEqual(["html", "figure", "exercise", "html"]);
    expect(lesson.blocks[1]).toEqual({
      kind: "figure",
      figure: { name: "descent", options: { minimum: 3, start: 0, rate: 0.1, steps: 12 } },
    });
    expect(lesson.blocks[2]).toEqual({ kind: "exercise", slug: "sgd", note: "One at a time." });
    expect(lesson.minutes).toBe(3);
  });

  it("is refused with the line of the file where something cannot be read", () => {
    expect(() => parseLesson(`${head}Fine.\n\n$\\frac$\n`)).toThrow(/^line 11: /);
    expect(() => parseLesson("# No head\n")).toThrow("line 1: a lesson starts with front matter");
    expect(() => parseLesson(head.replace("number: 1", "number: one"))).toThrow("number");
  });
});

describe("figures", () => {
  it.each(Object.keys(figureOptions))("%s has defaults, a title and a sentence", (name) => {
    const figure = parseFigure(name, "");
    expect(figure.ok).toBe(true);
    if (!figure.ok) return;
    expect(figureTitles[figure.value.name]).toMatch(/^[A-Z]/);
    expect(figureSentence(figure.value)).toMatch(/^[A-Z].*\.$/);
  });

  it("refuse settings that do not fit together", () => {
    expect(parseFigure("network", '{"W2": [1]}')).toMatchObject({ ok: false, error: { code: "figure-options" } });
    expect(parseFigure("toString", "")).toMatchObject({ ok: false, error: { code: "figure-unknown" } });
  });
});
