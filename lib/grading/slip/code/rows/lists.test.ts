import { describe, expect, it } from "vitest";
import { plainCode, slipMutants } from "../index.ts";

const squeezed = (code: string): string => code.replace(/\s+/g, "");

/** Ids of the slips that turn one piece of a source into another. */
function told(source: string, from: string, to: string): string[] {
  expect(source.split(from).length).toBe(2);
  const wanted = squeezed(plainCode(source.replace(from, to)));
  return [...new Set(slipMutants(source).flatMap(({ code, id }) => (squeezed(code) === wanted ? [id] : [])))];
}

const NORM = `export const norm = (g) => nd.norm(["dW1","db1","dW2","db2"].map((name) => g[name].norm().item()));`;
const STEP = `export function update(p, g, rate) { const next = {}; for (const name of ["W1","b1"]) next[name] = p[name].sub(g["d" + name].mul(rate)); return next; }`;

describe("A list with one value left out", () => {
  it.each([
    [NORM, `["dW1","db1","dW2","db2"]`, `["dW1","db1","dW2"]`, "gradient-left-out"],
    [
      `export function norm(g) { return Math.sqrt([g.dW1,g.db1].map((one) => one.sum()).reduce((a, b) => a + b)); }`,
      "[g.dW1,g.db1]",
      "[g.dW1]",
      "gradient-left-out",
    ],
    [
      `const NAMES = ["dW1","db1"]; export function norm(g) { let s = 0; for (const name of NAMES) s += g[name].sum(); return s; }`,
      `["dW1","db1"]`,
      `["dW1"]`,
      "gradient-left-out",
    ],
    [STEP, `["W1","b1"]`, `["W1"]`, "not-updated"],
    [`const NAMES = ["W1","b1"]; ${STEP.replace(`["W1","b1"]`, "NAMES")}`, `["W1","b1"]`, `["W1"]`, "not-updated"],
    [
      `const NAMES = ["dW1","db1"]; export const norm = (g) => Math.hypot(...NAMES.map((n) => g[n].sum())); export const step = (p, g, rate) => NAMES.map((n) => p[n].sub(g[n].mul(rate)));`,
      `["dW1","db1"]`,
      `["dW1"]`,
      "name-left-out",
    ],
    [NORM, `["dW1","db1","dW2","db2"]`, `["dW1","db1","dW2","dW2"]`, "gradient-twice"],
  ])("is told by what the list is for: %s", (source, from, to, id) => {
    expect(told(source, from, to)).toEqual([id]);
  });
});
