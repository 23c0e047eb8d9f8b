// Longer than most: whole answers in the styles in which each of these was met.
import { describe, expect, it } from "vitest";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import type { CodeContext } from "../context.ts";
import { createKept } from "../draws.ts";
import { createTracer, type Found } from "./index.ts";

const runner = createLocalRunner();

type Shape = readonly (string | number)[];
type Given = {
  readonly args: readonly string[];
  readonly gradients: { readonly [gradient: string]: string };
  readonly shapes: { readonly [name: string]: Shape };
  readonly sizes: { readonly [size: string]: number | { readonly from: number; readonly to: number } };
};

/** An exercise of a loss and its gradient, with values drawn at random in the shapes given. */
function partOf({ args, gradients, shapes, sizes }: Given): CodeContext["part"] {
  const values: { [name: string]: unknown } = {};
  for (const [name, shape] of Object.entries(shapes)) {
    const [first = "", second] = name.split(".");
    const drawn = { shape, uniform: [-1, 1] };
    values[first] = second === undefined ? drawn : { ...(values[first] as object | undefined), [second]: drawn };
  }
  const returns = Object.fromEntries(Object.entries(gradients).map(([name, of]) => [name, shapes[of]]));
  return {
    functions: { loss: { args, returns: "number" }, backward: { args, returns } },
    gradients,
    cases: { sizes, values },
  } as unknown as CodeContext["part"];
}

async function traceOf(source: string, part: CodeContext["part"]): Promise<Found | null> {
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
  return (await createTracer(context, { loss: "loss", gradient: "backward" }, "trace:test"))?.() ?? null;
}

const changed = (source: string, ...pairs: readonly (readonly [string, string])[]): string =>
  pairs.reduce((text, [from, to]) => {
    expect(text.split(from)).toHaveLength(2);
    return text.replace(from, to);
  }, source);
const lineOf = (source: string, text: string): number => source.slice(0, source.indexOf(text)).split("\n").length;
const firstOf = (found: Found | null) => found?.trace.chain.find(({ state }) => state === "first-off");
const marks = (found: Found | null) =>
  (found?.trace.chain ?? []).map(({ state, at, relation }) => `${state} ${at?.line ?? "-"} ${relation ?? ""}`.trim());

const UP_TO = { from: 1, to: 5 };

const LINEAR = partOf({
  args: ["p", "X", "Y"],
  gradients: { dW: "p.W", db: "p.b" },
  shapes: { X: ["n", "m"], Y: [1, "m"], "p.W": [1, "n"], "p.b": [1, 1] },
  sizes: { n: UP_TO, m: UP_TO },
});
const moments = `export const forward = ({ W, b }, X) => ({ Yhat: nd.matmul(W, X).add(b) });
export function loss(p, X, Y) {
  const miss = nd.sub(forward(p, X).Yhat, Y);
  return nd.mean(nd.mul(miss, miss)).item();
}
function moments(X, Y) {
  const m = X.shape[1];
  const xx = X.matmul(X.T).div(m);
  const xMean = X.mean(1, true);
  const yx = Y.matmul(X.T).div(m);
  const yMean = Y.mean(1, true);
  return { xx, xMean, yx, yMean, m };
}
export function backward({ W, b }, X, Y) {
  const { xx, xMean, yx, yMean, m } = moments(X, Y);
  const dW = W.matmul(xx).add(b.matmul(xMean.T)).sub(yx).mul(2);
  const db = W.matmul(xMean).add(b).sub(yMean).mul(2);
  return { dW, db };
}`;

