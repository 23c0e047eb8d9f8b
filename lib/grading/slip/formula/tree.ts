import { type FormulaNode, nodes, type ReadNetwork } from "#lib/engine/expression/index.ts";

type BinaryOp = Extract<FormulaNode, { kind: "binary" }>["op"];

const HERE = { from: 0, to: 0 };

export const number = (value: number): FormulaNode => ({ ...HERE, kind: "number", value });
export const symbol = (name: string): FormulaNode => ({ ...HERE, kind: "symbol", name });
export const negate = (of: FormulaNode): FormulaNode => ({ ...HERE, kind: "negate", of });
export const transpose = (of: FormulaNode): FormulaNode =>
  of.kind === "transpose" ? of.of : { ...HERE, kind: "transpose", of };
export const binary = (op: BinaryOp, left: FormulaNode, right: FormulaNode): FormulaNode => ({
  ...HERE,
  kind: "binary",
  op,
  written: "",
  left,
  right,
});

/** A part of a formula, and the whole with something else in its place. */
export type Place = { readonly node: FormulaNode; readonly put: (other: FormulaNode) => FormulaNode };

/** Every part of a formula, the whole first. */
export function places(node: FormulaNode, put: Place["put"] = (other) => other): Place[] {
  const below = (child: FormulaNode, rebuild: (other: FormulaNode) => FormulaNode) =>
    places(child, (other) => put(rebuild(other)));
  const inside = (): Place[] => {
    if (node.kind === "negate" || node.kind === "transpose") return below(node.of, (of) => ({ ...node, of }));
    if (node.kind === "binary")
      return [
        ...below(node.left, (left) => ({ ...node, left })),
        ...below(node.right, (right) => ({ ...node, right })),
      ];
    if (node.kind === "power") return below(node.base, (base) => ({ ...node, base }));
    if (node.kind !== "call") return [];
    return node.args.flatMap((arg, i) =>
      below(arg, (other) => ({ ...node, args: node.args.map((one, k) => (k === i ? other : one)) })),
    );
  };
  return [{ node, put }, ...inside()];
}

/** Two formulas that read the same, but for how signs were typed. */
export function sameTree(a: FormulaNode, b: FormulaNode): boolean {
  if (a.kind === "number" && b.kind === "number") return a.value === b.value;
  if (a.kind === "symbol" && b.kind === "symbol") return a.name === b.name;
  if ((a.kind === "negate" && b.kind === "negate") || (a.kind === "transpose" && b.kind === "transpose"))
    return sameTree(a.of, b.of);
  if (a.kind === "binary" && b.kind === "binary")
    return plainOp(a.op) === plainOp(b.op) && sameTree(a.left, b.left) && sameTree(a.right, b.right);
  if (a.kind === "power" && b.kind === "power")
    return a.entrywise === b.entrywise && sameTree(a.base, b.base) && sameTree(a.exponent, b.exponent);
  if (a.kind !== "call" || b.kind !== "call") return false;
  const args = a.args.length === b.args.length && a.args.every((arg, i) => sameTree(arg, b.args[i] as FormulaNode));
  return a.fn === b.fn && a.primes === b.primes && args;
}

const plainOp = (op: BinaryOp): BinaryOp => (op === "star" ? "product" : op);

/** Whether a part multiplies by nothing but a number: 2, 1/2, 1/m, m. */
export function isNumber(node: FormulaNode, { sizes }: Pick<ReadNetwork, "sizes">): boolean {
  if (node.kind === "number") return true;
  if (node.kind === "symbol") return node.name in sizes;
  if (node.kind === "negate") return isNumber(node.of, { sizes });
  return node.kind === "binary" && [node.left, node.right].every((side) => isNumber(side, { sizes }));
}

export const isProduct = (node: FormulaNode): node is Extract<FormulaNode, { kind: "binary" }> =>
  node.kind === "binary" && ["product", "star", "hadamard"].includes(node.op);

/** A part of a product, the rest, and the same part times something else. */
export type Side = {
  readonly one: FormulaNode;
  readonly rest: FormulaNode;
  readonly times: (rest: FormulaNode) => FormulaNode;
};

/** The parts of a product, each with the rest. */
export const sides = (node: FormulaNode): Side[] =>
  isProduct(node)
    ? [
        { one: node.left, rest: node.right, times: (rest) => ({ ...node, right: rest }) },
        { one: node.right, rest: node.left, times: (rest) => ({ ...node, left: rest }) },
      ]
    : [];

/** A part times itself, entry by entry. */
export const square = (node: FormulaNode): FormulaNode => binary("hadamard", node, node);

export const isSum = (node: FormulaNode): node is Extract<FormulaNode, { kind: "binary" }> =>
  node.kind === "binary" && (node.op === "add" || node.op === "subtract");

const TARGET = /^[yYtT]\d*$/;

