import { MATRIX } from "./entries.ts";
import { children, type Formula, type FormulaNode, nodes, type Shape } from "./formula.ts";
import { ALL, AT, EACH, KRONECKER, nameOf, rangeFromUses, SUMOVER } from "./indexed.ts";
import { shapeWords } from "./shape-rules.ts";

type Shapes = { readonly [name: string]: Shape };

/** Letters that number entries: ŷ_k, W_{ij}, δ_{2,i}, x^{(i)}. */
const SUBSCRIPT =
  /_\s*([a-z])(?![A-Za-z])|_\s*([a-z])(?=[A-Za-z]_)|_\s*([a-z])([a-z])(?![A-Za-z])|([a-z])\s*(?:==?|!=|\\neq?|≠)\s*([a-z])(?![A-Za-z])|_\s*\{[\d,:\s]*([a-z])\s*,?\s*([a-z])?[\d,:\s]*\}|\[[:,\s]*([a-z])[:,\s]*\]|\[\s*([a-z])\s*,\s*([a-z])\s*\]|\^\s*\{?\s*(?:\[\d\])?\s*\(\s*([a-z])\s*\)/g;

/**
 * A formula of entries as the formula of all of them: ŷ_k − y_k where a row or a column is asked for, p_i (δ_{ij} − p_j) where a
 * matrix is. Null where the letters that are left open do not run over the rows and columns that are asked for.
 *
 * @param order the letters of the row and the column as the left side has them, W_{ij}; without them they are in alphabetical order.
 * @param read reads the text with letters that number entries, and with numbers that do.
 */
export function entriesOf(
  text: string,
  shapes: Shapes,
  asked: Shape,
  order: readonly string[] | undefined,
  read: Read,
): Formula | null {
  const formula = read(lettersIn(text, shapes, order ?? []));
  if (formula === null || !numbersAreEntries(formula, shapes)) return null;
  const open = [...looseIn(formula.root, new Set())].sort();
  if (open.length === 0) return formula;
  const wide = [0, 1].filter((axis) => (asked[axis] ?? 1) > 1);
  // D_{ii} = …: the other entries are 0.
  const [row, column] = order ?? [];
  if (row !== undefined && row === column && open.length === 1 && asked[0] === asked[1])
    return onDiagonal(entriesOf(text, shapes, [asked[0] ?? 1, 1], [row], read));
  const { root } = formula;
  // What does not depend on a letter of the left side is the same for all of it.
  const said = order?.length === wide.length && open.every((letter) => order.includes(letter));
  if (!said && open.length !== wide.length) return null;
  // Where the left side says which is which, letters that run elsewhere are a matter of sizes.
  const given = order?.length === wide.length ? order : open;
  const runs =
    said ||
    given.every((letter, i) => {
      const size = asked[wide[i] as number] as number;
      return open.includes(letter) && (rangeFromUses(root, letter, (of) => shapes[nameOf(of)]) ?? size) === size;
    });
  if (!runs) return null;
  const place = { from: root.from, to: root.to };
  const index = (axis: number): FormulaNode => {
    const letter = given[wide.indexOf(axis)];
    return letter === undefined ? { kind: "number", value: 1, ...place } : { kind: "symbol", name: letter, ...place };
  };
  const sizes = [0, 1].map((axis): FormulaNode => ({ kind: "number", value: asked[axis] ?? 1, ...place }));
  return {
    ...formula,
    root: { kind: "call", fn: EACH, primes: 0, args: [root, index(0), index(1), ...sizes], ...place },
  };
}

type Read = (letters: readonly string[]) => Formula | null;

/** Letters that number entries, if anything does; those of the left side first. */
export function lettersIn(text: string, shapes: Shapes, order: readonly string[]): readonly string[] {
  const found = [...text.matchAll(SUBSCRIPT)].flatMap(([, ...letters]) => letters.filter(Boolean));
  return [...new Set([...order, ...found])].filter((letter) => shapes[letter] === undefined);
}

/** What to say of entries whose letters do not run over what is asked for; null where a text has no such letters. */
export function lettersProblem(
  text: string,
  shapes: Shapes,
  asked: Shape,
  order: readonly string[] | undefined,
  read: Read,
): string | null {
  const formula = read(lettersIn(text, shapes, []));
  const open = formula === null ? [] : [...looseIn(formula.root, new Set())].sort();
  if (open.length === 0) return null;
  const stray = order === undefined ? undefined : open.find((letter) => !order.includes(letter));
  if (stray !== undefined)
    return `The letter ${stray} stands neither on the left side nor under a Σ that runs over it.`;
  const what = open.length === 1 ? `The letter ${open[0]} numbers` : `The letters ${open.join(", ")} number`;
  const wide = asked.filter((size) => size > 1).length;
  const left = ["no entry", "one of its entries, as in a_i = …", "one of its entries, as in A_{ij} = …"][wide] ?? "";
  const runs = open.length === 1 ? "does not run" : "do not run";
  return wide === 0
    ? `${what} entries here, and ${shapeWords(asked)} is asked for. Sum over it: \\sum_${open[0]}.`
    : `${what} entries here, and ${runs} over those of the ${shapeWords(asked)} that is asked for. Say on the left side ${left}, and sum over other letters: \\sum_k.`;
}

const onDiagonal = (formula: Formula | null): Formula | null => {
  if (formula === null) return null;
  const { root } = formula;
  return { ...formula, root: { kind: "call", fn: "diag", primes: 0, args: [root], from: root.from, to: root.to } };
};

/**
 * y_1 is an entry where y_2 stands beside it, or where it is an entry of a matrix that is written out: of a vector, or of an example
 * that is written small; alone it could be another name.
 */
function numbersAreEntries({ root }: Formula, shapes: Shapes): boolean {
  const numbers = new Map<string, Set<number>>();
  const placed = new Set([...nodes(root)].flatMap((node) => (isMatrix(node) ? [...nodes(node)] : [])));
  for (const node of nodes(root)) {
    if (node.kind !== "call" || node.fn !== AT || node.typed === "entry") continue;
    const [of, index, column] = node.args;
    if (index?.kind !== "number" || column !== undefined) continue;
    const name = nameOf(of);
    if (placed.has(node) && (shapes[name] ?? []).includes(1)) continue;
    if (node.typed !== "column" && !(shapes[name] ?? []).includes(1)) return false;
    numbers.set(name, (numbers.get(name) ?? new Set()).add(index.value));
  }
  return [...numbers.values()].every(({ size }) => size > 1);
}

const isMatrix = (node: FormulaNode): boolean => node.kind === "call" && node.fn === MATRIX;

/** Letters that pick entries and that no Σ runs over. */
function looseIn(node: FormulaNode, bound: ReadonlySet<string>): ReadonlySet<string> {
  const call = node.kind === "call" ? node : null;
  const under = call?.fn === SUMOVER ? new Set([...bound, nameOf(call.args[1])]) : bound;
  const picks = call?.fn === AT ? call.args.slice(1) : call?.fn === KRONECKER ? call.args : [];
  return new Set([
    ...picks.map(nameOf).filter((letter) => letter !== "" && letter !== ALL && !bound.has(letter)),
    ...children(node).flatMap((child) => [...looseIn(child, under)]),
  ]);
}
