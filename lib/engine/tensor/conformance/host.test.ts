import { expect, test } from "vitest";
import { createHost } from "#lib/engine/tensor/index.ts";
import { difference, readCases } from "./testing.ts";

const host = createHost();
const cases = readCases();

test("there are at least 400 cases, and every operation of nd but the random ones occurs", async () => {
  const { operations } = await import("#lib/engine/tensor/index.ts");
  expect(cases.length).toBeGreaterThanOrEqual(400);
  const seen = new Set(cases.map((c) => c.op));
  expect(
    operations.filter((o) => (o.home === "nd" || o.name.endsWith("InPlace")) && !seen.has(o.name)).map((o) => o.name),
  ).toEqual([]);
});

test.each(cases.map((c) => [c.title, c] as const))("the host gives NumPy's result for case %s", (_, c) => {
  const got = host.apply(c.op, c.inputs, c.attributes);
  if (typeof c.expected === "boolean") expect(got.data[0]).toBe(c.expected ? 1 : 0);
  else expect(difference(got, c.expected, c.exact)).toBeNull();
});

test("a sum over the wrong axis, and an element that is off by 1e-9, are noticed", () => {
  const c = cases.find((k) => k.op === "sum" && k.attributes.axis === 0 && k.attributes.keepdims === 1);
  if (!c || typeof c.expected === "boolean") throw new Error("the case is missing");
  expect(difference(host.apply("sum", c.inputs, { axis: 1, keepdims: 1 }), c.expected)).toContain("shape");
  const signless = cases.find((k) => k.op === "neg" && k.exact);
  if (!signless || typeof signless.expected === "boolean") throw new Error("the case is missing");
  const { shape, data } = signless.expected;
  expect(difference({ shape, data: data.map((x) => x + 0) }, signless.expected, true)).toContain("expected -0");
  const off = { shape: c.expected.shape, data: c.expected.data.map((x, i) => (i === 3 ? x * (1 + 1e-9) : x)) };
  expect(difference(off, c.expected)).toContain("element 3");
});
