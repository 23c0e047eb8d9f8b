import { type Formula, type FormulaNode, isUnsized, nodes, type Shape, type Unsized } from "./formula.ts";
import { mapped } from "./mapped.ts";
import { type Shapes, SIZES, shapeOf } from "./shape.ts";

/** Most constants whose sizes are sought together, and most sizes that come into question. */
const MOST = 3;
const SIZES_TRIED = 10;

/**
 * The formula with a size for each 𝟏 and I: the only one with which the whole has a shape. Where several would do, or none, 𝟏 is the
 * number 1, which is the same wherever it is added or multiplied entry by entry, and I keeps its place without a size.
 *
 * @param read the other reading of products that may be needed first.
 */
export function sized(formula: Formula, shapes: Shapes, read: (formula: Formula) => Formula): Formula {
  const marked = { ...formula, root: transposedOnes(formula.root) };
  const open = [...nodes(marked.root)].filter(isUnsized);
  if (open.length === 0) return read(formula);
  const plain = read(withSizes(marked, new Map(open.filter(({ fn }) => fn === "ones").map((node) => [node, null]))));
  if (open.length > MOST) return plain;
  let best: readonly Formula[] = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (const picked of combinations(open, sizesIn(shapes))) {
    const small = picked.filter((size) => size === null || size === 1).length;
    if (small > fewest) continue;
    const made = read(withSizes(marked, new Map(open.map((node, i) => [node, picked[i] as number | null]))));
    if (!shapeOf(made.root, shapes).ok) continue;
    best = small < fewest ? [made] : [...best, made];
    fewest = small;
  }
  const [only, ...others] = best;
  return only !== undefined && others.length === 0 ? only : plain;
}

/** 1ᵀ can be nothing but a row of ones. */
const transposedOnes = mapped((node) =>
  node.kind === "transpose" && node.of.kind === "number" && node.of.value === 1 && node.primed !== true
    ? { ...node, of: { kind: "call", fn: "ones", primes: 0, args: [], from: node.of.from, to: node.of.to } }
    : node,
);

/** One size for each; null makes 𝟏 the number 1. */
function withSizes(formula: Formula, sizes: ReadonlyMap<FormulaNode, number | null>): Formula {
  const spans = new Map([...sizes].map(([{ from, to }, size]) => [`${from}:${to}`, size]));
  const root = mapped((node) => {
    const size = isUnsized(node) ? spans.get(`${node.from}:${node.to}`) : undefined;
    if (size === undefined) return node;
    const { from, to } = node;
    if (size === null) return { kind: "number", value: 1, from, to };
    return { ...(node as Unsized), args: [{ kind: "number", value: size, from, to }] };
  })(formula.root);
  return { ...formula, root };
}

/** All sizes that symbols have, and 1. */
function sizesIn(shapes: Shapes): readonly number[] {
  const all = Object.values<Shape>(shapes).flat();
  return [...new Set([1, ...all, ...Object.values(shapes[SIZES] ?? {})])].slice(0, SIZES_TRIED);
}

function* combinations(open: readonly Unsized[], sizes: readonly number[]): Generator<readonly (number | null)[]> {
  const [first, ...rest] = open;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const size of first.fn === "ones" ? [...sizes, null] : sizes)
    for (const others of combinations(rest, sizes)) yield [size, ...others];
}
