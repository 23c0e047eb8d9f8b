import { type FormulaNode, nodes, type ReadNetwork } from "#lib/engine/expression/index.ts";
import type { FormulaRow } from "./rows.ts";
import {
  binary,
  definitionOf,
  holdsError,
  isError,
  isProduct,
  isSlope,
  isSum,
  number,
  outputOf,
  partsOf,
  places,
  predictionOf,
  sides,
  square,
  squaresPart,
  symbol,
  transpose,
} from "./tree.ts";

const CHAIN = "forward-loss-and-back";
const SQUASHING = "squashing-functions";

const call = (fn: string, primes: number, of: FormulaNode): FormulaNode => ({
  kind: "call",
  fn,
  primes,
  args: [of],
  from: 0,
  to: 0,
});

/** Activations that are taken for each other, by the names under which formulas have them. */
const ACTIVATIONS: readonly string[] = ["g", "sigma", "tanh", "relu"];

const isActivation = (fn: string): boolean => ACTIVATIONS.includes(fn) || fn === "sigmoid";

/** y (1 − y), which is the slope of the sigmoid where y is its value. */
const ofSigmoid = (y: FormulaNode): FormulaNode => binary("hadamard", y, binary("subtract", number(1), y));

/** What is multiplied by the slope of an activation that is not applied. */
const slopesAt = (y: FormulaNode): readonly FormulaNode[] => [
  ...ACTIVATIONS.map((fn) => call(fn, 1, y)),
  ofSigmoid(y),
  binary("subtract", number(1), square(y)),
];

/** Whether a symbol is a layer's sum, with no activation after it. */
const isLinear = (name: string, network: ReadNetwork): boolean => {
  const of = definitionOf(symbol(name), network);
  return of !== null && (isSum(of) || isProduct(of)) && hasWeights(of);
};

const hasWeights = (root: FormulaNode): boolean =>
  [...nodes(root)].some((node) => node.kind === "symbol" && /^[WVU]$/.test(partsOf(node.name).base));

/** The slope of ReLU, or where a layer's sum is above 0: 0 or 1, which is a mask. A condition on anything else is of no unit. */
const isMask = (node: FormulaNode, network: ReadNetwork): boolean => {
  const { activations } = network;
  if (node.kind !== "call") return false;
  const [sum, from] = node.args;
  if (node.fn === "greater" || node.fn === "atleast")
    return sum?.kind === "symbol" && isLinear(sum.name, network) && from?.kind === "number" && from.value === 0;
  const isRelu = node.fn === "relu" || (node.fn === "g" && activations.length === 1 && activations[0] === "relu");
  return node.primes === 1 && isRelu;
};

/** Slips at activations and their slopes: one where there is none, that of another one, in the wrong place or shape. */
export const slopeRows: readonly FormulaRow[] = [
  {
    id: "slope-at-linear-output",
    name: "a slope at an output without an activation",
    says: "The error at the output is multiplied by the slope of an activation. The output is the layer's sum as it is: there is no activation to pass.",
    next: "Write down what lies between the output's sum and the prediction.",
    lesson: CHAIN,
    of: (node, network) => {
      const prediction = predictionOf(node);
      if (prediction === null || !isLinear(prediction, network)) return [];
      return slopesAt(symbol(prediction)).map((slope) => binary("hadamard", node, slope));
    },
  },
  {
    id: "by-the-prediction",
    name: "derivative by the prediction",
    says: "This is the derivative by the prediction. Between the output's sum and the prediction lies the sigmoid.",
    next: "Multiply by the slope of the sigmoid, and simplify.",
    lesson: CHAIN,
    whole: true,
    of: (root, network) =>
      places(root).flatMap(({ node, put }) => {
        const output = outputOf(node, network);
        return output === null ? [] : [put(binary("divide", node, ofSigmoid(output)))];
      }),
  },
  {
    id: "error-squared",
    name: "the square of the error kept",
    says: "The difference of prediction and target stands squared. Where a square is differentiated, it comes down as a factor 2, and the difference is left once.",
    next: "Differentiate $u^2$ first, then $u$.",
    lesson: CHAIN,
    shows: squaresPart,
    of: (node) => (isError(node) ? [square(node)] : []),
  },
  {
    id: "activation-extra",
    name: "an activation where there is none",
    says: "The layer's sum is passed through an activation, and the sum itself is asked for.",
    next: "Leave the activation out.",
    lesson: CHAIN,
    whole: true,
    of: (root) => (isSum(root) && hasWeights(root) ? ACTIVATIONS.map((fn) => call(fn, 0, root)) : []),
  },
  {
    id: "mask-turned",
    name: "the mask turned round",
    says: "The units that are off pass the error on, and those that are on stop it: the condition is the wrong way round.",
    next: "Which slope has ReLU where its sum is above 0?",
    lesson: SQUASHING,
    of: (node, network) => (isMask(node, network) ? [binary("subtract", number(1), node)] : []),
  },
  {
    id: "slope-of-other-activation",
    name: "the slope of another activation",
    says: "The slope is that of another activation than the one that is applied here.",
    next: "Which function is applied to this sum on the way forward? Take its derivative.",
    lesson: SQUASHING,
    of: (node) =>
      node.kind === "call" && node.primes === 1 && isActivation(node.fn)
        ? ACTIVATIONS.filter((fn) => fn !== node.fn).map((fn): FormulaNode => ({ ...node, fn }))
        : [],
  },
  {
    id: "slope-of-the-error",
    name: "the slope taken of the error",
    says: "The slope is taken at the error that comes back. It is taken at the sum that entered the activation, and multiplies the error.",
    next: "Take the slope at the layer's sum, and multiply the error by it.",
    lesson: CHAIN,
    of: (node) =>
      sides(node).flatMap(({ one, rest }) =>
        one.kind === "call" && one.primes === 1 && holdsError(rest) ? [{ ...one, args: [rest] }] : [],
      ),
  },
  {
    id: "slope-before-weights",
    name: "the slope multiplied in before the weights",
    says: "The error is multiplied by the slope before it has come back through the weights. The slope has an entry for each unit behind them.",
    next: "Carry the error back through the weights first, then multiply by the slope.",
    lesson: CHAIN,
    of: (node) =>
      sides(node).flatMap(({ one, rest }) =>
        isProduct(node) && node.op === "hadamard" && isSlope(one) && isProduct(rest) && rest.op !== "hadamard"
          ? [
              { ...rest, right: binary("hadamard", rest.right, one) },
              { ...rest, right: binary("hadamard", one, rest.right) },
            ]
          : [],
      ),
  },
  {
    id: "diagonal-left-out",
    name: "a column of slopes where their diagonal belongs",
    says: "The slopes stand as a column, and the matrix that has them on its diagonal belongs here.",
    next: "Write diag( … ) around them or, beside a column, multiply entry by entry.",
    lesson: CHAIN,
    of: (node) => (node.kind === "call" && node.fn === "diag" && isSlope(node) ? [...node.args] : []),
  },
  {
    id: "outer-for-diagonal",
    name: "an outer product where a diagonal belongs",
    says: "Every slope is multiplied by every other one. A unit's value depends on its own sum alone, so that beside the diagonal there are zeros.",
    next: "Put the slopes on the diagonal: diag( … ).",
    lesson: CHAIN,
    of: (node) =>
      node.kind === "call" && node.fn === "diag" && isSlope(node)
        ? node.args.map((slopes) => binary("product", slopes, transpose(slopes)))
        : [],
  },
];
