import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Tokens = { readonly [name: string]: string };

/** Tokens of the block that follows `selector {`, hex values only. */
function tokensOf(css: string, selector: string): Tokens {
  const from = css.indexOf(`${selector} {`);
  const block = css.slice(from, css.indexOf("}", from));
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9A-F]{6});/g)].map((m) => [m[1] ?? "", m[2] ?? ""]));
}

/** Relative luminance, WCAG 2.2: sRGB channel c/255, linear c/12.92 up to 0.04045, else ((c + 0.055)/1.055)^2.4. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["surface", "paper", "sunken"];
const texts = ["ink", "ink-2", "ink-3", "fwd", "bwd", "ok", "part", "bad", "na", "neg", "pos"];
const codes = ["code-key", "code-type", "code-string", "code-number", "code-comment"];

/** [foreground, ground, least ratio]. */
const pairs: readonly (readonly [string, string, number])[] = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground, 4.5] as const)),
  ...codes.flatMap((code) => [[code, "surface", 4.5] as const, [code, "bwd-tint", 4.5] as const]),
  ...grounds.map((ground) => ["line-strong", ground, 3] as const),
  ["on-fwd", "fwd-fill", 4.5],
  ["ink", "fwd-tint", 4.5],
  ["bwd", "bwd-tint", 4.5],
  ...["bwd", "ok", "part", "bad"].map((tint) => ["ink", `${tint}-tint`, 4.5] as const),
  ...["h0", "h1", "h2", "h3"].map((level) => [`on-${level}`, level, 4.7] as const),
];

function tooClose(tokens: Tokens): readonly string[] {
  return pairs.flatMap(([fore, ground, least]) => {
    const ratio = contrast(tokens[fore] ?? "#000000", tokens[ground] ?? "#000000");
    return ratio >= least ? [] : [`${fore} on ${ground}: ${ratio.toFixed(2)}, at least ${least}`];
  });
}

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");
const light = tokensOf(css, ":root");
const dark = tokensOf(css, ':root[data-theme="dark"]');

describe("the colours of globals.css", () => {
  test("the ratio of black on white is 21, and of equal colours 1", () => {
    expect(contrast("#000000", "#FFFFFF")).toBeCloseTo(21, 10);
    expect(contrast("#5F6873", "#5F6873")).toBe(1);
  });

  test("text, edges and heat cells keep their distance in light", () => {
    expect(tooClose(light)).toEqual([]);
  });

  test("text, edges and heat cells keep their distance in dark", () => {
    expect(tooClose(dark)).toEqual([]);
  });

  test("a caption colour that is a little too light is found", () => {
    expect(tooClose({ ...light, "ink-3": "#8A929C" })).toEqual([
      "ink-3 on surface: 3.15, at least 4.5",
      "ink-3 on paper: 2.89, at least 4.5",
      "ink-3 on sunken: 2.71, at least 4.5",
    ]);
  });

  test("following the system gives the same dark colours as choosing them", () => {
    expect(tokensOf(css, ':root[data-theme="system"]')).toEqual(dark);
    expect(Object.keys(dark).sort()).toEqual(Object.keys(light).sort());
  });

  test("both themes set every colour that the pairs name", () => {
    const named = [...new Set(pairs.map(([fore]) => fore).concat(pairs.map(([, ground]) => ground)))];
    expect(named.filter((name) => !(name in light))).toEqual([]);
  });
});
