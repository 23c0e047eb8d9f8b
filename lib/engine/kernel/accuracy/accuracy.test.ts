import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createHost } from "#lib/engine/tensor/index.ts";

/** Arguments by their bits, then the true value as two doubles (make-cases.py, mpmath). */
const cases = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8")) as {
  readonly [fn: string]: readonly (readonly string[])[];
};
const host = createHost();

const double = (bits: string | undefined): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
};
/** Distance of two neighbouring doubles at x. */
const spacing = (x: number): number => Math.max(2 ** (Math.floor(Math.log2(Math.abs(x))) - 52), 5e-324);

/** Largest error in units of the last place over a function's cases, and where it is. */
function worst(fn: string, distort: (y: number) => number = (y) => y): { readonly ulp: number; readonly at: string } {
  const rows = cases[fn] ?? [];
  const columns = fn === "pow" ? 2 : 1;
  const inputs = Array.from({ length: columns }, (_, k) => ({
    shape: [rows.length],
    data: Float64Array.from(rows, (r) => double(r[k])),
  }));
  const got = host.apply(fn, inputs).data;
  return rows
    .map((r, i) => {
      const hi = double(r[columns]);
      const ulp = Math.abs(distort(got[i] ?? Number.NaN) - hi - double(r[columns + 1])) / spacing(hi);
      return { ulp, at: inputs.map((x) => x.data[i]).join(", ") };
    })
    .reduce((a, b) => (b.ulp > a.ulp || Number.isNaN(b.ulp) ? b : a));
}

/**
 * Largest errors over the cases, in units of the last place, rounded up: 0.5 is as good as a double can be. Chained
 * operations cost tanh and sigmoid one more rounding each; the goal is 2 for all.
 */
const bounds: { readonly [fn: string]: number } = {
  exp: 0.51,
  log: 0.56,
  sin: 0.68,
  cos: 0.84,
  tanh: 1.86,
  sigmoid: 1.68,
  sqrt: 0.5,
  pow: 0.52,
};

test.each(Object.entries(bounds))("%s stays within %s units in the last place of the true value", (fn, bound) => {
  const { ulp, at } = worst(fn);
  expect(ulp, `${fn}(${at})`).toBeLessThanOrEqual(bound);
});

test("an exp that is off by four units in the last place is noticed", () => {
  expect(worst("exp", (y) => y * (1 + 2 ** -50)).ulp).toBeGreaterThan(2);
});

test("functions keep their values at the ends of their domains", () => {
  const at = (fn: string, x: number) => host.apply(fn, [x]).data[0];
  expect([at("exp", Number.NEGATIVE_INFINITY), at("exp", 710), at("exp", Number.NaN)]).toEqual([
    0,
    Number.POSITIVE_INFINITY,
    Number.NaN,
  ]);
  expect([at("log", 0), at("log", -1), at("log", Number.POSITIVE_INFINITY)]).toEqual([
    Number.NEGATIVE_INFINITY,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ]);
  expect([at("tanh", 1e300), at("tanh", Number.NEGATIVE_INFINITY), at("tanh", Number.NaN)]).toEqual([
    1,
    -1,
    Number.NaN,
  ]);
  expect([at("sigmoid", 1e300), at("sigmoid", Number.NEGATIVE_INFINITY), at("sigmoid", Number.NaN)]).toEqual([
    1,
    0,
    Number.NaN,
  ]);
  expect([at("sin", Number.POSITIVE_INFINITY), at("cos", Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
});
