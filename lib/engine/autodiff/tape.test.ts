import { describe, expect, it } from "vitest";
import type { Tape } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { createHost } from "#lib/engine/tensor/index.ts";
import {
  agrees,
  backward,
  compareGradients,
  grad,
  gradcheck,
  NoDerivative,
  nearKink,
  numericGradient,
  stencil,
  type Traceable,
  tapeGradients,
  trace,
} from "./index.ts";

const host = createHost();
const matrix = (...rows: readonly (readonly number[])[]): TensorValue => ({
  shape: [rows.length, rows[0]?.length ?? 0],
  data: Float64Array.from(rows.flat()),
});
const number = (x: number): TensorValue => ({ shape: [], data: Float64Array.of(x) });
const evaluated =
  (f: Traceable) =>
  (...args: readonly TensorValue[]) =>
    trace(f, args, host).output.value.data[0] as number;

/** L = (a2 − y)² of x=[1,2], W1=[[.5,.3],[.2,.8]], b1=[.1,.4], W2=[[.9,.7]], b2=.2 with sigmoids. */
const network: Traceable = (r, W1, b1, W2, b2) => {
  const z1 = r.apply("add", [r.apply("matmul", [W1 ?? 0, matrix([1], [2])]), b1 ?? 0]);
  const z2 = r.apply("add", [r.apply("matmul", [W2 ?? 0, r.apply("sigmoid", [z1])]), b2 ?? 0]);
  return r.apply("sum", [r.apply("square", [r.apply("sub", [r.apply("sigmoid", [z2]), 0.8])])]);
};
const parameters = [matrix([0.5, 0.3], [0.2, 0.8]), matrix([0.1], [0.4]), matrix([0.9, 0.7]), matrix([0.2])];

describe("the gradient of a small network", () => {
  it("is the one that the chain rule gives by hand", () => {
    // δ2 = 2 (a2 − y) a2 (1 − a2); dW2 = δ2 a1ᵀ; δ1 = W2ᵀ δ2 ⊙ a1 ⊙ (1 − a1); dW1 = δ1 xᵀ.
    const s = (z: number) => 1 / (1 + Math.exp(-z));
    const a1 = [s(0.5 + 0.6 + 0.1), s(0.2 + 1.6 + 0.4)] as const;
    const a2 = s(0.9 * a1[0] + 0.7 * a1[1] + 0.2);
    const d2 = 2 * (a2 - 0.8) * a2 * (1 - a2);
    const d1 = [0.9 * d2 * a1[0] * (1 - a1[0]), 0.7 * d2 * a1[1] * (1 - a1[1])] as const;
    const byHand = [
      matrix([d1[0], 2 * d1[0]], [d1[1], 2 * d1[1]]),
      matrix([d1[0]], [d1[1]]),
      matrix([d2 * a1[0], d2 * a1[1]]),
      matrix([d2]),
    ];
    const gradients = grad(network, host)(...parameters);
    expect(compareGradients(gradients, byHand, { rtol: 1e-13, atol: 1e-16 })).toMatchObject({
      agrees: true,
      entries: 9,
    });
  });

  it("is the one that central differences see", () => {
    expect(gradcheck(evaluated(network), grad(network, host), parameters)).toMatchObject({ agrees: true, entries: 9 });
  });

  it("adds up where a tensor is used twice, and is zero where one is not used", () => {
    const f: Traceable = (r, a) => r.apply("sum", [r.apply("mul", [a ?? 0, r.apply("add", [a ?? 0, a ?? 0])])]);
    const [da, db] = grad(f, host)(matrix([3, -2]), matrix([1], [1]));
    expect(da).toEqual(matrix([12, -8]));
    expect(db).toEqual(matrix([0], [0]));
  });
});

