import { fail, ok, type Result } from "#lib/core/result.ts";
import { MATRIX } from "./entries.ts";
import { type Formula, type FormulaNode, type FormulaProblem, nodes, problemAt, type Shape } from "./formula.ts";
import { mapped } from "./mapped.ts";
import { shapeOf } from "./shape.ts";
import { fitsShape } from "./shape-rules.ts";
import type { Shapes } from "./shapes.ts";

/** How (a, b, c) lies. */
export type Lie = "column" | "row";

type Tuple = Extract<FormulaNode, { kind: "call" }>;

const isTuple = (node: FormulaNode): node is Tuple =>
  node.kind === "call" && node.fn === MATRIX && node.typed === "tuple";

/** The formula with each (a, b, c) as a column, which is how the grammar reads it, or as a row. */
export function lying(read: Result<Formula, FormulaProblem>, how: Lie): Result<Formula, FormulaProblem> {
  if (!read.ok || how === "column") return read;
  const root = mapped((node) => {
    if (!isTuple(node)) return node;
    const [, ...entries] = node.args;
    const columns: FormulaNode = { kind: "number", value: entries.length, from: node.from, to: node.to };
    return { ...node, args: [columns, ...entries] };
  })(read.value.root);
  return ok({ ...read.value, root });
}

/**
 * A formula in which (a, b, c) is a column or a row, whichever alone gives the whole the shape that is asked for: on paper a column is
 * written so, and so is its transpose. Where both fit, or neither, it is asked about; where nothing is asked for, it is a column of
 * numbers.
 *
 * @param read reads the text with each (a, b, c) lying so.
 */
export function withTuples(
  text: string,
  shapes: Shapes,
  asked: Shape | undefined,
  read: (how: Lie) => Result<Formula, FormulaProblem>,
): Result<Formula, FormulaProblem> {
  const column = read("column");
  const tuple = tupleOf(column);
  if (tuple === null && (column.ok || !/\(.*,/s.test(text))) return column;
  if (asked === undefined) return tuple === null || holdsNumbers(tuple, shapes) ? column : fail(neither(tuple, text));
  const row = read("row");
  const typed = tuple ?? tupleOf(row);
  if (typed === null) return column;
  const fitting = [column, row].filter((one) => {
    const shape = one.ok ? shapeOf(one.value.root, shapes) : null;
    return shape?.ok && fitsShape(shape.value, asked);
  });
  if (fitting.length === 1) return fitting[0] as Result<Formula, FormulaProblem>;
  return fail(fitting.length === 0 ? neither(typed, text) : either(typed, text));
}

const tupleOf = (read: Result<Formula, FormulaProblem>): Tuple | null =>
  read.ok ? ([...nodes(read.value.root)].find(isTuple) ?? null) : null;

const holdsNumbers = ({ args: [, ...entries] }: Tuple, shapes: Shapes): boolean =>
  entries.every((entry) => {
    const shape = shapeOf(entry, shapes);
    return !shape.ok || shape.value.every((size) => size === 1);
  });

const words = (tuple: Tuple, text: string): string => text.slice(tuple.from, tuple.to);

const neither = (tuple: Tuple, text: string): FormulaProblem =>
  problemAt(
    tuple,
    "comma",
    `A comma only separates the arguments of a function, as in outer(delta1, x), and entries: ${words(tuple, text)} fits neither as a column nor as a row here.`,
  );

const either = (tuple: Tuple, text: string): FormulaProblem =>
  problemAt(tuple, "tuple", `${words(tuple, text)} could be a column or a row here. Write [a; b] or [a, b].`);
