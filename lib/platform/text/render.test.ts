import { describe, expect, it } from "vitest";
import { renderInlineTex, renderMarkdown, TextError } from "./index.ts";

describe("Markdown on a page", () => {
  it("sets formulas for eyes and, as MathML, for readers", async () => {
    const html = await renderMarkdown("The slope is $1 - a^2$.\n\n$$\n\\hat y = \\sigma(z)\n$$\n");
    expect(html.match(/<math /g)).toHaveLength(2);
    expect(html).toContain("katex-display");
    expect(html).toContain('<annotation encoding="application/x-tex">1 - a^2</annotation>');
    expect(html).not.toContain("katex-error");
  });

  it("names headings by their words, twice the same word twice differently", async () => {
    const html = await renderMarkdown("## The error comes back\n\n## Δ\n\n### The error comes back\n");
    expect(html).toContain('<h2 id="the-error-comes-back">');
    expect(html).toContain('<h3 id="the-error-comes-back-2">');
    expect(html).toContain('<h2 id="section">');
  });

  it("marks links that leave the course, and only those", async () => {
    const html = await renderMarkdown("[out](https://example.org) [in](/lessons/x) [here](#y) [away](//example.org)");
    expect(html.match(/rel="external noopener noreferrer"/g)).toHaveLength(2);
    expect(html).toContain('<a href="/lessons/x">in</a>');
  });

  it("makes margin notes, hidden answers and places for figures and exercises", async () => {
    const html = await renderMarkdown(
      '```aside\nBy the way, $x$.\n```\n\n```answer\nNo.\n```\n\n```figure descent {"rate": 1.1}\n```\n\n```exercise tanh-swap\nReplace the slope.\n```\n',
    );
    expect(html).toMatch(/<aside><p>By the way, (<span class="whitespace-nowrap">)?<span class="katex">/);
    expect(html).toContain("<details><summary>Answer, then reveal</summary><p>No.</p></details>");
    expect(html).toMatch(
      /<div data-figure="descent" data-options="[^"]*&#x22;rate&#x22;:1.1[^"]*"><p>Gradient descent on/,
    );
    expect(html).toContain('<div data-exercise="tanh-swap"><p>Replace the slope.</p></div>');
  });

  it("sets quotes, apostrophes and per cent as print does, but leaves code and formulas alone", async () => {
    const html = await renderMarkdown('An "odd" unit\'s share ("half", 50 %): `"x" \'y\' 5 %`, $g\'(z)$.');
    expect(html).toContain("An “odd” unit’s share (“half”, 50\u00a0%): <code>\"x\" 'y' 5 %</code>");
    expect(html).toContain("g'(z)</annotation>");
  });

  it("keeps a short formula and the punctuation after it on one line, and lets a long one break", async () => {
    const long = Array.from({ length: 20 }, (_, at) => `x_{${at}}`).join(" + ");
    const html = await renderMarkdown(`With $x$, then **$y$**. So $${long}$. Or (see $z$).`);
    expect(html.match(/<span class="whitespace-nowrap">/g)).toHaveLength(2);
    expect(html).toMatch(/<\/span>,<\/span> then <strong>/);
    expect(html).toMatch(/<\/span>\)\.<\/span><\/p>$/);
    expect(html.match(/<math /g)).toHaveLength(4);
  });

  it("puts tables into a scroller that the keyboard reaches", async () => {
    const html = await renderMarkdown("| a |\n|--:|\n| 1 |\n");
    expect(html).toContain('<div class="scroller" role="group" aria-label="Table" tabindex="0"><table>');
    expect(html).toContain('<td align="right">1</td>');
  });

  it("keeps pictures of its own pages and languages of code", async () => {
    const html = await renderMarkdown("![a slope](/slope.png)\n\n```ts\nconst x = 1;\n```\n");
    expect(html).toContain('<img src="/slope.png" alt="a slope">');
    expect(html).toContain('<code class="language-ts">');
  });

  it("shows a formula that cannot be read as written, and names its line when strict", async () => {
    const text = "Fine.\n\nBroken: $\\frac{1}$.\n";
    expect(await renderMarkdown(text)).toContain("katex-error");
    await expect(renderMarkdown(text, { strict: true })).rejects.toThrow(/^line 3: .*end of input|^line 3: /);
  });

  it.each([
    ["```figure moons\n```", "line 1: There is no figure “moons”; there are playground, network"],
    ['```figure playground {"hidden": 3}\n```', "line 1: Figure “playground” (hidden)"],
    ["```figure playground {hidden}\n```", "not JSON"],
    ["```exercise Tanh Swap\n```", "“Tanh Swap” is not the slug"],
  ])("when strict, refuses %s", async (text, says) => {
    await expect(renderMarkdown(text, { strict: true })).rejects.toThrow(TextError);
    await expect(renderMarkdown(text, { strict: true })).rejects.toThrow(says);
    expect(await renderMarkdown(text)).toContain("<pre");
  });
});

describe("a formula by itself", () => {
  it("has MathML", () => expect(renderInlineTex("W^{[1]}x")).toContain("<math "));
  it("is shown as written where it cannot be read", () =>
    expect(renderInlineTex("\\frac{<b>")).toBe("<code>\\frac{&#x3C;b></code>"));
});
