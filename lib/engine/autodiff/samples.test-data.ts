import fc from "fast-check";
import { createRandom, type Random } from "#lib/core/random.ts";
import type { TensorValue } from "#lib/core/value.ts";
import type { Attributes } from "#lib/engine/tensor/index.ts";

/** One application of an operation: its inputs, and which of them a gradient is asked for. */
export type Sample = {
  readonly inputs: readonly (TensorValue | number)[];
  readonly attributes?: Attributes;
};

type Sizes = { readonly m: number; readonly n: number; readonly k: number; readonly random: Random };

const signed = (random: Random) => random.pick([-1, 1]) * random.uniform(0.3, 1.7);
const positive = (random: Random) => random.uniform(0.3, 2.3);

const tensor = (random: Random, shape: readonly number[], entry = signed): TensorValue => ({
  shape,
  data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => entry(random)),
});

const drawn = (make: (sizes: Sizes) => Sample): fc.Arbitrary<Sample> =>
  fc
    .record({
      m: fc.integer({ min: 1, max: 4 }),
      n: fc.integer({ min: 1, max: 4 }),
      k: fc.integer({ min: 1, max: 3 }),
      seed: fc.integer(),
    })
    .map(({ seed, ...sizes }) => make({ ...sizes, random: createRandom(seed) }));

const anyShape = ({ m, n, k, random }: Sizes) => random.pick([[m, n], [m, n], [n], [], [k, m, n]]);

const unary = (entry = signed) => drawn((sizes) => ({ inputs: [tensor(sizes.random, anyShape(sizes), entry)] }));

/** Pairs of shapes that broadcast in the ways that axes allow; now and then one side is a plain number. */
const binary = (left = signed, right = left) =>
  drawn(({ m, n, k, random }) => {
    const [a, b] = random.pick<readonly [readonly number[], readonly number[]]>([
      [
        [m, n],
        [m, n],
      ],
      [[m, n], [n]],
      [
        [m, n],
        [1, n],
      ],
      [
        [m, 1],
        [m, n],
      ],
      [
        [m, 1],
        [1, n],
      ],
      [[n], [m, n]],
      [[1], [n]],
      [[n], [n]],
      [[], [m, n]],
      [[m, n], []],
      [[], []],
      [
        [k, m, n],
        [k, m, n],
      ],
      [
        [k, m, 1],
        [m, n],
      ],
      [[n], [k, m, n]],
      [
        [k, 1, n],
        [1, m, 1],
      ],
    ]);
    const inputs: (TensorValue | number)[] = [tensor(random, a, left), tensor(random, b, right)];
    const plain = random.integer(8);
    if (plain < 2) inputs[plain] = plain === 0 ? left(random) : right(random);
    return { inputs };
  });

const folded = drawn((sizes) => {
  const { random } = sizes;
  const a = tensor(random, anyShape(sizes));
  const axes = a.shape.flatMap((_, axis) => [axis, axis - a.shape.length]);
  const keepdims = random.integer(2);
  return {
    inputs: [a],
    attributes: random.integer(3) > 0 && axes.length > 0 ? { axis: random.pick(axes), keepdims } : { keepdims },
  };
});

const multiplied = drawn(({ m, n, k, random }) => {
  const [a, b] = random.pick<readonly [readonly number[], readonly number[]]>([
    [
      [m, k],
      [k, n],
    ],
    [
      [m, k],
      [k, n],
    ],
    [[k], [k, n]],
    [[m, k], [k]],
    [[k], [k]],
    [
      [2, m, k],
      [2, k, n],
    ],
    [
      [2, m, k],
      [k, n],
    ],
    [
      [1, m, k],
      [3, k, n],
    ],
    [[2, m, k], [k]],
  ]);
  return { inputs: [tensor(random, a), tensor(random, b)] };
});

/** Products that `dot` does not know: more matrices on the right. */
const piled = drawn(({ m, n, k, random }) => {
  const a = random.pick([[m, k], [k], [2, m, k]]);
  return { inputs: [tensor(random, a), tensor(random, [2, k, n])] };
});

const line = (axis: 0 | 1) =>
  drawn(({ m, n, k, random }) => {
    const length = axis === 0 ? m : n;
    return {
      inputs: [
        tensor(
          random,
          random.pick([
            [m, n],
            [m, n, k],
          ]),
        ),
      ],
      attributes: { index: random.integer(2 * length) - length, keepdims: random.integer(2) },
    };
  });

const spreadOut = drawn((sizes) => {
  const { random } = sizes;
  const a = tensor(random, random.pick([[5, 4], [4], [2, 4, 3]]));
  const ddof = random.integer(2);
  const keepdims = random.integer(2);
  const axis = random.integer(a.shape.length);
  // a single entry has no spread, whose root has no derivative
  return { inputs: [a], attributes: random.integer(3) > 0 ? { axis, keepdims, ddof } : { keepdims, ddof } };
});

const ofOneShape = drawn((sizes) => {
  const { random } = sizes;
  const shape = random.pick([[sizes.m, sizes.n], [sizes.n], []]);
  const axis = random.integer(2 * (shape.length + 1)) - shape.length - 1;
  return { inputs: [0, 1, 2].map(() => tensor(random, shape)), attributes: { axis } };
});

