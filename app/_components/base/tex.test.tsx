import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Paragraphs, Sentence } from "./tex.tsx";

const formulas = (html: string) => html.match(/<math /g)?.length ?? 0;

describe("what a person typed", () => {
  it("sets at most 500 formulas and shows the rest as typed, over all its paragraphs", () => {
    const html = renderToStaticMarkup(<Paragraphs text={"$x^2$ $y$\n\n".repeat(1000)} />);
    expect(formulas(html)).toBe(500);
    expect(html.length).toBeLessThan(1_000_000);
    expect(html).toContain("$x^2$ $y$");
  });

  it("sets no formula that is longer than a page of them", () => {
    const html = renderToStaticMarkup(<Paragraphs text={`$a$ $${"x^2 ".repeat(5000)}$`} />);
    expect(formulas(html)).toBe(1);
    expect(html.length).toBeLessThan(50_000);
  });

  it("cannot cover the page by the size of a rule", () => {
    const html = renderToStaticMarkup(<Sentence text="$\rule{99999em}{99999em}$" />);
    expect(Math.max(...[...html.matchAll(/:([\d.]+)em/g)].map((found) => Number(found[1])))).toBeLessThanOrEqual(20);
  });
});

describe("a sentence", () => {
  it("keeps a short formula and the punctuation after it on one line, and says each once", () => {
    const html = renderToStaticMarkup(<Sentence text="With $x$, and **so** $y$ (see $z$)." />);
    expect(html.match(/<span class="whitespace-nowrap">/g)).toHaveLength(2);
    expect(html).toMatch(/<\/span>,<\/span> and <strong>so<\/strong> /);
    expect(html).toMatch(/<\/span>\)\.<\/span>$/);
  });
});
