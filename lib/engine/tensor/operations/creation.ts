import { NO_AXIS } from "#lib/engine/kernel/index.ts";
import { float, int, type Operation, row, shape } from "./row.ts";

const constant = { method: false, differentiable: false } as const;
const ofShape = (name: string, code: number, value: string): Operation =>
  row(name, code, `A tensor of ${value}: \`${name}(2, 3)\` or \`${name}([2, 3])\`.`, {
    ...constant,
    operands: [],
    attributes: [shape()],
    signatures: ["(shape: Shape): Tensor", "(...shape: number[]): Tensor"],
  });
const drawn = (name: string, code: number, doc: string, parts: Partial<Operation>): Operation =>
  row(name, code, doc, { ...constant, operands: [], home: "random", ...parts });

export const creation: readonly Operation[] = [
  row(
    "array",
    80,
    "A tensor from a number, a list, nested lists of equal lengths (up to three deep), or a copy of a tensor.",
    {
      method: false,
      signatures: ["(values: TensorLike | Float64Array): Tensor"],
    },
  ),
  ofShape("zeros", 81, "zeros"),
  ofShape("ones", 82, "ones"),
  row("full", 83, "A tensor of one value.", {
    ...constant,
    operands: [],
    attributes: [shape(), float("value", 0)],
    signatures: ["(shape: Shape, value: number): Tensor"],
  }),
  row("eye", 84, "n rows and m columns (n if left out) with ones on the diagonal.", {
    ...constant,
    operands: [],
    attributes: [int("n", 0), int("m", 1, NO_AXIS)],
    signatures: ["(n: number, m?: number): Tensor"],
  }),
  row("arange", 85, "start, start + step, … up to, not including, stop. With one argument: 0 up to it.", {
    ...constant,
    operands: [],
    attributes: [float("start", 0, 0), float("stop", 1), float("step", 2, 1)],
    signatures: ["(stop: number): Tensor", "(start: number, stop: number, step?: number): Tensor"],
  }),
  row("linspace", 86, "num (50 if left out) evenly spaced numbers from start to stop, both included.", {
    ...constant,
    operands: [],
    attributes: [float("start", 0), float("stop", 1), int("num", 0, 50)],
    signatures: ["(start: number, stop: number, num?: number): Tensor"],
  }),
  row("zeros_like", 87, "Zeros in the shape of a.", constant),
  row("ones_like", 88, "Ones in the shape of a.", constant),
];

export const random: readonly Operation[] = [
  drawn("seed", 110, "Begins the sequence of random numbers that belongs to this seed.", {
    attributes: [float("seed", 0)],
    gives: "nothing",
    signatures: ["(seed: number): void"],
  }),
  drawn("normal", 111, "Draws from the normal distribution with mean loc and standard deviation scale.", {
    attributes: [float("loc", 0, 0), float("scale", 1, 1), shape("size")],
    signatures: [
      "(loc?: number, scale?: number, size?: Shape): Tensor",
      "(options: { loc?: number; scale?: number; size?: Shape }): Tensor",
    ],
  }),
  drawn("uniform", 112, "Draws from [low, high), evenly.", {
    attributes: [float("low", 0, 0), float("high", 1, 1), shape("size")],
    signatures: [
      "(low?: number, high?: number, size?: Shape): Tensor",
      "(options: { low?: number; high?: number; size?: Shape }): Tensor",
    ],
  }),
  drawn("integers", 113, "Whole numbers from low up to, not including, high. With high left out: from 0 up to low.", {
    attributes: [float("low", 0, 0), float("high", 1), shape("size")],
    signatures: ["(low: number, high?: number | null, size?: Shape): Tensor"],
  }),
  drawn("permutation", 114, "0 … n−1 in random order, or the rows of a tensor in random order.", {
    operands: ["a"],
    signatures: ["(a: TensorLike): Tensor"],
  }),
  drawn("shuffle", 115, "Puts the rows of a tensor in random order, in place.", {
    operands: ["a"],
    gives: "nothing",
    signatures: ["(a: Tensor): void"],
  }),
];
