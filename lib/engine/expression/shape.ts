import { fail, ok, type Result } from "#lib/core/result.ts";
import { bracketsHint } from "./brackets-hint.ts";
import { chain, level } from "./chain.ts";
import { curves } from "./curves.ts";
import { differentiate } from "./differentiate.ts";
import { MATRIX, matrixShape } from "./entries.ts";
import { entrywise } from "./entrywise.ts";
import { powerShape } from "./exponent.ts";
import {
  type Formula,
  type FormulaNode,
  type FormulaProblem,
  isUnsized,
  nodes,
  problemAt,
  type Shape,
} from "./formula.ts";
import { countWords, structuralOf, usageOf } from "./functions.ts";
import {
  ALL,
  AT,
  axisFor,
  type Call,
  EACH,
  KRONECKER,
  NESTED,
  nameOf,
  numberedShape,
  rangesFromUses,
  SUMOVER,
  sliceShape,
} from "./indexed.ts";
import { operations } from "./operations.ts";
import { combine, sameShape, shapeWords } from "./shape-rules.ts";
import { RANGES, type Shapes, SIZES, withRanges } from "./shapes.ts";
import { nodeWords } from "./write.ts";

type Inferred = Result<Shape, FormulaProblem>;

/**
 * The shape of a formula, or the first place (innermost, leftmost) where sizes do not go together, in words:
 * "W2ᵀ is 4×1, δ2 is 3×1: the inner sizes 1 and 3 do not agree."
 */
export const inferShape = (formula: Formula, shapes: Shapes): Inferred => shapeOf(formula.root, shapes);

/** As `inferShape`, for a part of a formula. `next` are the factors that follow in the same chain, for the hint about brackets. */
export function shapeOf(node: FormulaNode, shapes: Shapes, next: readonly FormulaNode[] = []): Inferred {
  switch (node.kind) {
    case "number":
      return ok([]);
    case "symbol": {
      const shape = shapes[node.name];
      return shape ? ok(shape) : fail(problemAt(node, "unknown-name", `There is no ${nodeWords(node)} here.`));
    }
    case "negate":
      return shapeOf(node.of, shapes);
    case "transpose": {
      const of = shapeOf(node.of, shapes);
      if (of.ok && node.primed && of.value.length === 0) return fail(primedNumber(node));
      return of.ok ? ok([...of.value].reverse()) : of;
    }
    case "power":
      return powerShape(node, shapeOf(node.base, shapes));
    case "call":
      return callShape(node, shapes);
    case "binary":
      return binaryShape(node, shapes, next);
  }
}

function binaryShape(
  node: Extract<FormulaNode, { kind: "binary" }>,
  shapes: Shapes,
  next: readonly FormulaNode[],
): Inferred {
  const left = shapeOf(node.left, shapes, node.op === "product" ? [node.right, ...next] : []);
  if (!left.ok) return left;
  const right = shapeOf(node.right, shapes);
  if (!right.ok) return right;
  const combined = combine[node.op](left.value, right.value);
  if (combined.ok) return ok(combined.shape);
  const [a, b] = [operandStory(node.left, left.value, shapes), operandStory(node.right, right.value, shapes)];
  const columns = node.written === "·" && sameShape(left.value, right.value) && left.value.includes(1);
  const dot = "· could be the inner product or a product entry by entry. Write a^T b, or a .* b.";
  if (columns) return fail(problemAt(node, "dot", `${a.words}, ${b.words}: ${dot}`));
  const seen = `${a.words}${a.told || b.told ? ";" : ","} ${b.words}: ${combined.why}.`;
  return fail(
    problemAt(node, "sizes", seen + bracketsHint(node, left.value, right.value, next, (of) => shapeIf(of, shapes))),
  );
}

/** "δ2 is 3×1", and of a product how it comes about: "W2ᵀ is 4×3, δ2 is 3×1, so the product is 4×1". */
function operandStory(
  node: FormulaNode,
  shape: Shape,
  shapes: Shapes,
): { readonly words: string; readonly told: boolean } {
  const links = chain(node);
  const product =
    links.length > 1 && links.length <= 4 && links.every(({ sign }) => sign === null || level(sign) === "product");
  const plain = { words: `${nodeWords(node)} is ${shapeWords(shape)}`, told: false };
  if (!product) return plain;
  const each = links.map((link) => {
    const of = shapeOf(link.node, shapes);
    return `${nodeWords(link.node)} is ${of.ok ? shapeWords(of.value) : "without a size"}`;
  });
  return { words: `${each.join(", ")}, so the product is ${shapeWords(shape)}`, told: true };
}