describe("a gradient that is put together from moments of the data", () => {
  it("is off where the moment was computed that is not divided by m", async () => {
    const source = changed(moments, ["Y.matmul(X.T).div(m)", "Y.matmul(X.T)"]);
    const found = await traceOf(source, LINEAR);
    const line = lineOf(source, "const yx");
    expect(found?.at?.line).toBe(line);
    expect(found?.sentence).toBe(`It first goes another way in line ${line}, at yx: m times as large.`);
    expect(marks(found)).toEqual([
      `first-off ${line} m times as large`,
      `after ${lineOf(source, "const dW")}`,
      `right ${lineOf(source, "const db")}`,
    ]);
  });

  it("is off where it is put together if that line divides the others by m", async () => {
    const source = changed(
      moments,
      ["X.matmul(X.T).div(m)", "X.matmul(X.T)"],
      ["Y.matmul(X.T).div(m)", "Y.matmul(X.T)"],
      ["W.matmul(xx)", "W.matmul(xx).div(m)"],
    );
    const found = await traceOf(source, LINEAR);
    expect(found?.at?.line).toBe(lineOf(source, "const dW"));
    expect(firstOf(found)?.relation).toBe(
      `yx in line ${lineOf(source, "const yx")}, a part of it, goes in m times as large`,
    );
  });

  it("may be off in its line or before where a term is missing, but not in what another gradient has rightly", async () => {
    const source = changed(moments, [".add(b.matmul(xMean.T))", ""]);
    const found = await traceOf(source, LINEAR);
    expect(found?.at?.line).toBe(lineOf(source, "const dW"));
    expect(firstOf(found)?.relation).toBe(
      `here, or before it in line ${lineOf(source, "const xx")} (xx) or line ${lineOf(source, "const yx")} (yx)`,
    );
  });
});

const TWO = partOf({
  args: ["p", "X", "Y"],
  gradients: { dW1: "p.W1", db1: "p.b1", dW2: "p.W2", db2: "p.b2" },
  shapes: { X: ["n", "m"], Y: [1, "m"], "p.W1": ["h", "n"], "p.b1": ["h", 1], "p.W2": [1, "h"], "p.b2": [1, 1] },
  sizes: { n: 2, h: UP_TO, m: UP_TO },
});
const decayed = `export function forward(p, X) {
  const A1 = nd.tanh(p.W1.matmul(X).add(p.b1));
  return { A1, A2: p.W2.matmul(A1).add(p.b2) };
}
export function loss(p, X, Y) {
  const m = X.shape[1];
  const fit = nd.mean(nd.square(forward(p, X).A2.sub(Y))).item();
  return fit + (0.3 / m) * (nd.square(p.W1).sum().item() + nd.square(p.W2).sum().item());
}
export function backward(p, X, Y) {
  const m = X.shape[1];
  const { A1, A2 } = forward(p, X);
  const E = A2.sub(Y).mul(2);
  const decay = (W) => W.mul(0.6);
  const dW2 = E.matmul(A1.T).add(decay(p.W2)).div(m);
  const H = p.W2.T.matmul(E).mul(nd.sub(1, A1.mul(A1)));
  const dW1 = H.matmul(X.T).add(decay(p.W1)).div(m);
  return { dW1, db1: H.mean(1, true), dW2, db2: E.mean(1, true) };
}`;

describe("a penalty", () => {
  it("is off where it is added after the division by m, and not in the helper that is right for other weights", async () => {
    const source = changed(decayed, ["A1.T).add(decay(p.W2)).div(m)", "A1.T).div(m).add(decay(p.W2))"]);
    const found = await traceOf(source, TWO);
    expect(found?.at?.line).toBe(lineOf(source, "const dW2"));
    expect(firstOf(found)?.relation).toBe(
      `what is computed in line ${lineOf(source, "const decay")}, a part of it, goes in m times as large`,
    );
  });

  it("is off as 1/m of itself where it is divided by m twice", async () => {
    const source = changed(decayed, ["A1.T).add(decay(p.W2)).div(m)", "A1.T).add(decay(p.W2).div(m)).div(m)"]);
    const found = await traceOf(source, TWO);
    expect(found?.at?.line).toBe(lineOf(source, "const dW2"));
    expect(firstOf(found)?.relation).toMatch(/^1\/m of it|goes in as 1\/m of it$/);
  });

  it("is off in the helper if that is wrong for all weights", async () => {
    const source = changed(decayed, ["W.mul(0.6)", "W.mul(1.2)"]);
    const found = await traceOf(source, TWO);
    expect(found?.at?.line).toBe(lineOf(source, "const decay"));
    expect(firstOf(found)).toMatchObject({ relation: "twice as large", tex: expect.stringContaining("in part") });
  });
});

