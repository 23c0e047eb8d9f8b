import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "#lib/core/random.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { createHost } from "#lib/engine/tensor/index.ts";
import type { Derivatives } from "./derivative.ts";
import {
  agrees,
  derivatives,
  grad,
  nearKink,
  numericGradient,
  type Recorder,
  type Traceable,
  type Traced,
  trace,
} from "./index.ts";

const host = createHost();
const N = 3;

/** One step of a random program: picks tensors from the pool (by any whole numbers) and adds one. All are N×N, N×1, 1×N or 0-D. */
type Step = (r: Recorder, pool: readonly Traced[], i: number, j: number) => Traced;

const at = (pool: readonly Traced[], i: number): Traced => pool[i % pool.length] as Traced;
const one =
  (op: string): Step =>
  (r, pool, i) =>
    r.apply(op, [at(pool, i)]);
const two =
  (op: string): Step =>
  (r, pool, i, j) =>
    r.apply(op, [at(pool, i), at(pool, j)]);
const square = ({ value }: Traced) => value.shape.length === 2 && value.shape.every((size) => size === N);

const steps: readonly Step[] = [
  two("add"),
  two("sub"),
  two("mul"),
  two("maximum"),
  one("tanh"),
  one("sigmoid"),
  one("sin"),
  one("relu"),
  one("square"),
  one("neg"),
  one("transpose"),
  (r, pool, i, j) =>
    r.apply("div", [at(pool, i), r.apply("add", [r.apply("exp", [r.apply("tanh", [at(pool, j)])]), 1])]),
  (r, pool, i, j) => {
    const squares = pool.filter(square);
    return r.apply("matmul", [at(squares, i), at(squares, j)]);
  },
  (r, pool, i, j) => {
    const a = at(pool, i);
    return a.value.shape.length === 2
      ? r.apply(j % 2 === 0 ? "sum" : "mean", [a], { axis: j % 3 === 0 ? 0 : 1, keepdims: 1 })
      : a;
  },
];

type Program = readonly (readonly [number, number, number])[];

/** Runs the steps, then averages all that was made: every tensor reaches the loss, some on several ways. */
const programmed =
  (program: Program): Traceable =>
  (r, ...args) => {
    const pool = [...args];
    for (const [step, i, j] of program) pool.push((steps[step % steps.length] as Step)(r, pool, i, j));
    return pool
      .map((tensor, k) => r.apply("mul", [r.apply("mean", [r.apply("tanh", [tensor])]), 1 + k / 3]))
      .reduce((sum, term) => r.apply("add", [sum, term]));
  };

const drawn = (seed: number): readonly TensorValue[] => {
  const random = createRandom(seed);
  return [[N, N], [N, N], [N, 1], [1, N], []].map((shape) => ({
    shape,
    data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.uniform(-1, 1)),
  }));
};

const step = fc.tuple(fc.nat({ max: 99 }), fc.nat({ max: 99 }), fc.nat({ max: 99 }));
const programs = fc.tuple(fc.array(step, { minLength: 12, maxLength: 12 }), fc.integer());

/** Whether the tape and central differences agree on a program; null near a kink. */
function agreeing([program, seed]: readonly [Program, number], table: Derivatives = derivatives): boolean | null {
  const f = programmed(program);
  const args = drawn(seed);
  if (nearKink(trace(f, args, host).tape, host).length > 0) return null;
  const numeric = numericGradient((...moved) => trace(f, moved, host).output.value.data[0] as number, args);
  return agrees(grad(f, host, table)(...args), numeric);
}

describe("random programs of twelve operations", () => {
  it("have the gradients that central differences see", () => {
    fc.assert(
      fc.property(programs, (drawnProgram) => {
        const seen = agreeing(drawnProgram);
        fc.pre(seen !== null);
        expect(seen).toBe(true);
      }),
      { numRuns: 60, seed: 4127 },
    );
  });

  it("disagree where one row is not the derivative", () => {
    const half = { y: "a b", vjp: [(k, { dy, b }) => k.mul(dy, b), null] } satisfies Derivatives[string];
    const seen = fc
      .sample(programs, { numRuns: 12, seed: 5 })
      .map((one) => agreeing(one, { ...derivatives, mul: half }));
    expect(seen).toContain(false);
  });
});
