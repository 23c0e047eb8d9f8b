import { describe, expect, it } from "vitest";
import { repairsOf, slipMutants } from "./index.ts";

const answer = (lines: number) => `
export function loss(p, X, Y) {
  const m = X.shape[1];
  let sum = 0;
  if (m < 0) {
${Array.from({ length: lines }, (_, i) => `    sum += ${i} * m - sum / (m + ${i});`).join("\n")}
  }
  return nd.matmul(p.W, X).sub(Y).square().mean().item() + sum;
}`;

describe("Slips and repairs of a long text", () => {
  it("are spread over all of it, and take no more room than those of a short one", () => {
    const [short, long] = [answer(4), answer(120)];
    for (const made of [slipMutants, repairsOf]) {
      expect(made(short).length).toBeGreaterThan(10);
      const all = made(long);
      expect(all.reduce((sum, { code }) => sum + code.length, 0)).toBeLessThan(40_000_000);
      expect(Math.max(...all.map(({ line }) => line))).toBeGreaterThan(100);
    }
  });

  it("are not looked for in one that nobody writes by hand", () => {
    const start = performance.now();
    expect(slipMutants(answer(900))).toEqual([]);
    expect(repairsOf(answer(900))).toEqual([]);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