const primedNumber = (node: Extract<FormulaNode, { kind: "transpose" }>): FormulaProblem =>
  problemAt(
    node,
    "derivative",
    `${nodeWords(node.of)} is a number, so ′ cannot transpose it. A derivative of a function is written g'(z).`,
  );

/** Most parts that are computed for one Σ: its terms, times the length of each. */
const MOST_TERMS = 3000;

/** Σ over examples: the index is a number in the body, and picks columns there. */
function sumShape(node: Call, shapes: Shapes): Inferred {
  const [body, index, limit] = node.args as readonly [FormulaNode, FormulaNode, FormulaNode?];
  const name = nameOf(index);
  const ranges = shapes[RANGES] ?? {};
  const said = (message: string, at: FormulaNode = node) => fail(problemAt(at, "sum", message));
  if (Object.keys(ranges).length >= NESTED) return said(`At most ${NESTED} sums may stand inside each other.`);
  const upto = limit && sizeOf(limit, shapes);
  if (upto === null)
    return said(`A sum runs from 1 to a size, and ${nodeWords(limit as FormulaNode)} is none here.`, limit);
  const uses = upto === undefined ? rangesFromUses(body, name, (of) => shapeIf(of, shapes)) : null;
  if (uses?.length === 0) return fail(problemAt(node, "sizes", `${name} would run over different sizes under this Σ.`));
  const range = upto ?? uses?.[0] ?? null;
  if (range === null)
    return said(
      `${name} picks nothing under this Σ. Write x^{(${name})} for one example, or sum( … ) for all entries.`,
    );
  const used = [...nodes(body)].some((node) => node.kind === "symbol" && node.name === name);
  const inner = shapeOf(body, withRanges(shapes, { [name]: range }));
  if (!used && inner.ok && inner.value.some((size) => size !== 1))
    return said(
      `${name} picks nothing under this Σ. Write x^{(${name})} for one example, or sum( … ) for all entries.`,
    );
  const terms = [...Object.values(ranges), range].reduce((a, b) => a * b, 1);
  if (terms * [...nodes(body)].length > MOST_TERMS)
    return said(`This Σ has ${terms} terms, which is more than is computed here. Write it as a product of matrices.`);
  // A sum of products of entries is a number, also where each of them is 1×1.
  return inner.ok && inner.value.every((size) => size === 1) ? ok([]) : inner;
}

/** The shape, where there is one. */
export const shapeIf = (node: FormulaNode, shapes: Shapes): Shape | undefined => {
  const shape = shapeOf(node, shapes);
  return shape.ok ? shape.value : undefined;
};

function derivativeShape(node: Call, shapes: Shapes): Inferred {
  const [body, by] = node.args as readonly [FormulaNode, FormulaNode];
  for (const part of [body, by]) {
    const shape = shapeOf(part, shapes);
    if (!shape.ok) return shape;
    if (shape.value.some((size) => size !== 1))
      return fail(
        problemAt(
          part,
          "derivative",
          `${nodeWords(part)} is ${shapeWords(shape.value)}; derivatives are taken of numbers here, and of an activation. Write the matrix in its place; the derivative may stand before an =.`,
        ),
      );
  }
  if (differentiate(body, nameOf(by), new Map()) !== null) return ok([]);
  return fail(problemAt(node, "derivative", `There is no rule here for the derivative of ${nodeWords(body)}.`));
}

const LARGEST = 64;

/** A whole number from 1 to 64 that is typed, or that a size stands for; null for anything else. */
export function sizeOf(node: FormulaNode, shapes: Shapes): number | null {
  const value = node.kind === "number" ? node.value : shapes[SIZES]?.[nameOf(node)];
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= LARGEST ? value : null;
}

