import katex from "katex";
import { describe, expect, it } from "vitest";
import { isTame } from "./tame-tex.ts";

const nested = (open: string, close: string, n: number) => `${open.repeat(n)}x${close.repeat(n)}`;
const WILD = [
  nested("{", "}", 3900),
  nested("\\sqrt{", "}", 900),
  nested("x^{", "}", 600),
  nested("\\frac{1}{", "}", 200),
  nested("\\left(", "\\right)", 150),
  `${"\\sqrt".repeat(350)}x`,
  `${"\\hat ".repeat(350)}x`,
  `\\begin{matrix}${"&".repeat(1900)}\\end{matrix}`,
  `\\begin{matrix}${"a\\\\".repeat(600)}\\end{matrix}`,
];
const SOME = [30, 25].flatMap((n) => [nested("\\sqrt{", "}", n), nested("x^{", "}", n), nested("\\frac{1}{", "}", n)]);

describe("A formula that somebody types into a comment or an answer", () => {
  it.each(WILD)("is left as typed where setting it would hold or break the page: %.30s…", (tex) => {
    expect(isTame(tex)).toBe(false);
  });

  it("is set where it is one that people write", () => {
    for (const tex of [
      "\\frac{\\partial L}{\\partial W^{[1]}} = \\frac{1}{m}\\sum_{i=1}^{m} \\delta^{(i)} x^{(i)\\top}",
      "\\begin{pmatrix} 1 & 0 \\\\ 0 & c \\end{pmatrix}",
      "\\left(\\left(a + b\\right)^{2}\\right)",
    ])
      expect(isTame(tex)).toBe(true);
  });

  it("is set soon, at its wildest", () => {
    for (const tex of [...SOME, `\\begin{matrix}${"a&".repeat(290)}\\end{matrix}`]) {
      expect(isTame(tex)).toBe(true);
      const begun = performance.now();
      katex.renderToString(tex, { throwOnError: false, strict: "ignore", maxExpand: 500 });
      expect(performance.now() - begun).toBeLessThan(2_000);
    }
  });
});
