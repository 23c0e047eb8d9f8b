import { describe, expect, it } from "vitest";
import { authoredRepairs, plainCode } from "./index.ts";

const squeezed = (code: string): string => plainCode(code).replace(/[\s()]+/g, "");
const solution = `export function clip(g, threshold) {
  const factor = Math.min(1, threshold / norm(g));
  return { dW: g.dW.mul(factor), db: g.db.mul(factor) };
}`;
const mistake = (from: string, to: string): string => {
  expect(solution.split(from).length).toBe(2);
  return solution.replace(from, to);
};

/** An answer in another style: other names, the length by itself, a list of fields. */
const OWN = `export const clip = (grads, limit) => {
  const length = norm(grads);
  const share = Math.min(1, limit / length);
  return { dW: nd.mul(grads.dW, share), db: nd.mul(grads.db, share) };
};`;

/** Lines on which an answer with the mistake is told to have it, by the change that makes the right one. */
const linesOf = (from: string, to: string, part: string, wrong: string): number[] => {
  expect(OWN.split(part).length).toBe(2);
  return authoredRepairs(OWN.replace(part, wrong), mistake(from, to), solution)
    .filter(({ code }) => squeezed(code) === squeezed(OWN))
    .map(({ line }) => line);
};

describe("An author's mistake in an answer of another style", () => {
  it.each([
    [
      "what stands around a value left out",
      "Math.min(1, threshold / norm(g))",
      "threshold / norm(g)",
      "Math.min(1, limit / length)",
      "limit / length",
      3,
    ],
    ["two parts exchanged", "threshold / norm(g)", "norm(g) / threshold", "limit / length", "length / limit", 3],
    ["another function", "Math.min(1", "Math.max(1", "Math.min(1", "Math.max(1", 3],
  ])("has its place: %s", (_, from, to, part, wrong, line) => {
    expect(linesOf(from, to, part, wrong)).toEqual([line]);
  });

  it("has its place where it is made in two, as the solution has it there", () => {
    const both = mistake("{ dW: g.dW.mul(factor), db: g.db.mul(factor) }", "{ dW: g.dW, db: g.db }");
    const answer = `export const clip = (g, limit) => {
  const factor = Math.min(1, limit / norm(g));
  return { dW: g.dW, db: g.db };
};`;
    const right = answer.replace("{ dW: g.dW, db: g.db }", "{ dW: g.dW.mul(factor), db: g.db.mul(factor) }");
    const back = authoredRepairs(answer, both, solution).filter(({ code }) => squeezed(code) === squeezed(right));
    expect(back.map(({ line }) => line)).toEqual([3]);
  });

  it("is not looked for where it is more than an expression or two, or needs what the answer has not", () => {
    expect(authoredRepairs(OWN, "export function clip(g) { return g; }", solution)).toEqual([]);
    const needs = mistake("g.db.mul(factor)", "g.db");
    expect(authoredRepairs(OWN, needs, solution)).toEqual([]);
  });

  it("is nothing in a text that is right but for what its own place has", () => {
    const made = authoredRepairs(OWN, mistake("Math.min(1, threshold / norm(g))", "threshold / norm(g)"), solution);
    expect(made.every(({ line }) => line === 3)).toBe(true);
  });
});
