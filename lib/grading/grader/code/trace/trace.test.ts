import { describe, expect, it } from "vitest";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import type { CodeContext } from "../context.ts";
import { createKept } from "../draws.ts";
import { createTracer, type Found } from "./index.ts";
import { blocks, deep, descending, margin, noted, others, type Planted, planted, turned } from "./planted.test-data.ts";

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
    expect(new Set(chain.map(({ tex }) => tex)).size).toBe(chain.length);
  });
});

describe("a slip that takes itself back in part", () => {
  it("is named by no line that is right: a sign in a loop turns twice on its way to the first layer", async () => {
    const found = await traceOf(deep.source.replace("T, dZ);", "T, dZ).neg();"), THREE_LAYERS);
    expect(found?.trace).toMatchObject({ firstOff: null, note: expect.stringMatching(/No single step/) });
  });
});

const changed = (source: string, from: string, to: string): string => {
  expect(source.split(from)).toHaveLength(2);
  return source.replace(from, to);
};
/** Marks of the chain with their lines: `right 20`. */
const marks = (found: Found | null): string[] =>
  (found?.trace.chain ?? []).map(({ state, at }) => `${state} ${at?.line ?? "-"}`);
const firstOf = (found: Found | null) => found?.trace.chain.find(({ state }) => state === "first-off");

describe("what no parameter acts on", () => {
  it("is no gradient because it is one up to sign and size: targets on their side", async () => {
    const source = changed(turned, "a2.mul(nd.sub(1, a2));", "nd.sub(1, a2.mul(a2));");
    const found = await traceOf(source);
    const data = lineOf(source, "const x = X.T");
    expect(marks(found)).toContain(`first-off ${lineOf(source, "const da2dz2")}`);
    expect(marks(found)).toContain(`right ${lineOf(source, "const dLda2")}`);
    expect(marks(found).filter((mark) => mark.endsWith(` ${data}`))).toEqual([]);
    expect(found?.trace.steps.filter(({ at, match }) => at?.line === data && match !== null)).toEqual([]);
  });

  it("is no gradient either as a mask: all ones where each gradient is −1/m", async () => {
    const source = changed(margin, "db2: dZ2.sum(1, true)", "db2: dZ2.sum(1, true).neg()");
    const found = await traceOf(source);
    expect(firstOf(found)?.relation).toMatch(/opposite sign/);
    expect(marks(found)).toContain(`right ${lineOf(source, "const dZ2")}`);
    expect(marks(found)).not.toContain(`right ${lineOf(source, "const inside")}`);
  });
});

describe("the case that is shown", () => {
  const twice = (source: string) => changed(source, "nd.sub(1, nd.square(A1))", "nd.sub(1, A1)");
  const [{ source: named }] = planted as [Planted];

  it("is one in which the step differs: without its 1/m a gradient is right at m = 1", async () => {
    const found = await traceOf(twice(changed(named, "dZ2.sum(1, true).div(m)", "dZ2.sum(1, true)")));
    expect(firstOf(found)).toMatchObject({ relation: "m times as large" });
    expect(found?.trace.sizes.m).toBeGreaterThan(1);
    expect(found?.trace.note).toMatch(/larger than the smallest that fails: there \(.*m = 1\) db2 comes out right/);
  });

  it("is the smallest where that shows all that is off", async () => {
    const found = await traceOf(twice(named));
    expect(found?.trace).toMatchObject({ sizes: { m: 1, h: 1 }, note: null });
  });
});

describe("things that are called the same", () => {
  const tex = (found: Found | null) => (found?.trace.chain ?? []).map((link) => link.tex).join(" ");

  it("are told apart by their lines, and in one line by the parameter that enters", async () => {
    const found = await traceOf(changed(blocks, "nd.sub(1, value", "nd.add(1, value"));
    expect(firstOf(found)?.tex).toMatch(/value\}_\{\\text\{line 10\}\}.*value\}_\{\\text\{line 2, with W1\}\}/);
    expect(tex(found)).toMatch(/value\}_\{\\text\{line 2, with W2\}\}/);
  });

  it("are told with one pair of brackets, also where the line has a name of its own", async () => {
    const named = changed(
      descending,
      "  return { ...grads,",
      "  const dZ = nd.matmul(p.W2.T, delta).mul(slope).neg();\n  return { ...grads,",
    );
    const source = changed(named, "nd.matmul(p.W2.T, delta).mul(slope), l - 1", "dZ, l - 1");
    expect((await traceOf(source))?.sentence).toBe(
      `It first goes another way in line ${lineOf(source, "const dZ")}, at the gradient with respect to the result of matmul in line 3 (with W1), in dZ: of opposite sign.`,
    );
  });

  it("are told apart in a sentence that names both", async () => {
    const found = await traceOf(changed(descending, "const A = acts[l];", "const A = acts[l + 1];"));
    expect(firstOf(found)?.relation).toBe(
      "the slope of the sigmoid at the result of add in line 3 (with W2), where the slope of the sigmoid at the result of add in line 3 (with W1) belongs",
    );
  });

  it("are told apart by their order where no parameter does: two logarithms in one line", async () => {
    const slip = changed(turned, "a2.mul(nd.sub(1, a2));", "nd.sub(1, a2.mul(a2));");
    const source = changed(slip, "  const dLda2", "  const dLog = y.neg().div(Y.size);\n  const dLda2");
    const found = await traceOf(source);
    const link = found?.trace.chain.find(({ at }) => at?.line === lineOf(source, "const dLog"));
    expect(link).toMatchObject({ state: "right", tex: expect.stringMatching(/mathrm\{log\}.*the first one/) });
  });
});

describe("a line that does the same rightly for another layer", () => {
  it("is not at fault: what it was given is, and the line is not the place", async () => {
    const source = changed(blocks, "bend.pull(out.down)", "out.down");
    const found = await traceOf(source);
    const line = lineOf(source, "dW: nd.matmul");
    expect(firstOf(found)).toMatchObject({ at: { line }, given: true });
    expect(firstOf(found)?.relation).toMatch(
      /slope of tanh at value in line 2 \(with W1\) is left out; line 4 is right for W2, so look at what it is given for W1$/,
    );
    expect(found?.at).toBeNull();
  });

  it("is at fault where it takes what is right for one layer only", async () => {
    const found = await traceOf(changed(deep.source, "nd.square(A[l - 1])", "nd.square(A[1])"), THREE_LAYERS);
    expect(found?.at).not.toBeNull();
    expect(firstOf(found)).not.toHaveProperty("given");
  });

  it("is at fault where both layers have it wrong", async () => {
    const found = await traceOf(changed(blocks, "db: up.sum(1, true)", "db: up.sum(1, true).neg()"));
    expect(found?.at?.line).toBe(lineOf(blocks, "db: up.sum"));
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
