// One table; it is long because every row brings its words for the student.
import { type FormulaNode, nodes, type ReadNetwork } from "#lib/engine/expression/index.ts";
import { slopeRows } from "./slope-rows.ts";
import {
  activationOf,
  binary,
  definitionOf,
  hasSquare,
  isComplement,
  isError,
  isNumber,
  isProduct,
  isSlope,
  isSum,
  negate,
  number,
  outputOf,
  partsOf,
  places,
  sides,
  square,
  symbol,
  transpose,
} from "./tree.ts";

/** A small typical mistake in a formula: what it makes of a part of the right one. */
export type FormulaRow = {
  readonly id: string;
  readonly name: string;
  readonly says: string;
  readonly next: string;
  readonly lesson: string;
  /** A guess that is told only where no other row fits. */
  readonly last?: true;
  /** What the answer itself has to show; without it, equal values are enough. */
  readonly shows?: (answer: FormulaNode) => boolean;
  /** Of the whole formula alone, or of every part. */
  readonly whole?: boolean;
  readonly of: (node: FormulaNode, network: ReadNetwork) => readonly FormulaNode[];
};

const CHAIN = "forward-loss-and-back";
const SQUASHING = "squashing-functions";

const exchanged = (node: FormulaNode): FormulaNode[] =>
  isSum(node) && node.op === "subtract" ? [{ ...node, left: node.right, right: node.left }] : [];

const argOf = (node: FormulaNode): string | null =>
  node.kind === "call" && node.primes > 0 && node.args[0]?.kind === "symbol" ? node.args[0].name : null;

const withArg = (node: FormulaNode, name: string): FormulaNode[] =>
  node.kind === "call" ? [{ ...node, args: [symbol(name), ...node.args.slice(1)] }] : [];

const withoutEither = (node: FormulaNode): FormulaNode[] =>
  isSum(node) ? [node.left, node.op === "add" ? node.right : negate(node.right)] : [];

/** Without one of the summands that the whole formula is a sum of. */
function withoutSummand(node: FormulaNode): FormulaNode[] {
  if (!isSum(node)) return [];
  return [
    ...withoutEither(node),
    ...withoutSummand(node.left).map((left) => ({ ...node, left })),
    ...withoutSummand(node.right).map((right) => ({ ...node, right })),
  ];
}

/** Other symbols of the same letter, or of the same role. */
function others(node: FormulaNode, network: ReadNetwork, role: (base: string) => string | null): FormulaNode[] {
  if (node.kind !== "symbol" || node.name in network.sizes) return [];
  const mine = role(partsOf(node.name).base);
  if (mine === null) return [];
  return network.names.filter((name) => name !== node.name && role(partsOf(name).base) === mine).map(symbol);
}

const role =
  (wanted: string, pattern: RegExp) =>
  (base: string): string | null =>
    pattern.test(base) ? wanted : null;

/** Functions that are taken for each other. */
const RELATIVES: readonly (readonly string[])[] = [
  ["sinh", "cosh", "tanh", "sech", "coth"],
  ["sin", "cos", "tan"],
  ["exp", "log", "ln"],
];
const relativesOf = (fn: string): readonly string[] =>
  RELATIVES.flatMap((group) => (group.includes(fn) ? group.filter((other) => other !== fn) : []));

/** Whether a sign is written somewhere: an answer without a minus has none in the wrong place. */
const hasSign = (answer: FormulaNode, op: "add" | "subtract"): boolean =>
  [...nodes(answer)].some(
    (node) => (node.kind === "binary" && node.op === op) || (op === "subtract" && node.kind === "negate"),
  );

const WEIGHTS = role("weights", /^[WVU]$/);
const ERRORS = role("error", /^([dD]elta|d[zZaA]|e)$/);
const VALUES = role("values", /^[aAhxX]$/);
const BIASES = role("bias", /^[bc]$/);
/** A bias that is added as it is: of a layer, never of a gradient. */
const isBias = (node: FormulaNode): boolean => node.kind === "symbol" && /^b$/.test(partsOf(node.name).base);
const lacksBias = (root: FormulaNode, rest: FormulaNode): boolean =>
  [...nodes(root)].filter(isBias).length > [...nodes(rest)].filter(isBias).length && rest.kind !== "symbol";

