import { describe, expect, it } from "vitest";
import { parseLesson, renderInlineTex, renderMarkdown } from "./index.ts";

type Tag = { readonly name: string; readonly attributes: readonly (readonly [name: string, value: string])[] };

/** The opening tags of HTML with their attributes; text and quoted values never count as markup. */
const tagsOf = (html: string): Tag[] =>
  [...html.matchAll(/<([a-z][\w-]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/gi)].map(([, name = "", rest = ""]) => ({
    name: name.toLowerCase(),
    attributes: [...rest.matchAll(/([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?/g)].map(
      ([, attribute = "", value = ""]) => [attribute.toLowerCase(), value.replace(/^["']|["']$/g, "")] as const,
    ),
  }));
const someAttribute = (test: (name: string, value: string, tag: string) => boolean) => (tag: Tag) =>
  tag.attributes.some(([name, value]) => test(name, value, tag.name));

const addresses = ["href", "src", "action", "xlink:href", "srcset", "formaction"];
const active =
  /^(script|iframe|object|embed|form|meta|base|link|foreignobject|style|video|audio|button|textarea|select)$/;

/** What a page may not get from anyone's text. */
const dangers: { readonly [name: string]: (tag: Tag) => boolean } = {
  "an element that runs, loads or submits": (tag) => active.test(tag.name),
  "an event handler": someAttribute((name) => name.startsWith("on")),
  "a scripted address": someAttribute(
    (name, value) => addresses.includes(name) && /^\s*(javascript|data|vbscript|blob|file):/i.test(value),
  ),
  "a picture from elsewhere": someAttribute(
    (name, value, tag) => tag === "img" && name === "src" && /^([a-z]+:|[\\/]{2})/i.test(value),
  ),
  "an attribute set from TeX": someAttribute((name, value) => name === "data-evil" || /^evil$/.test(value)),
  "a style that loads or covers": someAttribute(
    (name, value) => name === "style" && /url\(|expression\(|position:\s*fixed/i.test(value),
  ),
};
const dangersIn = (html: string): string[] =>
  Object.keys(dangers).filter((name) => tagsOf(html).some((tag) => dangers[name]?.(tag)));

const hugeDef = `$\\def\\a{xxxxxxxxxx}\\def\\b{${"\\a".repeat(10)}}\\def\\c{${"\\b".repeat(10)}}\\def\\d{${"\\c".repeat(10)}}${"\\d".repeat(10)}$`;

const corpus: readonly string[] = [
  "<script>alert(1)</script>",
  "a <script src=//evil.example/x.js></script> b",
  "<img src=x onerror=alert(1)>",
  "<svg onload=alert(1)><foreignObject><body onload=alert(1)></foreignObject></svg>",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "<a href=javascript:alert(1)>x</a>",
  "<style>*{background:url(//evil.example)}</style>",
  "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
  "<form action=//evil.example><button>x</button></form>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java&#x09;script:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](vbscript:x)",
  "<javascript:alert(1)>",
  "[x][y]\n\n[y]: javascript:alert(1)",
  '[x](https://a.example "onmouseover=alert(1)")',
  '[x](https://a.example"onmouseover="alert(1))',
  "![x](javascript:alert(1))",
  "![x](https://evil.example/pixel.png)",
  "![x](//evil.example/pixel.png)",
  "![x](\\\\\\\\evil.example/pixel.png)",
  "![x](data:image/svg+xml,<svg onload=alert(1)>)",
  '![" onerror="alert(1)](x.png)',
  "$\\href{javascript:alert(1)}{x}$",
  "$\\url{javascript:alert(1)}$",
  "$\\htmlData{evil=1}{x}$",
  "$\\htmlClass{evil}{x}$ $\\htmlId{evil}{x}$",
  "$\\htmlStyle{position:fixed;background:url(//evil.example)}{x}$",
  "$\\includegraphics{https://evil.example/pixel.png}$",
  "$\\text{<img src=x onerror=alert(1)>}$",
  "$<script>alert(1)</script>$",
  "$\\unknown{<img src=x onerror=alert(1)>}$",
  "$\\def\\x{\\href{javascript:alert(1)}}\\x{y}$",
  "$\\color{red;background:url(//evil.example)}x$",
  hugeDef,
  "$\\def\\x{\\x\\x}\\x$",
  "$\\rule{99999em}{99999em}$",
  '```figure playground {"hidden": "<script>"}\n```',
  '```figure "onload="alert(1)\n```',
  '```exercise "><script>alert(1)</script>\n```',
  "```aside\n<img src=x onerror=alert(1)> $\\href{javascript:alert(1)}{x}$ [x](javascript:alert(1))\n```",
  "```answer <img src=x onerror=alert(1)>\n<script>alert(1)</script>\n```",
  '```js"onload="alert(1)\nx\n```',
  "~~~<script>alert(1)</script>\nx\n~~~",
  '# <script>alert(1)</script>\n\n## x" onclick="alert(1)',
  "|a|\n|-|\n|<img src=x onerror=alert(1)>|",
  "x[^1]\n\n[^1]: <script>alert(1)</script> [x](javascript:alert(1))",
  "- [ ] <input onfocus=alert(1) autofocus>",
];

describe("text by anyone", () => {
  it.each(corpus)("lets nothing dangerous through: %s", async (text) => {
    expect(dangersIn(await renderMarkdown(text))).toEqual([]);
  });

  it.each(corpus)("is as safe inside a lesson: %s", (text) => {
    const head = "---\nslug: x\nnumber: 1\ntitle: X\nsummary: X\nnext: null\n---\n";
    const { blocks } = parseLesson(head + text, { strict: false });
    expect(blocks.flatMap((block) => (block.kind === "html" ? dangersIn(block.html) : []))).toEqual([]);
  });

  it.each(corpus)("is as safe as a formula: %s", (text) => {
    expect(dangersIn(renderInlineTex(text.replaceAll("$", "")))).toEqual([]);
  });

  it("is judged by patterns that see each danger where it is planted", () => {
    const planted = [
      "<p><script>alert(1)</script></p>",
      '<img src="x" onerror="alert(1)">',
      '<a href="javascript:alert(1)">x</a>',
      '<img src="https://evil.example/pixel.png">',
      '<span data-evil="1">x</span>',
      '<span style="background:url(//evil.example)">x</span>',
    ];
    expect(planted.map((html) => dangersIn(html).length > 0)).toEqual(planted.map(() => true));
    expect(new Set(planted.flatMap(dangersIn))).toEqual(new Set(Object.keys(dangers)));
  });

  it("cannot make a formula expand without bound or cover the page", async () => {
    const started = performance.now();
    const html = await renderMarkdown(`${hugeDef}\n\n$\\rule{99999em}{1em}$`);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(html.length).toBeLessThan(20_000);
    expect(Math.max(...[...html.matchAll(/:([\d.]+)em/g)].map((m) => Number(m[1])))).toBeLessThanOrEqual(20);
  });

  it("may be nested deeper than any page needs and still comes back", async () => {
    const braces = await renderMarkdown(`$${"{".repeat(5000)}x${"}".repeat(5000)}$`);
    expect(braces).toContain("x");
    expect(await renderMarkdown(`${">".repeat(400)} x`)).toContain("x");
    expect(await renderMarkdown(`${">".repeat(20_000)} <b>`)).toMatch(/^<pre>(&#x3E;|>)+ &#x3C;b>/);
    expect(await renderMarkdown("<b>".repeat(40_000))).toMatch(/^<pre>&#x3C;b>/);
    await expect(renderMarkdown("x".repeat(100_001), { strict: true })).rejects.toThrow("longer than");
  });
});