const joinedDeep = (op: "concat" | "hstack" | "vstack") =>
  drawn(({ m, n, k, random }) => {
    const axis = op === "hstack" ? 1 : op === "vstack" ? 0 : random.integer(3);
    const inputs = [1, k, 2].map((size) =>
      tensor(
        random,
        [2, m, n].map((own, i) => (i === axis ? size : own)),
      ),
    );
    return { inputs, attributes: op === "concat" ? { axis: random.pick([axis, axis - 3]) } : {} };
  });

const joinedAlong = (op: "concat" | "hstack" | "vstack") =>
  drawn(({ m, n, k, random }) => {
    const flat = random.integer(3) === 0;
    const axis = op === "hstack" ? 1 : op === "vstack" ? 0 : random.integer(2);
    const sizes = [m, k, n];
    const inputs = sizes.map((size) =>
      tensor(random, flat ? [op === "vstack" ? n : size] : axis === 0 ? [size, n] : [n, size]),
    );
    return { inputs, attributes: op === "concat" ? { axis: flat ? 0 : random.pick([axis, axis - 2]) } : {} };
  });

/** How each differentiable operation is applied in the property tests. */
export const samples: { readonly [op: string]: fc.Arbitrary<Sample> } = {
  add: binary(),
  sub: binary(),
  mul: binary(),
  div: binary(),
  pow: binary(positive, signed),
  maximum: binary(),
  minimum: binary(),
  neg: unary(),
  abs: unary(),
  square: unary(),
  sqrt: unary(positive),
  relu: unary(),
  exp: unary(),
  log: unary(positive),
  sin: unary(),
  cos: unary(),
  tanh: unary(),
  sigmoid: unary(),
  where: drawn(({ m, n, random }) => {
    const shapes = [[m, n], [n], [m, 1], [1, n], []];
    const condition = tensor(random, random.pick(shapes), () => random.integer(2));
    return { inputs: [condition, tensor(random, random.pick(shapes)), tensor(random, [m, n])] };
  }),
  clip: drawn((sizes) => ({
    inputs: [tensor(sizes.random, anyShape(sizes))],
    attributes: sizes.random.pick([{ min: -0.8, max: 0.9 }, { min: -0.8 }, { max: 0.9 }]),
  })),
  sum: folded,
  mean: folded,
  max: folded,
  min: folded,
  norm: folded,
  var: spreadOut,
  std: spreadOut,
  cumsum: drawn((sizes) => {
    const a = tensor(sizes.random, anyShape(sizes));
    const axis = sizes.random.integer(a.shape.length + 1);
    return { inputs: [a], attributes: axis < a.shape.length ? { axis } : {} };
  }),
  stack: ofOneShape,
  matmul: fc.oneof(multiplied, piled),
  dot: fc.oneof(
    multiplied.filter(({ inputs: [, b] }) => typeof b === "number" || (b?.shape.length ?? 0) < 3),
    binary().filter(
      ({ inputs }) =>
        inputs.some((a) => typeof a !== "number" && a.shape.length === 0) && inputs.every((a) => typeof a !== "number"),
    ),
  ),
  outer: drawn((sizes) => ({
    inputs: [tensor(sizes.random, sizes.random.pick([[sizes.m], [sizes.m, sizes.k]])), tensor(sizes.random, [sizes.n])],
  })),
  transpose: fc.oneof(
    unary(),
    drawn(({ m, n, k, random }) => ({
      inputs: [tensor(random, [m, n, k])],
      attributes: random.pick([
        { axes: [1, 2, 0] },
        { axes: [0, 2, 1] },
        { axes: [-1, 0, 1] },
        { axes: [0, 1, 2] },
        {},
      ]),
    })),
  ),
  reshape: drawn(({ m, n, k, random }) => ({
    inputs: [tensor(random, [m * k, n])],
    attributes: { shape: random.pick([[m, k * n], [m * k * n], [n, m * k], [-1, n], [k, -1], [m, -1, n], [k, m, n]]) },
  })),
  array: unary(),
  copy: unary(),
  slice: drawn(({ m, n, random }) => {
    const a = tensor(random, random.pick([[m, n], [m, n], [n], [2, m, n]]));
    const axis = random.integer(2 * a.shape.length) - a.shape.length;
    const length = a.shape.at(axis) as number;
    const start = random.integer(2 * length) - length;
    const from = start < 0 ? start + length : start;
    const stop = from + 1 + random.integer(length - from);
    return {
      inputs: [a],
      attributes: stop === length && random.integer(2) === 0 ? { start, axis } : { start, stop, axis },
    };
  }),
  row: line(0),
  col: line(1),
  take: drawn(({ m, n, k, random }) => {
    const a = tensor(random, random.pick([[m, n], [m, n], [n], [2, m, n]]));
    const axis = random.integer(2 * a.shape.length) - a.shape.length;
    const length = a.shape.at(axis) as number;
    const list = tensor(random, [k + 1], () => random.integer(2 * length) - length);
    return { inputs: [a, list], attributes: { axis } };
  }),
  concat: fc.oneof(joinedAlong("concat"), joinedDeep("concat")),
  hstack: fc.oneof(joinedAlong("hstack"), joinedDeep("hstack")),
  vstack: fc.oneof(joinedAlong("vstack"), joinedDeep("vstack")),
};

/** Inputs that are places or conditions, not quantities: no gradient is asked for. */
export const notDifferentiated: { readonly [op: string]: readonly number[] } = { where: [0], take: [1] };