export const formulaRows: readonly FormulaRow[] = [
  {
    id: "slope-left-out",
    name: "slope of the activation left out",
    says: "The error passes through the activation unchanged: the factor that is the activation's slope is missing.",
    next: "Between a value after the activation and one before it lies the activation: multiply by its slope.",
    lesson: CHAIN,
    of: (node, network) =>
      // An error of another line may be written out, and lose its slope there.
      [node, definitionOf(node, network)].flatMap((product) =>
        product === null ? [] : sides(product).flatMap(({ one, rest }) => (isSlope(one) ? [rest] : [])),
      ),
  },
  {
    id: "output-slope-kept",
    name: "slope of the output's activation kept",
    says: "The error at the output is multiplied by the slope of the sigmoid there. With the cross-entropy that slope cancels.",
    next: "Write out the derivative by the prediction, times the slope, and simplify.",
    lesson: CHAIN,
    whole: true,
    of: (root, network) => {
      const parts = places(root);
      if (parts.some(({ node }) => isComplement(node))) return [];
      return parts.flatMap(({ node, put }) => {
        const output = outputOf(node, network);
        if (output === null) return [];
        return [put(binary("hadamard", node, binary("hadamard", output, binary("subtract", number(1), output))))];
      });
    },
  },
  {
    id: "slope-at-a",
    name: "slope taken at a instead of z",
    says: "The slope is taken at the value *after* the activation. The activation was applied to the value before it, so its slope belongs there.",
    next: "Change the argument of the derivative.",
    lesson: SQUASHING,
    of: (node, network) => {
      const z = argOf(node);
      const a = z === null ? null : activationOf(z, network);
      return a === null ? [] : withArg(node, a);
    },
  },
  {
    id: "slope-of-other-layer",
    name: "slope taken at another layer",
    says: "The slope of the activation is taken at another layer than the one that is crossed.",
    next: "Which layer does the error cross here? The slope is taken at that layer's sum.",
    lesson: CHAIN,
    of: (node, network) => {
      const z = argOf(node);
      if (z === null) return [];
      const { base } = partsOf(z);
      return network.names
        .filter((name) => name !== z && partsOf(name).base === base)
        .flatMap((name) => withArg(node, name));
    },
  },
  {
    id: "activation-for-slope",
    name: "the activation where its slope belongs",
    says: "The activation itself stands where its derivative is asked for.",
    next: "Add the prime: the chain rule multiplies by the derivative.",
    lesson: SQUASHING,
    of: (node) => (node.kind === "call" && node.primes > 0 ? [{ ...node, primes: 0 }] : []),
  },
  ...(
    [
      ["tanh", (a: FormulaNode) => binary("subtract", number(1), square(a))],
      ["sigmoid", (a: FormulaNode) => binary("hadamard", a, binary("subtract", number(1), a))],
    ] as const
  ).map(
    ([g, slope]): FormulaRow => ({
      id: `slope-of-${g}`,
      name: `right for ${g === "tanh" ? "tanh" : "the sigmoid"} only`,
      says: `The slope is written as that of ${g === "tanh" ? "tanh" : "the sigmoid"}, and the activation is another one, or is left open.`,
      next: "Write the derivative of the activation that is stated.",
      lesson: SQUASHING,
      of: (node, network) => {
        const z = argOf(node);
        const a = z === null ? null : activationOf(z, network);
        return a === null ? [] : [slope(symbol(a))];
      },
    }),
  ),
  {
    id: "slope-twice",
    name: "a slope multiplied in twice",
    says: "The error is multiplied by the slope of an activation twice.",
    next: "Each activation that is crossed gives its slope once; see which one an earlier line already holds.",
    lesson: CHAIN,
    of: (node, network) => {
      const own = sides(node).flatMap(({ one }) => (isSlope(one) ? [binary("hadamard", node, one)] : []));
      // The slope of the layer above is inside the error that comes from there.
      const error =
        node.kind === "symbol" && ERRORS(partsOf(node.name).base) !== null ? partsOf(node.name).layer : null;
      const above =
        error === null || error === ""
          ? undefined
          : network.names.find((name) => name === `z${error}` || name === `Z${error}`);
      const slope: FormulaNode[] =
        above === undefined ? [] : [{ from: 0, to: 0, kind: "call", fn: "g", primes: 1, args: [symbol(above)] }];
      return [...own, ...slope.map((one) => binary("hadamard", node, one))];
    },
  },
  ...slopeRows,
  {
    id: "weights-of-other-layer",
    name: "the weights of another layer",
    says: "Another weight matrix stands here than the one that is crossed.",
    next: "Which weights lead from this layer to the next one? The error comes back through those.",
    lesson: CHAIN,
    of: (node, network) => others(node, network, WEIGHTS),
  },
  {
    id: "error-of-other-layer",
    name: "the error of another layer",
    says: "The error of another layer stands here than the one that is asked for.",
    next: "Which layer's error is handed on here?",
    lesson: CHAIN,
    of: (node, network) => others(node, network, ERRORS),
  },
  {
    id: "values-of-other-layer",
    name: "the values of another layer",
    says: "The values of another layer stand here: a weight's gradient needs what *enters* its layer.",
    next: "What was this layer's weight matrix multiplied with on the way forward?",
    lesson: CHAIN,
    of: (node, network) => others(node, network, VALUES),
  },
  {
    id: "bias-of-other-layer",
    name: "the bias of another layer",
    says: "The bias of another layer stands here.",
    next: "Each layer has its own bias.",
    lesson: CHAIN,
    of: (node, network) => others(node, network, BIASES),
  },
  {
    id: "z-for-a",
    name: "before and after the activation exchanged",
    says: "A value before an activation stands where the one after it belongs, or the other way round.",
    next: "Say which side of the activation this value is on.",
    lesson: SQUASHING,
    of: (node, network) => {
      if (node.kind !== "symbol") return [];
      const after = activationOf(node.name, network);
      const before = network.names.find((name) => activationOf(name, network) === node.name);
      return [after, before].flatMap((name) => (name === null || name === undefined ? [] : [symbol(name)]));
    },
  },
  {
    id: "other-function",
    name: "another function",
    says: "A function stands where one of its relatives belongs, as sinh for cosh.",
    next: "Compare both at a point where you know their values: cosh 0 is 1, sinh 0 and tanh 0 are 0.",
    lesson: SQUASHING,
    shows: (answer) => [...nodes(answer)].some((node) => node.kind === "call" && relativesOf(node.fn).length > 0),
    of: (node) =>
      node.kind === "call" && node.primes === 0 ? relativesOf(node.fn).map((fn): FormulaNode => ({ ...node, fn })) : [],
  },
  {
    id: "plus-for-minus",
    name: "plus where minus belongs",
    says: "Two values are added where one is to be subtracted from the other.",
    next: "Go through the signs term by term.",
    lesson: CHAIN,
    shows: (answer) => hasSign(answer, "add"),
    of: (node) => (node.kind === "binary" && node.op === "subtract" ? [{ ...node, op: "add" }] : []),
  },
  {
    id: "minus-for-plus",
    name: "minus where plus belongs",
    says: "A value is subtracted where it is to be added.",
    next: "Go through the signs term by term.",
    lesson: CHAIN,
    shows: (answer) => hasSign(answer, "subtract"),
    of: (node) => (node.kind === "binary" && node.op === "add" ? [{ ...node, op: "subtract" }] : []),
  },
  {
    id: "difference-exchanged",
    name: "prediction and target exchanged",
    says: "A difference is taken the other way round, so what follows from it has the opposite sign.",
    next: "Which sign must it have where the prediction is above the target?",
    lesson: CHAIN,
    of: (node) => (isError(node) ? exchanged(node) : []),
  },
  {
    id: "difference-turned",
    name: "the two sides of a difference exchanged",
    says: "A difference is taken the other way round, so what follows from it has the opposite sign.",
    next: "Go through the signs term by term.",
    lesson: CHAIN,
    last: true,
    of: (node) => (isError(node) ? [] : exchanged(node)),
  },
  {
    id: "sign",
    name: "opposite sign",
    says: "The formula has the opposite sign of what is asked for.",
    next: "Check the sign on a case where you know which it must have.",
    lesson: CHAIN,
    whole: true,
    of: (node) => [negate(node)],
  },
  {
    id: "bias-left-out",
    name: "the bias left out",
    says: "One term of the layer's sum is missing: its bias.",
    next: "Count the summands of the layer: is the bias among them?",
    lesson: CHAIN,
    whole: true,
    of: (root) => withoutSummand(root).filter((rest) => lacksBias(root, rest)),
  },
  {
    id: "summand-left-out",
    name: "a summand left out",
    says: "One term of a sum or difference is missing.",
    next: "Count the terms of the formula that is asked for, and compare with yours.",
    lesson: CHAIN,
    whole: true,
    of: (root) => withoutSummand(root).filter((rest) => !lacksBias(root, rest)),
  },
  {
    id: "square-left-out",
    name: "a square left out",
    says: "A value stands as it is where its square is asked for.",
    next: "Compare the powers on both sides.",
    lesson: CHAIN,
    of: (node) => {
      if (node.kind === "power") return [node.base];
      return sides(node).flatMap(({ one, rest }) =>
        one.kind === "symbol" && rest.kind === "symbol" && one.name === rest.name ? [one] : [],
      );
    },
  },
  {
    id: "multiplied-out",
    name: "a factor lost in multiplying out",
    says: "A bracket is multiplied out, and the factor before it reaches only one of its terms.",
    next: "Multiply every term in the bracket by the factor.",
    lesson: CHAIN,
    of: (node) =>
      sides(node).flatMap(({ rest, times }) =>
        isSum(rest)
          ? [
              { ...rest, left: times(rest.left) },
              { ...rest, right: times(rest.right) },
            ]
          : [],
      ),
  },
  {
    id: "factor-left-out",
    name: "a factor left out",
    says: "One factor of a product is missing.",
    next: "Go through the products of the rule that is used here, and name every factor.",
    lesson: CHAIN,
    of: (node, network) =>
      // One factor: of A B C neither A B nor B C is.
      sides(node).flatMap(({ one, rest }) => (isNumber(one, network) || isSlope(one) || isProduct(one) ? [] : [rest])),
  },
  {
    id: "inner-summand-left-out",
    name: "a summand left out",
    says: "One term of a sum or difference inside the formula is missing.",
    next: "Count the terms of the formula that is asked for, and compare with yours.",
    lesson: CHAIN,
    last: true,
    of: withoutEither,
  },
  {
    id: "product-turned",
    name: "a product turned on its side",
    says: "The right entries with rows and columns exchanged: the factors of the product stand in the other order.",
    next: "A gradient has the shape of what it belongs to. Which factor must supply the rows?",
    lesson: CHAIN,
    whole: true,
    of: (node) => [transpose(node)],
  },
  {
    id: "transpose-left-out",
    name: "a transpose left out",
    says: "A matrix stands as it is where its transpose is asked for.",
    next: "Write down the shapes of both factors, and of what the product has to be.",
    lesson: CHAIN,
    of: (node) => (node.kind === "transpose" ? [node.of] : []),
  },
  {
    id: "transpose-extra",
    name: "a transpose too many",
    says: "A matrix is transposed where it is asked for as it is.",
    next: "Write down the shapes of both factors, and of what the product has to be.",
    lesson: CHAIN,
    of: (node, network) =>
      node.kind === "symbol" && (network.shapes[node.name]?.some((n) => n > 1) ?? false) ? [transpose(node)] : [],
  },
  {
    id: "factors-exchanged",
    name: "factors in the other order",
    says: "Two factors of a matrix product are exchanged, and there the order counts.",
    next: "Write down the shapes of both factors, and of what the product has to be.",
    lesson: CHAIN,
    of: (node) => (isProduct(node) && node.op !== "hadamard" ? [{ ...node, left: node.right, right: node.left }] : []),
  },
  {
    id: "hadamard-for-product",
    name: "entry by entry where a matrix product belongs",
    says: "Two factors are multiplied entry by entry where their matrix product is asked for.",
    next: "A product that sums over units is a matrix product.",
    lesson: CHAIN,
    of: (node) => (isProduct(node) && node.op !== "hadamard" ? [{ ...node, op: "hadamard" }] : []),
  },
  {
    id: "inner-for-hadamard",
    name: "an inner product where entry by entry belongs",
    says: "The entries are multiplied and added up to one number, where each is asked for in its own place.",
    next: "Each entry meets only the entry in its own place: write .* or ⊙ between the two.",
    lesson: CHAIN,
    of: (node) =>
      isProduct(node) && node.op === "hadamard" ? [binary("product", transpose(node.left), node.right)] : [],
  },
  {
    id: "product-for-hadamard",
    name: "a matrix product where entry by entry belongs",
    says: "A matrix product stands where two values are multiplied entry by entry.",
    next: "Each entry meets only the entry in its own place: write .* or ⊙ between the two.",
    lesson: CHAIN,
    of: (node) => (isProduct(node) && node.op === "hadamard" ? [{ ...node, op: "product" }] : []),
  },
  {
    id: "number-left-out",
    name: "a number left out",
    says: "A factor that is a number is missing: a 2, a ½, or a division by the number of examples.",
    next: "Go through the factors of the loss: which of them stay when it is differentiated?",
    lesson: CHAIN,
    of: (node, network) => {
      if (node.kind === "binary" && node.op === "divide" && isNumber(node.right, network)) return [node.left];
      if (node.kind === "call" && node.fn === "mean") return [{ ...node, fn: "sum" }];
      return sides(node).flatMap(({ one, rest }) => (isNumber(one, network) ? [rest] : []));
    },
  },
  {
    id: "size-factor",
    name: "divided by a size once too often",
    says: "The formula is what is asked for, divided once more by a size: by the number of examples, or of units.",
    next: "Divide by the number of examples once, where the loss does.",
    lesson: CHAIN,
    whole: true,
    of: (node, { sizes }) => Object.keys(sizes).map((size) => binary("divide", node, symbol(size))),
  },
  {
    id: "times-size",
    name: "multiplied by a size once too often",
    says: "The formula is what is asked for, multiplied once more by a size: by the number of examples, or of units.",
    next: "Write down where the loss divides by that number, and do it once.",
    lesson: CHAIN,
    whole: true,
    of: (node, { sizes }) => Object.keys(sizes).map((size) => binary("product", symbol(size), node)),
  },
  {
    id: "mean-for-sum",
    name: "a mean where a sum belongs",
    says: "A mean is taken where a sum is asked for.",
    next: "Is there a division by the number of examples in the loss?",
    lesson: CHAIN,
    of: (node) => (node.kind === "call" && node.fn === "sum" ? [{ ...node, fn: "mean" }] : []),
  },
  {
    id: "factor-2",
    name: "a factor 2 too many",
    says: "The formula is twice what is asked for.",
    next: "Compare with the loss: is there a square to differentiate, and a ½ before it?",
    lesson: CHAIN,
    whole: true,
    of: (node) => [binary("product", number(2), node)],
  },
  {
    id: "half",
    name: "a factor 2 left out",
    says: "The formula is half of what is asked for.",
    next: "Look where a square is differentiated: it brings a factor 2 down.",
    lesson: CHAIN,
    whole: true,
    of: (node) => [binary("product", number(0.5), node)],
  },
  {
    id: "square-extra",
    name: "a square too many",
    says: "A value is multiplied in twice where it belongs once.",
    next: "Count how often the value stands in the formula that is differentiated.",
    lesson: CHAIN,
    shows: hasSquare,
    of: (node, { sizes }) => (node.kind === "symbol" && !(node.name in sizes) ? [square(node)] : []),
  },
  {
    id: "values-in-bias",
    name: "the values that enter the layer, in a sum without them",
    says: "The errors are multiplied by the values that enter the layer before they are added up. That is the gradient of the weights; a bias is multiplied by nothing.",
    next: "Which factor has the bias in the layer's sum? Its gradient has that factor.",
    lesson: CHAIN,
    of: (node, network) => {
      const [of, ...more] = node.kind === "call" && ["sum", "mean"].includes(node.fn) ? node.args : [];
      if (node.kind !== "call" || of === undefined) return [];
      const isErrors = of.kind === "symbol" ? ERRORS(partsOf(of.name).base) !== null : isError(of);
      if (!isErrors) return [];
      const values = network.names.filter((name) => VALUES(partsOf(name).base) !== null);
      return values.map((name) => ({ ...node, args: [binary("product", of, transpose(symbol(name))), ...more] }));
    },
  },
  {
    id: "sum-for-product",
    name: "a sum where a product belongs",
    says: "Two values are added where they are to be multiplied.",
    next: "The chain rule multiplies; only the ways through different units add up.",
    lesson: CHAIN,
    of: (node) => (isProduct(node) ? [{ ...node, op: "add" }] : []),
  },
];