describe("a tape from elsewhere", () => {
  const x = matrix([1, 2]);
  const tape = (op: string): Tape => ({
    leaves: [
      { id: 7, path: ["0", "x"], value: x },
      { id: 3, path: null, value: matrix([5, 5]) },
    ],
    entries: [
      { op: "mul", inputs: [7, 3], output: 8, attributes: {} },
      { op, inputs: [8], output: 9, attributes: {} },
      { op: "mul", inputs: [9, { scalar: 2 }], output: 4, attributes: {} },
    ],
    outputs: [{ path: [], id: 4 }],
  });

  it("is replayed from its leaves, whatever its numbers, and gives every leaf's gradient", () => {
    const gradients = backward(tape("sum"), 4, number(1), host);
    expect(gradients.get(7)).toEqual(matrix([10, 10]));
    expect(gradients.get(3)).toEqual(matrix([2, 4]));
    expect([...gradients.keys()]).toEqual([7, 3]);
  });

  it("starts from any cotangent", () => {
    expect(backward(tape("neg"), 4, matrix([1, -3]), host).get(7)).toEqual(matrix([-10, 30]));
  });

  it("lets nothing through a step function", () => {
    expect(backward(tape("sign"), 4, matrix([1, 1]), host).get(7)).toEqual(matrix([0, 0]));
  });

  it("gives the gradients by the arguments' paths, and nothing for a result that is not on it", () => {
    expect(tapeGradients(tape("sum"), host)).toEqual([{ path: ["0", "x"], gradient: matrix([10, 10]) }]);
    expect(tapeGradients(tape("sum"), host, ["loss"])).toBeNull();
    const argumentItself: Tape = { ...tape("sum"), entries: [], outputs: [{ path: ["a"], id: 7 }] };
    expect(tapeGradients(argumentItself, host, ["a"])?.[0]?.gradient).toEqual(matrix([1, 1]));
  });

  it("throws where an operation draws at random, for the draw would be another one", () => {
    expect(() => backward(tape("permutation"), 4, number(1), host)).toThrow("permutation draws anew");
  });

  it("throws where an operation has no row", () => {
    expect(() => backward(tape("sum"), 4, number(1), host, {})).toThrow(NoDerivative);
    expect(() => backward(tape("toString"), 4, number(1), host)).toThrow("no operation");
  });
});

describe("central differences", () => {
  it("meet known derivatives to ten digits", () => {
    const f = (a: TensorValue) => a.data.reduce((sum, x) => sum + Math.sin(3 * x) + x ** 5, 0);
    const at = matrix([0.3, -1.2], [2, 0]);
    const [gradient] = numericGradient((a) => f(a as TensorValue), [at]);
    at.data.forEach((x, i) => {
      const exact = 3 * Math.cos(3 * x) + 5 * x ** 4;
      expect(Math.abs((gradient?.data[i] as number) - exact)).toBeLessThan(1e-9 * Math.max(1, Math.abs(exact)));
    });
  });

  it("can be evaluated elsewhere in one batch", () => {
    const at = [matrix([1, 2]), number(3)];
    const { points, gradient } = stencil(at);
    expect(points).toHaveLength(12);
    const values = points.map(([a, b]) => ((a?.data[0] as number) - (a?.data[1] as number)) * (b?.data[0] as number));
    const [da, db] = gradient(values);
    expect([...(da?.data ?? []), ...(db?.data ?? [])].map((x) => Math.round(x * 1e9) / 1e9)).toEqual([3, -3, -1]);
    expect(db?.shape).toEqual([]);
    expect(at[0]).toEqual(matrix([1, 2]));
  });
});

describe("the report on a gradient", () => {
  const f: Traceable = (r, a) => r.apply("sum", [r.apply("square", [a ?? 0])]);
  const at = [matrix([1, 2], [3, 4])];
  const right = matrix([2, 4], [6, 8]);

  it("names the entry that is furthest off", () => {
    const report = gradcheck(evaluated(f), () => [matrix([2, 4], [6.5, 8.1])], at);
    expect(report).toMatchObject({ agrees: false, entries: 4, agreeing: 2, otherShape: null });
    expect(report.worst).toMatchObject({ argument: 0, index: [1, 0], analytic: 6.5 });
    expect(report.worst?.numeric).toBeCloseTo(6, 9);
    expect(report.worst?.relativeError).toBeCloseTo(0.5 / 6.5, 9);
  });

  it("counts another shape, and what is not finite, as not agreeing", () => {
    expect(compareGradients([matrix([2, 4, 6, 8])], [right])).toMatchObject({
      agrees: false,
      agreeing: 0,
      otherShape: 0,
    });
    expect(compareGradients([], [right])).toMatchObject({ agrees: false, otherShape: 0 });
    expect(compareGradients([matrix([Number.NaN, 4], [6, 8])], [right])).toMatchObject({ agrees: false, agreeing: 3 });
    expect(compareGradients([right], [matrix([Number.POSITIVE_INFINITY, 4], [6, 8])]).worst?.index).toEqual([0, 0]);
  });

  it("believes a tape only where it agrees: a value that went through a plain number drops out of it", () => {
    // L = Σ a · a₀, where a₀ was read as a number: the tape has L = 1·Σa and misses the other half.
    const loss = (a: TensorValue) => a.data.reduce((sum, x) => sum + x, 0) * (a.data[0] as number);
    const dropped: Traceable = (r, a) => r.apply("mul", [r.apply("sum", [a ?? 0]), a?.value.data[0] ?? 0]);
    const numeric = numericGradient((a) => loss(a as TensorValue), at);
    expect(agrees(grad(dropped, host)(...at), numeric)).toBe(false);
    expect(agrees(grad(f, host)(...at), numericGradient(evaluated(f), at))).toBe(true);
  });
});

