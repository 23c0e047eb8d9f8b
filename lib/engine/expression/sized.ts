import { entrywise } from "./entrywise.ts";
import { type Formula, type FormulaNode, isUnsized, nodes, type Shape, type Unsized } from "./formula.ts";
import { mapped } from "./mapped.ts";
import { shapeOf } from "./shape.ts";
import { fitsShape } from "./shape-rules.ts";
import { type Shapes, SIZES } from "./shapes.ts";
import { type Dimension, Dimensions } from "./unify.ts";

/** A shape whose sizes may still be open; null where nothing is known. */
type Open = readonly Dimension[] | null;

/** How a 𝟏 stands: turned on its side or a factor of a matrix product, it is a column; elsewhere the number 1 does the same. */
type Role = "column" | "number";

/**
 * The formula with a size for each 𝟏 and I that has none: the one that follows from what stands around it, from the shape that is
 * asked for, or from another 𝟏 of the same formula. A 𝟏 whose size stays open is the number 1 where that is the same, and keeps
 * its place without a size where it is not, as an I does.
 *
 * @param read the other reading of products that may be needed first.
 */
export function sized(formula: Formula, shapes: Shapes, read: (formula: Formula) => Formula, asked?: Shape): Formula {
  const marked = { ...formula, root: withoutNames(transposedOnes(formula.root), shapes) };
  if (![...nodes(marked.root)].some(isUnsized)) return read(formula);
  const found = new Inference(shapes);
  const first = read(withSizes(marked, found.sizesIn(marked.root, asked)));
  const fits = ({ root }: Formula): boolean => {
    const shape = shapeOf(root, shapes);
    return shape.ok && (asked === undefined || fitsShape(shape.value, asked));
  };
  if (fits(first)) return first;
  // Where nothing follows (under a Σ, or where products are read in another order), one size may be the only one that fits all.
  const open = [...nodes(marked.root)].filter(isUnsized);
  const fitting = sizesOf(shapes)
    .map((size) => read(withSizes(marked, new Map(open.map((node) => [keyOf(node), size])))))
    .filter(fits);
  return fitting.length === 1 ? (fitting[0] as Formula) : first;
}

const keyOf = ({ from, to }: FormulaNode): string => `${from}:${to}`;

/** 1ᵀ can be nothing but a row of ones. */
const transposedOnes = mapped((node) =>
  node.kind === "transpose" && node.of.kind === "number" && node.of.value === 1 && node.primed !== true
    ? { ...node, of: { kind: "call", fn: "ones", primes: 0, args: [], from: node.of.from, to: node.of.to } }
    : node,
);

/** ones(m) where m is a number of the exercise and no size: as if nothing were said. */
const withoutNames = (root: FormulaNode, shapes: Shapes): FormulaNode =>
  mapped((node) => {
    if (node.kind !== "call" || (node.fn !== "ones" && node.fn !== "eye") || node.args.length !== 1) return node;
    const [size] = node.args;
    const named = size?.kind === "symbol" && shapes[size.name]?.length === 0;
    return named && shapes[SIZES]?.[size.name] === undefined ? { ...node, args: [] } : node;
  })(root);

/** `null` makes a 𝟏 the number 1; what has no entry keeps its place. */
function withSizes(formula: Formula, sizes: ReadonlyMap<string, number | null>): Formula {
  const root = mapped((node) => {
    const size = isUnsized(node) ? sizes.get(keyOf(node)) : undefined;
    if (size === undefined) return node;
    const { from, to } = node;
    if (size === null) return { kind: "number", value: 1, from, to };
    return { ...(node as Unsized), args: [{ kind: "number", value: size, from, to }] };
  })(formula.root);
  return { ...formula, root };
}

/** All sizes that symbols have. */
const sizesOf = (shapes: Shapes): readonly number[] => [
  ...new Set([...Object.values<Shape>(shapes).flat(), ...Object.values(shapes[SIZES] ?? {})]),
];

class Inference {
  readonly #shapes: Shapes;
  readonly #dimensions = new Dimensions();
  readonly #open: { readonly node: Unsized; readonly size: Dimension; role: Role }[] = [];
  /** Places at which a 𝟏 is turned on its side. */
  readonly #turned = new Set<string>();

  constructor(shapes: Shapes) {
    this.#shapes = shapes;
  }

  sizesIn(root: FormulaNode, asked: Shape | undefined): ReadonlyMap<string, number | null> {
    const whole = this.#of(root);
    if (whole?.length === 2 && asked?.length === 2) this.#allSame(whole, asked);
    const sizes = new Map<string, number | null>();
    for (const { node, size, role } of this.#open) {
      const known = this.#dimensions.known(size) ?? (role === "column" ? this.#ofOthers(node.fn) : null);
      if (known !== null) sizes.set(keyOf(node), known);
      else if (role === "number") sizes.set(keyOf(node), null);
    }
    return sizes;
  }

