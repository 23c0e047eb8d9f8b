import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTensorValue, type TensorValue } from "#lib/core/value.ts";
import { type Cases, drawCase, drawProbe, withValues } from "./draw.ts";

const cases: Cases = {
  sizes: { n: 2, h: { from: 1, to: 5 }, m: { from: 1, to: 8 } },
  values: {
    X: { shape: ["n", "m"], uniform: [-2, 2] },
    Y: { shape: [1, "m"], bernoulli: 0.5 },
    s: { shape: [1, "m"], sign: true },
    Z: { shape: ["h", "m"], among: [-1, 0, 0, 2.5] },
    lambda: { shape: [], uniform: [0.3, 4] },
    k: { constant: 3 },
    p: { W1: { shape: ["h", "n"], uniform: [-1, 1] } },
  },
};

describe("drawn cases", () => {
  it("have what a check draws otherwise, and all else as the part says", () => {
    const own = withValues(cases, { X: { shape: ["n", "m"], among: [-1, 0.5] } });
    for (let k = 0; k < 10; k++) {
      const { sizes, values } = drawCase(own, "seed", k);
      const { shape, data } = values.X as TensorValue;
      expect(shape).toEqual([sizes.n, sizes.m]);
      expect(data.every((x) => x === -1 || x === 0.5)).toBe(true);
      expect((values.Z as TensorValue).data.every((x) => [-1, 0, 2.5].includes(x))).toBe(true);
    }
  });

  it("begin with every size at its least, and grow", () => {
    const sizes = [0, 1, 2, 20].map((k) => drawCase(cases, "seed", k).sizes);
    expect(sizes[0]).toEqual({ n: 2, h: 1, m: 1 });
    expect([3, 4]).toContain(sizes[1]?.h);
    expect(sizes[3]).toEqual({ n: 2, h: 5, m: 8 });
  });

  it("have no two sizes alike after the first, where the ranges allow it, so that m is no other length", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 30 }), (seed, k) => {
        const sizes = Object.values(drawCase(cases, seed, k).sizes);
        expect(new Set(sizes).size).toBe(sizes.length);
      }),
    );
    const narrow: Cases = { sizes: { h: { from: 2, to: 2 }, m: { from: 1, to: 2 } }, values: {} };
    expect(drawCase(narrow, "seed", 9).sizes).toEqual({ h: 2, m: 2 });
  });

  it("keep a wide range out of the way of a narrow one, whichever is listed first", () => {
    const listed: Cases = {
      sizes: { m: { from: 1, to: 9 }, n: { from: 1, to: 2 }, h: { from: 1, to: 3 } },
      values: {},
    };
    for (let k = 1; k < 30; k++) expect(new Set(Object.values(drawCase(listed, `seed ${k}`, k).sizes)).size).toBe(3);
  });

  it("depend on seed and number alone", () => {
    expect(drawCase(cases, "a", 4)).toEqual(drawCase(cases, "a", 4));
    expect(drawCase(cases, "a", 4)).not.toEqual(drawCase(cases, "b", 4));
  });

  it("have the shapes, ranges and roundings of the exercise", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(30), (seed, k) => {
        const { sizes, values } = drawCase(cases, seed, k);
        const { X, Y, s, Z, p } = values;
        const entries = (value: unknown) => (isTensorValue(value) ? [...value.data] : []);
        expect(isTensorValue(X) && X.shape).toEqual([2, sizes.m]);
        for (const x of entries(X)) {
          expect(Math.abs(x)).toBeLessThanOrEqual(2);
          expect(Math.abs(x * 1000 - Math.round(x * 1000))).toBeLessThan(1e-9);
        }
        for (const y of entries(Y)) expect([0, 1]).toContain(y);
        for (const x of entries(s)) expect([-1, 1]).toContain(x);
        for (const z of entries(Z)) expect([-1, 0, 2.5]).toContain(z);
        expect(values.lambda).toBeGreaterThanOrEqual(0.3);
        expect(values.k).toBe(3);
        expect(p).toMatchObject({ W1: { shape: [sizes.h, 2] } });
      }),
    );
  });

  it("take fixed sizes where they are given", () => {
    expect(drawCase(cases, "a", 0, { n: 2, h: 4, m: 40 }).sizes).toEqual({ n: 2, h: 4, m: 40 });
  });
});

describe("probes", () => {
  it("have no two equal sizes and none that is one, so that a transposed matrix or a second mean shows", () => {
    for (const k of [0, 1]) {
      const sizes = Object.values(drawProbe(cases, "hash", k).sizes);
      expect(new Set(sizes).size).toBe(sizes.length);
      expect(Math.min(...sizes)).toBeGreaterThan(1);
    }
  });

  it("meet every number of a list, however few of them one probe has room for", () => {
    const listed: Cases = {
      sizes: { m: { from: 2, to: 6 } },
      values: {
        c: { shape: [], among: [0.5, 9] },
        Z: { shape: [1, "m"], among: [-800, -1, 0, 1, 800] },
        p: { w: { shape: ["m", 1], among: [3, 4] } },
      },
    };
    for (const seed of ["a", "b", "c", "d"]) {
      const probes = [0, 1].map((k) => drawProbe(listed, seed, k).values);
      expect(probes.map(({ c }) => c)).toEqual([0.5, 9]);
      const met = probes.flatMap(({ Z }) => (isTensorValue(Z ?? null) ? [...(Z as TensorValue).data] : []));
      expect(new Set(met)).toEqual(new Set([-800, -1, 0, 1, 800]));
    }
  });
});