describe("points near kinks", () => {
  const kinksOf = (op: string, inputs: readonly (TensorValue | number)[], attributes = {}) => {
    const at = inputs.filter((input) => typeof input !== "number");
    const f: Traceable = (r, ...args) => {
      const left = [...args];
      return r.apply(
        op,
        inputs.map((input) => (typeof input === "number" ? input : (left.shift() ?? 0))),
        attributes,
      );
    };
    return nearKink(trace(f, at, host).tape, host).map((kink) => kink.op);
  };

  const near: readonly (readonly [string, readonly (TensorValue | number)[], object?])[] = [
    ["relu", [matrix([1, 0.004])]],
    ["abs", [matrix([-0.001])]],
    ["sign", [matrix([0])]],
    ["log", [matrix([0.002])]],
    ["sqrt", [matrix([0.002])]],
    ["div", [1, matrix([0.001])]],
    ["pow", [matrix([0.001]), 0.5]],
    ["maximum", [matrix([1, 2]), matrix([3, 2.005])]],
    ["minimum", [matrix([1], [2]), matrix([2, 5])]],
    ["greater", [matrix([0.5]), 0.501]],
    ["equal", [matrix([1]), matrix([1])]],
    ["max", [matrix([1, 5], [5.001, 0])]],
    ["min", [matrix([1, 5], [5.001, 1.001])]],
    ["argmax", [matrix([1, 1.001], [3, 9])], { axis: 1 }],
    ["max", [matrix([1, 5], [1.001, 9])], { axis: 0 }],
    ["norm", [matrix([0, 0.001])]],
    ["std", [matrix([1, 1.001])]],
    ["argsort", [matrix([1, 5, 1.001], [1, 2, 3])]],
    ["round", [matrix([0.2, 1.4999])]],
    ["round", [matrix([0.2, 0.251])], { decimals: 1 }],
    ["maximum", [{ shape: [2, 1, 2], data: Float64Array.of(1, 2, 3, 4) }, matrix([5, 5], [7, 3.999])]],
    ["clip", [matrix([0.999])], { min: -1, max: 1 }],
  ];
  for (const [op, inputs, attributes] of near) {
    it(`are seen at ${op}${attributes ? ` with ${JSON.stringify(attributes)}` : ""}`, () =>
      expect(kinksOf(op, inputs, attributes)).toEqual([op]));
  }

  const far: readonly (readonly [string, readonly (TensorValue | number)[], object?])[] = [
    ["relu", [matrix([1, -0.5])]],
    ["pow", [matrix([0.001]), 2]],
    ["max", [matrix([1, 5], [5.001, 0])], { axis: 1 }],
    ["max", [matrix([2])]],
    ["clip", [matrix([0.001])], { min: -1 }],
    ["exp", [matrix([0])]],
    ["argsort", [matrix([1, 2], [1.001, 3])], { axis: 1 }],
    ["round", [matrix([0.51 + 0.2, 1.2])]],
  ];
  for (const [op, inputs, attributes] of far) {
    it(`are not seen at ${op}${attributes ? ` with ${JSON.stringify(attributes)}` : ""} where there is room`, () =>
      expect(kinksOf(op, inputs, attributes)).toEqual([]));
  }

  it("do not count where only constants stand at the kink", () => {
    const f: Traceable = (r, a) => r.apply("add", [a ?? 0, r.apply("relu", [matrix([0, 0])])]);
    expect(nearKink(trace(f, [matrix([1, 1])], host).tape, host)).toEqual([]);
  });
});