const namesIn = (node: FormulaNode): readonly string[] =>
  [...nodes(node)].flatMap((part) => (part.kind === "symbol" ? [part.name] : []));

/** A difference of a prediction and a target, either way round: ŷ − y. */
export function isError(node: FormulaNode): boolean {
  if (!isSum(node) || node.op !== "subtract") return false;
  return [
    [node.left, node.right],
    [node.right, node.left],
  ].some(
    ([target, other]) =>
      target?.kind === "symbol" &&
      TARGET.test(target.name) &&
      namesIn(other as FormulaNode).some((name) => !TARGET.test(name)),
  );
}

const ERROR = /^(?:[dD]elta|d[zZaA]|e)\d*$/;

/** Whether an error that comes back stands in it: a symbol for one, or a difference of prediction and target. */
export const holdsError = (root: FormulaNode): boolean =>
  [...nodes(root)].some((node) => isError(node) || (node.kind === "symbol" && ERROR.test(node.name)));

/** 1 − a, of which a slope of the sigmoid is made. */
export const isComplement = (node: FormulaNode): boolean =>
  isSum(node) && node.op === "subtract" && node.left.kind === "number" && node.left.value === 1;

/** The factors of a product, without their transposes. */
const factors = (node: FormulaNode): readonly FormulaNode[] =>
  node.kind === "transpose"
    ? factors(node.of)
    : isProduct(node)
      ? [...factors(node.left), ...factors(node.right)]
      : [node];

/** Whether a symbol is multiplied by itself somewhere: a power, or twice in one product. */
export const hasSquare = (root: FormulaNode): boolean =>
  [...nodes(root)].some((node) => {
    if (node.kind === "power") return node.base.kind === "symbol";
    if (node.kind === "call" && node.fn === "square") return true;
    const names = factors(node).flatMap((factor) => (factor.kind === "symbol" ? [factor.name] : []));
    return new Set(names).size < names.length;
  });

/** Whether anything is squared: a power of 2, or the same twice in a product. */
export const squaresPart = (root: FormulaNode): boolean =>
  [...nodes(root)].some((node) => {
    if (node.kind === "power") return node.exponent.kind === "number" && node.exponent.value === 2;
    if (node.kind === "call" && node.fn === "square") return true;
    const all = factors(node);
    return all.some((one, i) => all.slice(i + 1).some((other) => sameTree(one, other)));
  });

/** The prediction in a difference of prediction and target, where it is a symbol; null for anything else. */
export function predictionOf(node: FormulaNode): string | null {
  if (!isError(node) || node.kind !== "binary") return null;
  const found = [node.left, node.right].find((side) => side.kind === "symbol" && !TARGET.test(side.name));
  return found?.kind === "symbol" ? found.name : null;
}

/** What a symbol is defined as; null for anything else. */
export const definitionOf = (node: FormulaNode, { defined }: Pick<ReadNetwork, "defined">): FormulaNode | null =>
  node.kind === "symbol" ? (defined.find(({ name }) => name === node.name)?.formula.root ?? null) : null;

/** The prediction in an error at the output, written out or by its name, where it comes out of a sigmoid: ŷ of ŷ − y. */
export function outputOf(node: FormulaNode, network: ReadNetwork): FormulaNode | null {
  const error = definitionOf(node, network) ?? node;
  if (!isError(error) || error.kind !== "binary") return null;
  const isOutput = (side: FormulaNode): boolean => {
    const of = definitionOf(side, network) ?? side;
    const fn = of.kind === "call" && of.primes === 0 ? of.fn : "";
    const [only, ...others] = network.activations;
    return ["sigmoid", "sigma"].includes(fn === "g" && others.length === 0 ? (only ?? "") : fn);
  };
  return [error.left, error.right].find(isOutput) ?? null;
}

/** A derivative: g′(…), or a call that multiplies by one, as in diag(g′(z)). */
export const isSlope = (node: FormulaNode): boolean =>
  (node.kind === "call" && node.primes > 0) ||
  (node.kind === "call" && node.fn === "diag" && node.args.some(isSlope)) ||
  (node.kind === "transpose" && isSlope(node.of));

/** What a symbol is: `W1` is a W of layer 1. */
export function partsOf(name: string): { readonly base: string; readonly layer: string } {
  const [, base = name, layer = ""] = /^(.*?)_?(\d*)$/.exec(name) ?? [];
  return { base, layer };
}

/** The symbol that is an activation of another, `a1` of `z1`, by the definitions of the network. */
export function activationOf(z: string, { defined }: ReadNetwork): string | null {
  const found = defined.find(({ formula: { root } }) => {
    const arg = root.kind === "call" && root.primes === 0 && root.args.length === 1 ? root.args[0] : undefined;
    return arg?.kind === "symbol" && arg.name === z;
  });
  return found?.name ?? null;
}