describe("a factor of the first step that is off", () => {
  it("is that of what follows, too, whatever is divided by m at the end", async () => {
    const found = await traceOf(changed(decayed, ["A2.sub(Y).mul(2)", "A2.sub(Y)"]), TWO);
    const said = (found?.trace.chain ?? []).map(({ relation }) => relation);
    expect(said.filter((one) => one?.includes("m times"))).toEqual([]);
    expect(firstOf(found)?.relation).toMatch(/^half as large( \(the division by m comes later\))?$/);
  });

  it("is none of a value that is carried on rightly beside it", async () => {
    const source = changed(
      decayed,
      ["E.matmul(A1.T).add(decay(p.W2)).div(m)", "E.matmul(A1.T).add(decay(p.W2))"],
      ["H.matmul(X.T).add(decay(p.W1)).div(m)", "H.matmul(X.T).add(decay(p.W1))"],
    );
    const found = await traceOf(source, TWO);
    expect(marks(found)).toContain(`right ${lineOf(source, "const H")} m times as large`);
  });

  it("is none of what is divided by m at the end beside a gradient that was forgotten, whatever else is off", async () => {
    const source = changed(decayed, ["E.mean(1, true)", "E.sum(1, true)"], ["nd.sub(1, A1.mul(A1))", "nd.sub(1, A1)"]);
    const found = await traceOf(source, TWO);
    expect(marks(found)).toContain(`right ${lineOf(source, "const H")} m times as large`);
  });
});

const RECURRENT = partOf({
  args: ["p", "X", "Y"],
  gradients: { dWx: "p.Wx", dWh: "p.Wh", db: "p.b", dV: "p.V" },
  shapes: { X: ["n", "T"], Y: [1, "T"], "p.Wx": ["h", "n"], "p.Wh": ["h", "h"], "p.b": ["h", 1], "p.V": [1, "h"] },
  sizes: { n: UP_TO, h: UP_TO, T: UP_TO },
});
const recurrent = `function unroll(p, X) {
  const states = [nd.zeros_like(p.b)];
  for (let t = 0; t < X.shape[1]; t++) {
    const pre = p.Wx.matmul(X.col(t, true)).add(p.Wh.matmul(states[t])).add(p.b);
    states.push(pre.tanh());
  }
  return states;
}
export function loss(p, X, Y) {
  const outs = unroll(p, X).slice(1).map((s) => p.V.matmul(s));
  const diff = nd.hstack(outs).sub(Y);
  return diff.mul(diff).mean().mul(0.5).item();
}
export function backward(p, X, Y) {
  const states = unroll(p, X);
  const steps = X.shape[1];
  const grads = { dWx: nd.zeros_like(p.Wx), dWh: nd.zeros_like(p.Wh), db: nd.zeros_like(p.b), dV: nd.zeros_like(p.V) };
  let later = nd.zeros_like(p.b);
  for (let t = steps; t >= 1; t--) {
    const e = p.V.matmul(states[t]).sub(Y.col(t - 1, true)).div(steps);
    grads.dV = grads.dV.add(e.matmul(states[t].T));
    const total = p.V.T.matmul(e).add(later);
    const delta = total.sub(total.mul(states[t]).mul(states[t]));
    grads.dWx = grads.dWx.add(delta.matmul(X.col(t - 1, true).T));
    grads.dWh = grads.dWh.add(delta.matmul(states[t - 1].T));
    grads.db = grads.db.add(delta);
    later = p.Wh.T.matmul(delta);
  }
  return grads;
}`;

describe("a loop back through time", () => {
  it("is off in every pass of the line that is, by the number of steps and not by that of the case shown", async () => {
    const source = changed(recurrent, [".div(steps)", ""]);
    const found = await traceOf(source, RECURRENT);
    expect(found?.at?.line).toBe(lineOf(source, "const e ="));
    expect(firstOf(found)?.relation).toBe("T times as large");
    expect(marks(found).filter((mark) => mark.startsWith("right"))).toEqual([]);
  });

  it("has a gradient off that has to be zero in the smallest case, by its line", async () => {
    const source = changed(recurrent, ["delta.matmul(states[t - 1].T)", "delta.matmul(states[t].T)"]);
    const found = await traceOf(source, RECURRENT);
    expect(found?.at?.line).toBe(lineOf(source, "grads.dWh = "));
    expect(firstOf(found)?.relation).toBe("it has to be 0 in this case");
    // The state before the first step is no parameter's doing: nobody asks for its gradient.
    expect(found?.trace.chain.map(({ tex }) => tex).join()).not.toContain("zeros");
  });
});