  /** The size of all others of the same letter, where they have one. */
  #ofOthers(fn: Unsized["fn"]): number | null {
    const known = this.#open.flatMap((one) => (one.node.fn === fn ? (this.#dimensions.known(one.size) ?? []) : []));
    return new Set(known).size === 1 ? (known[0] as number) : null;
  }

  #same(a: Dimension | undefined, b: Dimension | undefined): void {
    if (a !== undefined && b !== undefined) this.#dimensions.unify(a, b);
  }

  #allSame(a: readonly Dimension[], b: readonly Dimension[]): void {
    for (const [i, size] of a.entries()) this.#same(size, b[i]);
  }

  #is(size: Dimension | undefined, value: number): boolean {
    return size !== undefined && this.#dimensions.known(size) === value;
  }

  #scales(shape: readonly Dimension[]): boolean {
    return shape.every((size) => this.#is(size, 1));
  }

  #of(node: FormulaNode): Open {
    if (isUnsized(node)) return this.#unsized(node);
    if (![...nodes(node)].some(isUnsized)) {
      const shape = shapeOf(node, this.#shapes);
      return shape.ok ? shape.value : null;
    }
    switch (node.kind) {
      case "negate":
        return this.#of(node.of);
      case "transpose": {
        if (isUnsized(node.of)) this.#turned.add(keyOf(node.of));
        const of = this.#of(node.of);
        return of === null ? null : [...of].reverse();
      }
      case "power":
        return this.#of(node.base);
      case "call":
        return this.#call(node);
      case "binary":
        return this.#binary(node);
      default:
        return null;
    }
  }

  #unsized(node: Unsized): Open {
    const size = this.#dimensions.fresh();
    const role = node.fn === "eye" || this.#turned.has(keyOf(node)) ? "column" : "number";
    this.#open.push({ node, size, role });
    return node.fn === "eye" ? [size, size] : [size, 1];
  }

  #binary({ op, left, right }: Extract<FormulaNode, { kind: "binary" }>): Open {
    const [a, b] = [this.#of(left), this.#of(right)];
    if (a === null || b === null) return null;
    if (a.length === 0) return b;
    if (b.length === 0) return a;
    if (op === "add" || op === "subtract") return this.#sum(a, b);
    const product = op === "product" || (op === "star" && !this.#alike(a, b));
    return product ? this.#product(left, a, right, b) : this.#entrywise(a, b);
  }

  #alike(a: readonly Dimension[], b: readonly Dimension[]): boolean {
    return a.every((size, i) => {
      const [x, y] = [this.#dimensions.known(size), this.#dimensions.known(b[i] as Dimension)];
      return x !== null && x === y;
    });
  }

  #sum(a: readonly Dimension[], b: readonly Dimension[]): Open {
    this.#same(a[0], b[0]);
    // A column is added to every column.
    if (this.#is(a[1], 1)) return b;
    if (this.#is(b[1], 1)) return a;
    this.#same(a[1], b[1]);
    return a;
  }

  #product(left: FormulaNode, a: readonly Dimension[], right: FormulaNode, b: readonly Dimension[]): Open {
    if (this.#scales(a)) return b;
    if (this.#scales(b)) return a;
    for (const each of [left, right]) {
      const one = this.#open.find(({ node }) => node === each);
      if (one !== undefined) one.role = "column";
    }
    this.#same(a[1], b[0]);
    return [a[0] as Dimension, b[1] as Dimension];
  }

  #entrywise(a: readonly Dimension[], b: readonly Dimension[]): Open {
    if (this.#scales(a)) return b;
    if (this.#scales(b)) return a;
    this.#allSame(a, b);
    return a;
  }

  #call(node: Extract<FormulaNode, { kind: "call" }>): Open {
    const [first, second] = node.args.map((arg) => this.#of(arg));
    if (first === undefined || first === null) return null;
    if (node.fn === "g" || entrywise[node.fn] !== undefined) return first;
    const row = CALLS[node.fn];
    if (row === undefined) return null;
    return row(first, second ?? null, {
      same: (a, b) => this.#same(a, b),
      axis: node.args[1]?.kind === "number" ? node.args[1].value : null,
    });
  }
}

type Tools = {
  readonly same: (a: Dimension | undefined, b: Dimension | undefined) => void;
  /** Along which a sum goes, where one is said. */
  readonly axis: number | null;
};

const folded = (of: readonly Dimension[], _: Open, { axis }: Tools): Open => {
  if (axis === null || of.length !== 2) return [];
  return axis === 0 || axis === -2 ? [1, of[1] as Dimension] : [of[0] as Dimension, 1];
};
const number = (): Open => [];

/** The shapes of functions of matrices, as far as they say something about what stands inside. */
const CALLS: { readonly [fn: string]: ((a: readonly Dimension[], b: Open, tools: Tools) => Open) | undefined } = {
  sum: folded,
  mean: folded,
  norm: number,
  norm1: number,
  norm2: number,
  norminf: number,
  logsumexp: number,
  trace: (a, _, { same }) => {
    same(a[0], a[1]);
    return [];
  },
  diag: (a, _, { same }) => {
    same(a[1], 1);
    return [a[0] as Dimension, a[0] as Dimension];
  },
  transpose: (a) => [...a].reverse(),
  outer: (a, b) => (a.length === 2 && b?.length === 2 ? [a[0] as Dimension, b[0] as Dimension] : null),
  matmul: (a, b, { same }) => {
    if (a.length !== 2 || b?.length !== 2) return null;
    same(a[1], b[0]);
    return [a[0] as Dimension, b[1] as Dimension];
  },
};
