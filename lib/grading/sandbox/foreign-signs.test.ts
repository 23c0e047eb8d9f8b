import { describe, expect, it } from "vitest";
import { createLocalRunner } from "./local.ts";

const runner = createLocalRunner();

async function said(source: string) {
  const files = [{ name: "answer.ts", source }];
  const budget = { fuel: 100, tensorBytes: 1_000_000 };
  const outcome = await runner.run({ place: "guest", files, calls: [], budget, seed: 1 });
  if (outcome.status !== "notParsed") throw new Error(outcome.status);
  return { message: outcome.error.message, at: [outcome.error.at?.line, outcome.error.at?.column] };
}

describe("A sign that a text processor put into code", () => {
  it.each([
    ["const a = “x”;", "“", "a text stands between", [1, 11]],
    ["const a = ‘x’;", "‘", "a text stands between", [1, 11]],
    ["\nconst a: number = 3 − 2;", "−", "minus is written -", [2, 21]],
    ["const a = 1 – 2;", "–", "minus is written -", [1, 13]],
    ["const a = 2 × 3;", "×", "a product is written *", [1, 13]],
    ["export const f = (x: number) => x²;", "²", "a power is written **", [1, 34]],
    ["if (a ≤ 2) {}", "≤", "<=", [1, 7]],
    ["const f = (x) → x;", "→", "=>", [1, 15]],
    ["const a = f(…b);", "…", "three dots", [1, 13]],
    ["const t = '🙂🙂'; const a = x²;", "²", "a power", [1, 28]],
  ])("is told where it stands, with what code has instead: %s", async (source, sign, instead, at) => {
    const told = await said(source);
    expect(told.at).toEqual(at);
    expect(told.message).toContain(`The sign ${sign} is not read in code: `);
    expect(told.message).toContain(instead);
  });

  it("is told though it cannot be seen", async () => {
    const told = await said("const a = 1\u200b;");
    expect(told.message).toMatch(/^A sign without a width stands here/);
  });

  it("is no matter in a text, and of no error that stands elsewhere", async () => {
    expect((await said("const t = '“' 3;")).message).not.toContain("“");
    expect((await said("const t = 2 @ 3; // “x”")).message).not.toContain("“");
  });
});
