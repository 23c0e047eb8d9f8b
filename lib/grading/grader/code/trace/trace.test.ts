import { describe, expect, it } from "vitest";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import type { CodeContext } from "../context.ts";
import { createTracer, type Found } from "./index.ts";
import { others, planted } from "./planted.test-data.ts";

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
    hidden: false,
    reference: () => Promise.reject(new Error("a trace needs no reference")),
    property: null,
  };
  const tracer = await createTracer(context, { loss: "loss", gradient: "backward" }, "trace:test");
  return tracer?.() ?? null;
}

const lineOf = (source: string, text: string): number =>
  source.slice(0, source.indexOf(text) + text.search(/\S/)).split("\n").length;

describe.each([...planted, ...others])("a backward pass with $style", ({ source, slips }) => {
  it("has no trace where it is right", async () => {
    expect(await traceOf(source)).toBeNull();
  });

  it.each(slips)("is followed to $to, in the place of $from", async ({ from, to, relation, line }) => {
    expect(source.split(from)).toHaveLength(2);
    const changed = source.replace(from, to);
    const found = await traceOf(changed);
    const first = found?.trace.chain.find(({ state }) => state === "first-off");
    expect({ line: found?.at?.line, relation: first?.relation }).toEqual({
      line: line === undefined ? lineOf(source, from) : lineOf(changed, line),
      relation: relation === null ? first?.relation : expect.stringMatching(relation),
    });
  });
});
