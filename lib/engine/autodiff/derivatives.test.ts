import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TensorValue } from "#lib/core/value.ts";
import { createHost, operations } from "#lib/engine/tensor/index.ts";
import type { Derivative, Derivatives, Vjp } from "./derivative.ts";
import {
  backward,
  compareGradients,
  derivatives,
  type GradientReport,
  nearKink,
  numericGradient,
  type Traceable,
  trace,
} from "./index.ts";
import { filled } from "./moves.ts";
import { notDifferentiated, type Sample, samples } from "./samples.test-data.ts";

const host = createHost();

/** The operation at a sample, as a function of the inputs named by `which`. */
function applied(op: string, { inputs, attributes }: Sample, which: readonly number[]): Traceable {
  return (recorder, ...args) => {
    const given = inputs.map((input, i) => (which.includes(i) ? (args[which.indexOf(i)] ?? input) : input));
    return recorder.apply(op, given, attributes);
  };
}

/** A weight of its own for every entry of an output: the loss is Σ wᵢ yᵢ, so that no entry can stand in for another. */
const weightsFor = ({ shape, data }: TensorValue): TensorValue => ({
  shape,
  data: data.map((_, i) => Math.sin(1 + i)),
});

/** Holds one row of the table against central differences at one sample; null where the sample lies near a kink. */
function held(op: string, sample: Sample, table: Derivatives = derivatives): GradientReport | null {
  const which = sample.inputs.flatMap((input, i) =>
    typeof input === "number" || notDifferentiated[op]?.includes(i) ? [] : [i],
  );
  const at = which.map((i) => sample.inputs[i] as TensorValue);
  const f = applied(op, sample, which);
  const { tape, output } = trace(f, at, host);
  if (nearKink(tape, host).length > 0) return null;
  const weights = weightsFor(output.value);
  const loss = (...args: readonly TensorValue[]) =>
    trace(f, args, host).output.value.data.reduce((sum, y, i) => sum + y * (weights.data[i] as number), 0);
  const gradients = backward(tape, output.id, weights, host, table);
  return compareGradients(
    at.map((_, id) => gradients.get(id) as TensorValue),
    numericGradient(loss, at),
  );
}

const differentiable = operations.filter((operation) => operation.differentiable).map(({ name }) => name);

describe("every operation through which a gradient can flow", () => {
  it("has one row, and samples for its test", () => {
    expect(differentiable.filter((op) => !derivatives[op])).toEqual([]);
    expect(Object.keys(samples).sort()).toEqual([...differentiable].sort());
  });

  for (const op of differentiable) {
    it(`${op} has the derivative that central differences see`, () => {
      fc.assert(
        fc.property(samples[op] as fc.Arbitrary<Sample>, (sample) => {
          const report = held(op, sample);
          fc.pre(report !== null);
          expect(report).toMatchObject({ agrees: true });
        }),
        { numRuns: 60, seed: 4127 },
      );
    });
  }
});

describe("a row that is not the derivative is noticed", () => {
  const rounds = (op: string): readonly Sample[] =>
    fc.sample(samples[op] as fc.Arbitrary<Sample>, { numRuns: 40, seed: 7 });

  const noticed = (op: string, planted: Derivative): boolean =>
    rounds(op).some((sample) => {
      try {
        return held(op, sample, { ...derivatives, [op]: planted })?.agrees === false;
      } catch {
        return true;
      }
    });

  const vjpAt = (row: Derivative, i: number): Vjp | null =>
    typeof row.vjp === "function" ? row.vjp(i) : (row.vjp[i] ?? null);

  const spoilt = (row: Derivative, at: number, by: (vjp: Vjp) => Vjp): Derivative => ({
    ...row,
    vjp: (i) => {
      const vjp = vjpAt(row, i) ?? ((_k, { inputs }) => filled(inputs[i]?.shape ?? [], 0));
      return i === at ? by(vjp) : vjp;
    },
  });

  const defects: { readonly [name: string]: (vjp: Vjp) => Vjp } = {
    "twice too large": (vjp) => (k, given) => k.mul(2, vjp(k, given)),
    "of the opposite sign": (vjp) => (k, given) => k.neg(vjp(k, given)),
    "a millionth too large": (vjp) => (k, given) => k.mul(1 + 1e-6, vjp(k, given)),
    "left out": (vjp) => (k, given) => k.mul(0, vjp(k, given)),
  };

  for (const op of differentiable) {
    it(`for each input of ${op}`, () => {
      const row = derivatives[op] as Derivative;
      for (const input of rounds(op)[0]?.inputs.keys() ?? []) {
        if (notDifferentiated[op]?.includes(input)) continue;
        for (const [name, defect] of Object.entries(defects))
          expect(noticed(op, spoilt(row, input, defect)), `input ${input} ${name}`).toBe(true);
      }
    });
  }

  // What a person might write instead.
  const mistakes: { readonly [name: string]: readonly [string, Derivative["vjp"]] } = {
    "the sigmoid's slope taken at a": ["sigmoid", [(k, { dy, a }) => k.mul(dy, k.mul(a, k.sub(1, a)))]],
    "the sigmoid's slope for tanh": ["tanh", [(k, { dy, y }) => k.mul(dy, k.mul(y, k.sub(1, y)))]],
    "cos for the slope of cos": ["cos", [(k, { dy, a }) => k.mul(dy, k.sin(a))]],
    "relu's slope without the kink": ["relu", [(_k, { dy }) => dy]],
    "1/2 forgotten in √": ["sqrt", [(k, { dy, y }) => k.div(dy, y)]],
    "b of a quotient as of a product": ["div", [(k, { dy, b }) => k.div(dy, b), (k, { dy, a }) => k.mul(dy, a)]],
    "both signs of a difference": ["sub", [(_k, { dy }) => dy, (_k, { dy }) => dy]],
    "the mean without its n": [
      "mean",
      [(k, { dy, a }) => k.mul(filled(a.shape, 1), dy.data.length === 1 ? k.total(dy) : 0)],
    ],
    "the largest shared by all": ["max", [(k, { dy, a }) => k.mul(filled(a.shape, 1), k.total(dy))]],
    "the norm squared": ["norm", [(k, { dy, a }) => k.mul(2, k.mul(a, k.total(dy)))]],
    "a product's factors exchanged": ["mul", [(k, { dy, a }) => k.mul(dy, a), (k, { dy, b }) => k.mul(dy, b)]],
    "matrix factors without transposes": [
      "matmul",
      [(k, { dy, b }) => k.matmul(dy, b), (k, { dy, a }) => k.matmul(a, dy)],
    ],
    "a transpose that stays": ["transpose", [(_k, { dy, a }) => ({ shape: a.shape, data: dy.data })]],
    "a slice that lands at the start": [
      "slice",
      [(_k, { dy, a }) => ({ shape: a.shape, data: Float64Array.from(a.data, (_, i) => dy.data[i] ?? 0) })],
    ],
    "clip's slope outside": ["clip", [(_k, { dy }) => dy]],
    "where's sides exchanged": [
      "where",
      [null, (k, { dy, a }) => k.where(a, 0, dy), (k, { dy, a }) => k.where(a, dy, 0)],
    ],
  };
  for (const [name, [op, vjp]] of Object.entries(mistakes)) {
    it(`as in ${name}`, () => expect(noticed(op, { ...(derivatives[op] as Derivative), vjp })).toBe(true));
  }

  it("and the row itself is not blamed", () => {
    for (const op of differentiable) expect(noticed(op, derivatives[op] as Derivative), op).toBe(false);
  });
});
