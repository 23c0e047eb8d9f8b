import { level } from "./chain.ts";
import { type Formula, type FormulaNode, nodes, type Shape } from "./formula.ts";
import { type Call, EACH, nameOf, rangeFromUses, SUMOVER } from "./indexed.ts";
import { shapeIf, shapeOf, sizeOf } from "./shape.ts";
import { fitsShape, sameShape } from "./shape-rules.ts";
import { type Shapes, withRanges } from "./shapes.ts";

type Binary = Extract<FormulaNode, { kind: "binary" }>;

/** What · between two columns may be. */
const KINDS = ["inner", "entrywise"] as const;
type Kind = (typeof KINDS)[number];

/** From left to right; what stands between two · first; and that from right to left, x · (A · x). */
const ORDERS = ["left", "loose", "right"] as const;
type Order = (typeof ORDERS)[number];

/** Whether a product is written with a · and not with a ×, which is never the inner product. */
const isDot = (sign: Binary | null, text: string): boolean =>
  sign?.op === "product" && sign.written === "·" && !/×|\\times/.test(text.slice(sign.left.to, sign.right.from));

/**
 * The formula with · between two columns as their inner product, or as ⊙, where it is no matrix product: whichever alone gives the
 * whole the shape that is asked for. On paper · holds less tightly than standing side by side: x · A x is x · (A x).
 *
 * @param found the formula as it is read without that.
 * @param read what else makes a formula of what was typed.
 */
export function dotted(
  formula: Formula,
  found: Formula,
  shapes: Shapes,
  asked: Shape | undefined,
  read: (formula: Formula) => Formula,
): Formula {
  if (fitsIn(found, shapes, asked) || !hasDot(formula)) return found;
  const readings = KINDS.flatMap((kind) => {
    const fitting = ORDERS.map((order) =>
      read({ ...formula, root: rewritten(formula.root, { kind, order, text: formula.text, shapes }) }),
    ).find((one) => fitsIn(one, shapes, asked));
    return fitting ?? [];
  });
  return readings.length === 1 ? (readings[0] as Formula) : found;
}

const hasDot = ({ root, text }: Formula): boolean =>
  [...nodes(root)].some((node) => node.kind === "binary" && isDot(node, text));

const isOne = (shape: Shape): boolean => shape.every((size) => size === 1);

function fitsIn({ root }: Formula, shapes: Shapes, asked: Shape | undefined): boolean {
  const shape = shapeOf(root, shapes);
  if (!shape.ok) return false;
  return asked === undefined || fitsShape(shape.value, asked);
}

type How = { readonly kind: Kind; readonly order: Order; readonly text: string; readonly shapes: Shapes };

function rewritten(node: FormulaNode, how: How): FormulaNode {
  switch (node.kind) {
    case "negate":
    case "transpose":
      return { ...node, of: rewritten(node.of, how) };
    case "power":
      return { ...node, base: rewritten(node.base, how) };
    case "call": {
      const inside = { ...how, shapes: shapesInside(node, how.shapes) };
      return { ...node, args: node.args.map((arg) => rewritten(arg, inside)) };
    }
    case "binary":
      return isFactors(node)
        ? product(node, how)
        : { ...node, left: rewritten(node.left, how), right: rewritten(node.right, how) };
    default:
      return node;
  }
}

/** Under a Σ, and at an entry, indices are numbers. */
function shapesInside({ fn, args }: Call, shapes: Shapes): Shapes {
  const [body, index, other, ...sizes] = args;
  if (fn === SUMOVER && body && index) {
    const limit = other === undefined ? null : sizeOf(other, shapes);
    const range = limit ?? rangeFromUses(body, nameOf(index), (of) => shapeIf(of, shapes));
    return range === null ? shapes : withRanges(shapes, { [nameOf(index)]: range });
  }
  if (fn !== EACH) return shapes;
  const letters = [index, other].map((one, i) => [nameOf(one), sizeOf(sizes[i] as FormulaNode, shapes) ?? 1] as const);
  return withRanges(shapes, Object.fromEntries(letters.filter(([letter]) => letter !== "")));
}

/** The factors as far as no brackets hold them together, each with the product that brings it in. */
function factorsOf(root: Binary): readonly { readonly node: FormulaNode; readonly sign: Binary | null }[] {
  const factors: { node: FormulaNode; sign: Binary | null }[] = [];
  let node: FormulaNode = root;
  // A bracketed product is wider than from its first to its last factor.
  while (node.kind === "binary" && isFactors(node) && (node === root || node.from === node.left.from)) {
    factors.unshift({ node: node.right, sign: node });
    node = node.left;
  }
  return [{ node, sign: null }, ...factors];
}

const isFactors = (node: FormulaNode): boolean => node.kind === "binary" && level(node.op) === "product";

/** The factors from left to right, each · once both of its sides are known. */
function product(root: Binary, how: How): FormulaNode {
  const done: FormulaNode[] = [];
  const dots: Binary[] = [];
  for (const { node, sign } of factorsOf(root)) {
    const right = rewritten(node, how);
    const before = done.pop();
    if (before === undefined || sign === null) done.push(right);
    else if (!isDot(sign, how.text)) done.push(joined(before, sign, right));
    else if (how.order !== "left") {
      done.push(before, right);
      dots.push(sign);
    } else done.push(multiplied(before, sign, right, how));
  }
  const [head, ...tail] = done as [FormulaNode, ...FormulaNode[]];
  if (how.order === "right")
    return done.reduceRight((right, left, i) => multiplied(left, dots[i] as Binary, right, how));
  return tail.reduce((left, right, i) => multiplied(left, dots[i] as Binary, right, how), head);
}

const joined = (left: FormulaNode, { op, written }: Binary, right: FormulaNode): Binary => ({
  kind: "binary",
  op,
  written,
  left,
  right,
  from: left.from,
  to: right.to,
});

function multiplied(left: FormulaNode, sign: Binary, right: FormulaNode, { kind, shapes }: How): FormulaNode {
  const [a, b] = [shapeOf(left, shapes), shapeOf(right, shapes)];
  const columns = a.ok && b.ok && sameShape(a.value, b.value) && a.value.includes(1) && !isOne(a.value);
  if (!columns) return joined(left, sign, right);
  const entries: FormulaNode = { ...joined(left, sign, right), op: "hadamard", written: ".*" };
  if (kind === "entrywise") return entries;
  return { kind: "call", fn: "sum", primes: 0, args: [entries], from: left.from, to: right.to };
}