const LAYER = partOf({
  args: ["p", "X", "G"],
  gradients: { dX: "X", dW: "p.W", db: "p.b" },
  shapes: { X: ["n", "m"], G: ["h", "m"], "p.W": ["h", "n"], "p.b": ["h", 1] },
  sizes: { n: UP_TO, h: UP_TO, m: UP_TO },
});
const layer = `const slope = (Z) => {
  const E = nd.exp(Z.mul(2));
  return E.mul(4).div(nd.square(E.add(1)));
};
export function forward(p, X) {
  const Z = p.W.matmul(X).add(p.b);
  const E = nd.exp(Z.mul(2));
  return { Z, A: E.sub(1).div(E.add(1)) };
}
export function loss(p, X, G) {
  return forward(p, X).A.mul(G).sum().item();
}
export function backward(p, X, G) {
  const { Z, A } = forward(p, X);
  const signal = G.mul(slope(Z));
  const dW = nd.zeros_like(p.W);
  const db = nd.zeros_like(p.b);
  const columns = [];
  for (let k = 0; k < X.shape[1]; k++) {
    const d = signal.col(k, true);
    const x = X.col(k, true);
    dW.addInPlace(d.matmul(x.T));
    db.addInPlace(d);
    columns.push(p.W.T.matmul(d));
  }
  const dX = nd.hstack(columns);
  return { dX, dW, db };
}`;

describe("a loop over examples", () => {
  it("is off in the line that adds up, where all that it adds is right elsewhere", async () => {
    const source = changed(layer, ["d.matmul(x.T)", "d.matmul(x.T).div(X.shape[1])"]);
    const found = await traceOf(source, LAYER);
    expect(found?.at?.line).toBe(lineOf(source, "dW.addInPlace"));
    expect(firstOf(found)?.relation).toBe("1/m of it");
  });

  it("is not off there where what is added was off before", async () => {
    const source = changed(layer, ["signal.col(k, true)", "signal.col(k, true).mul(2)"]);
    const found = await traceOf(source, LAYER);
    expect(found?.at?.line).toBe(lineOf(source, "const d ="));
  });

  it("is told no relation that holds in the case that is shown alone", async () => {
    const found = await traceOf(changed(layer, ["nd.hstack(columns)", "nd.vstack(columns)"]), LAYER);
    expect(firstOf(found)?.relation).toBe("in larger cases of another shape than it has to be");
  });

  it("has no tick at a value that is a gradient of data by chance", async () => {
    const source = changed(layer, ["slope(Z))", "slope(A))"]);
    const found = await traceOf(source, LAYER);
    expect(found?.at).toBeNull();
    expect(firstOf(found)).toMatchObject({
      given: true,
      relation: expect.stringMatching(/look at what the function of line 2/),
    });
    expect(found?.trace.chain.map(({ tex }) => tex).join()).not.toContain("partial G");
  });
});

const CLASSES = partOf({
  args: ["p", "X", "Y"],
  gradients: { dW: "p.W", db: "p.b" },
  shapes: { X: ["n", "m"], Y: ["k", "m"], "p.W": ["k", "n"], "p.b": ["k", 1] },
  sizes: { n: UP_TO, m: UP_TO, k: { from: 2, to: 5 } },
});
const classes = `const shares = (Z) => {
  const E = nd.exp(Z.sub(Z.max(0, true)));
  return E.div(E.sum(0, true));
};
const scores = (p, X) => p.W.matmul(X).add(p.b);
export const forward = (p, X) => shares(scores(p, X));
export function loss(p, X, Y) {
  const Z = scores(p, X);
  return nd.log(nd.exp(Z).sum(0, true)).mul(Y.sum(0, true)).sub(Z.mul(Y).sum(0, true)).mean().item();
}
export function backward(p, X, Y) {
  const P = shares(scores(p, X));
  const D = P.mul(Y.sum(0, true)).sub(Y).div(X.shape[1]);
  return { dW: D.matmul(X.T), db: D.sum(1, true) };
}`;

describe("a helper that the forward pass asks for as it is", () => {
  it("is not where the gradient goes off: a factor that only the gradient needs is left out where it is used", async () => {
    const source = changed(classes, ["P.mul(Y.sum(0, true)).sub(Y)", "P.sub(Y)"]);
    const found = await traceOf(source, CLASSES);
    expect(found?.at?.line).toBe(lineOf(source, "const D ="));
  });

  it("has a gradient that holds where nothing is left out", async () => {
    expect(await traceOf(classes, CLASSES)).toBeNull();
  });
});
