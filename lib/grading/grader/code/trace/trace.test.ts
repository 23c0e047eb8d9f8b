import { describe, expect, it } from "vitest";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import type { CodeContext } from "../context.ts";
import { createKept } from "../draws.ts";
import { createTracer, type Found } from "./index.ts";
import { deep, noted, others, type Planted, planted } from "./planted.test-data.ts";

const runner = createLocalRunner();
const args = ["p", "X", "Y"];

const TWO_LAYERS = {
  functions: {
    loss: { args, returns: "number" },
    backward: { args, returns: { dW1: ["h", "n"], db1: ["h", 1], dW2: [1, "h"], db2: [1, 1] } },
  },
  gradients: { dW1: "p.W1", db1: "p.b1", dW2: "p.W2", db2: "p.b2" },
  cases: {
    sizes: { n: 2, h: { from: 1, to: 6 }, m: { from: 1, to: 8 } },
    values: {
      X: { shape: ["n", "m"], uniform: [-2, 2] },
      Y: { shape: [1, "m"], bernoulli: 0.5 },
      p: {
        W1: { shape: ["h", "n"], uniform: [-1, 1] },
        b1: { shape: ["h", 1], uniform: [-1, 1] },
        W2: { shape: [1, "h"], uniform: [-1, 1] },
        b2: { shape: [1, 1], uniform: [-1, 1] },
      },
    },
  },
} as unknown as CodeContext["part"];

async function traceOf(source: string, part = TWO_LAYERS): Promise<Found | null> {
  const context: CodeContext = {
    part,
    answer: source,
    runner,
    seed: "x",
    kept: createKept(),
    hidden: false,
    reference: () => Promise.reject(new Error("a trace needs no reference")),
    property: null,
  };
  const tracer = await createTracer(context, { loss: "loss", gradient: "backward" }, "trace:test");
  return tracer?.() ?? null;
}

const lineOf = (source: string, text: string): number =>
  source.slice(0, source.indexOf(text) + text.search(/\S/)).split("\n").length;

const THREE_LAYERS = {
  functions: {
    loss: { args, returns: "number" },
    backward: {
      args,
      returns: { dW1: ["g", "n"], db1: ["g", 1], dW2: ["h", "g"], db2: ["h", 1], dW3: [1, "h"], db3: [1, 1] },
    },
  },
  gradients: { dW1: "p.W1", db1: "p.b1", dW2: "p.W2", db2: "p.b2", dW3: "p.W3", db3: "p.b3" },
  cases: {
    sizes: { n: 2, g: { from: 1, to: 4 }, h: { from: 1, to: 5 }, m: { from: 1, to: 7 } },
    values: {
      X: { shape: ["n", "m"], uniform: [-2, 2] },
      Y: { shape: [1, "m"], bernoulli: 0.5 },
      p: {
        W1: { shape: ["g", "n"], uniform: [-1, 1] },
        b1: { shape: ["g", 1], uniform: [-1, 1] },
        W2: { shape: ["h", "g"], uniform: [-1, 1] },
        b2: { shape: ["h", 1], uniform: [-1, 1] },
        W3: { shape: [1, "h"], uniform: [-1, 1] },
        b3: { shape: [1, 1], uniform: [-1, 1] },
      },
    },
  },
} as unknown as CodeContext["part"];

const styles: readonly (Planted & { readonly part: CodeContext["part"] })[] = [
  ...[...planted, ...others].map((one) => ({ ...one, part: TWO_LAYERS })),
  { ...deep, part: THREE_LAYERS },
];

describe.each(styles)("a backward pass with $style", ({ source, slips, part }) => {
  it("has no trace where it is right", async () => {
    expect(await traceOf(source, part)).toBeNull();
  });

  it.each(slips)("is followed to $to, in the place of $from", async ({ from, to, relation, line }) => {
    expect(source.split(from)).toHaveLength(2);
    const changed = source.replace(from, to);
    const found = await traceOf(changed, part);
    const chain = found?.trace.chain ?? [];
    const first = chain.findIndex(({ state }) => state === "first-off");
    expect({ line: found?.at?.line, relation: chain[first]?.relation }).toEqual({
      line: line === undefined ? lineOf(source, from) : lineOf(changed, line),
      relation: relation === null ? chain[first]?.relation : expect.stringMatching(relation),
    });
    expect(chain.slice(0, first).map(({ state }) => state)).toEqual(new Array(first).fill("right"));
  });
});

describe("a slip that takes itself back in part", () => {
  it("is named by no line that is right: a sign in a loop turns twice on its way to the first layer", async () => {
    const found = await traceOf(deep.source.replace("T, dZ);", "T, dZ).neg();"), THREE_LAYERS);
    expect(found?.trace).toMatchObject({ firstOff: null, note: expect.stringMatching(/No single step/) });
  });
});

describe("a backward pass with less to compare", () => {
  it.each(noted)("says so: $style", async ({ source, note }) => {
    const found = await traceOf(source);
    expect(found?.trace).toMatchObject({ firstOff: null, note: expect.stringMatching(note) });
    expect(found?.sentence).toBeNull();
    expect(found?.trace.chain.map(({ step }) => step)).toEqual([null, null, null, null]);
  });
});