function atShape(node: Call, shapes: Shapes): Inferred {
  const [of, ...indices] = node.args as readonly [FormulaNode, ...FormulaNode[]];
  const shape = shapeOf(of, shapes);
  if (!shape.ok) return shape;
  if (indices.length === 1 && indices[0]?.kind === "number")
    return numberedShape(node, indices[0].value, nodeWords(of), shape.value);
  const ranges = indices.map((index, axis) => {
    if (nameOf(index) === ALL) return shape.value[axis] ?? 1;
    if (index.kind !== "number") return shapes[RANGES]?.[nameOf(index)];
    const size = shape.value[axis] ?? 1;
    return index.value >= 1 && index.value <= size ? size : index.value;
  });
  const said = (message: string, code = "sizes") => fail(problemAt(node, code, message));
  const loose = ranges.indexOf(undefined);
  if (loose >= 0) return said(`${nameOf(indices[loose])} is an index that no Σ runs over.`, "index");
  const words = `${nodeWords(of)} is ${shapeWords(shape.value)}`;
  if (shape.value.length !== 2) return said(`${words} and has no entries to pick.`);
  const [rows, columns] = shape.value as readonly [number, number];
  if (indices.length === 2)
    return ranges[0] === rows && ranges[1] === columns
      ? ok(sliceShape(indices, shape.value))
      : said(`${words}, and the indices run to ${ranges.join(" and ")}.`);
  const axis = axisFor(shape.value, ranges[0] as number);
  if (axis === null) return said(`${words}, and ${nameOf(indices[0])} runs to ${ranges[0]}.`);
  return ok([axis === 1 ? rows : columns, 1]);
}

/** Of the indices that are letters. */
const rangesOf = (...ranges: readonly [string, number][]): { readonly [index: string]: number } =>
  Object.fromEntries(ranges.filter(([name]) => name !== ""));

/** The entry is a number at every place. */
function eachShape(node: Call, shapes: Shapes): Inferred {
  const [entry, row, column, ...sizes] = node.args as readonly [
    FormulaNode,
    FormulaNode,
    FormulaNode,
    ...FormulaNode[],
  ];
  const [rows = 1, columns = 1] = sizes.map((size) => sizeOf(size, shapes) ?? 1);
  const ranges = rangesOf([nameOf(row), rows], [nameOf(column), columns]);
  const shape = shapeOf(entry, withRanges(shapes, ranges));
  if (!shape.ok) return shape;
  if (shape.value.some((size) => size !== 1))
    return fail(
      problemAt(node, "sizes", `${nodeWords(entry)} is ${shapeWords(shape.value)}, and an entry is a number.`),
    );
  return ok([rows, columns]);
}

function callShape(node: Call, shapes: Shapes): Inferred {
  if (node.fn === EACH) return eachShape(node, shapes);
  if (node.fn === KRONECKER) return ok([]);
  if (node.fn === SUMOVER) return sumShape(node, shapes);
  if (node.fn === AT) return atShape(node, shapes);
  if (node.fn === MATRIX) return matrixShape(node, (entry) => shapeOf(entry, shapes));
  if (node.fn === "derivative") return derivativeShape(node, shapes);
  const row = structuralOf(node.fn);
  const arity = operations[node.fn]?.arity ?? 1;
  const [least, most] = row?.arity ?? (entrywise[node.fn] ? [1, 1] : [arity, arity]);
  const name = node.typed ?? node.fn;
  if (isUnsized(node))
    return fail(
      problemAt(
        node,
        "arguments",
        `No size of ${nodeWords(node)} fits here, or several do. Say which: ${node.fn === "eye" ? "I_3 or eye(3)" : "ones(3)"}.`,
      ),
    );
  if (node.args.length < least || node.args.length > most)
    return fail(
      problemAt(
        node,
        "arguments",
        `${name} has ${countWords(node.args.length)} here; it is written ${usageOf(node.fn, name)}.`,
      ),
    );
  const highest = node.fn === "g" || curves[node.fn] ? 2 : entrywise[node.fn] ? 1 : 0;
  if (node.primes > highest)
    return fail(
      problemAt(
        node,
        "derivative",
        row
          ? `${name} acts on a whole matrix and has no ′ here.`
          : `Only the first ${highest === 1 ? "derivative is" : "two derivatives are"} known here: ${node.fn}'(z1).`,
      ),
    );
  const args: Shape[] = [];
  for (const arg of node.args) {
    const shape = shapeOf(arg, shapes);
    if (!shape.ok) return shape;
    args.push(shape.value);
  }
  if (!row) return ok(args[0] as Shape);
  const shape = row.shape(args, node.args, (name) => shapes[SIZES]?.[name]);
  if (typeof shape !== "string") return ok(shape);
  const given = node.args.map((arg, i) => `${nodeWords(arg)} is ${shapeWords(args[i] as Shape)}`).join(", ");
  return fail(problemAt(node, row.notation ? "arguments" : "sizes", `${name} ${shape}, and ${given}.`));
}
