import { describe, expect, it } from "vitest";
import { type PairedCase, relationWords } from "./evidence.ts";

/** A case of a slope at some z: where z > 0 the slope of ReLU is 1, and the answer gives z itself. */
const atPoints = (z: readonly number[], slip = (x: number) => Math.max(0, x)): PairedCase => ({
  sizes: { n: z.length },
  pairs: [
    {
      name: "",
      of: null,
      yours: { shape: [z.length], data: new Float64Array(z.map(slip)) },
      other: { shape: [z.length], data: new Float64Array(z.map((x) => (x > 0 ? 1 : 0))) },
    },
  ],
});

describe("What is said of every case", () => {
  it("is nothing where the same two numbers stand beside each other in the few cases that differ", () => {
    expect(relationWords([""], [atPoints([-1, 0.25]), atPoints([0.25, -2]), atPoints([-1, -2])])).toBe("");
    expect(relationWords([""], [atPoints([-1, 0.25]), atPoints([0.5, -2]), atPoints([-1, -2])])).toBe("");
  });

  it("is a relation where many cases have it", () => {
    const half = (x: number) => (x > 0 ? 0.5 : 0);
    const cases = [[1, -1], [2], [-3, 4], [5, 6], [-1, 2, 3]].map((z) => atPoints(z, half));
    expect(relationWords([""], cases)).toBe(" On every case it is half as large as what is asked for.");
  });

  it("is a relation where few cases have it with other numbers", () => {
    const cases = [3, -5].map((x): PairedCase => {
      const tensor = (by: number) => ({ shape: [1], data: new Float64Array([x * by]) });
      return { sizes: { m: 2 }, pairs: [{ name: "db", of: "p.b", yours: tensor(-1), other: tensor(1) }] };
    });
    expect(relationWords(["db"], cases)).toBe(" On every case it is what is asked for with the opposite sign.");
  });
});
