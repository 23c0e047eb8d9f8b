import {
  areEqual,
  type Formula,
  type Host,
  inferShape,
  type ReadNetwork,
  type Shape,
  sameShape,
} from "#lib/engine/expression/index.ts";
import { type FormulaRow, formulaRows } from "./rows.ts";
import { places, sameTree } from "./tree.ts";

export { type FormulaRow, formulaRows } from "./rows.ts";

export type FormulaMutant = { readonly row: FormulaRow; readonly formula: Formula };

const MOST = 400;

/** Every slip at every place of a right formula; no formula twice for one row. */
export function formulaMutants({ text, root }: Formula, network: ReadNetwork): FormulaMutant[] {
  const parts = places(root);
  return formulaRows
    .flatMap((row) => {
      const here = row.whole === true ? parts.slice(0, 1) : parts;
      return here.flatMap(({ node, put }) => row.of(node, network).map((made) => ({ row, root: put(made) })));
    })
    .filter((one) => !sameTree(one.root, root))
    .slice(0, MOST)
    .map((one) => ({ row: one.row, formula: { text, root: one.root } }));
}

/**
 * The slips that make of one of the right formulas what was answered, in the order of the table: equal at all points, or, where the
 * sizes of the answer do not go together, the same tree. What is equal to the right formula is no slip.
 */
export function slipsOfFormula(
  answer: Formula,
  right: readonly Formula[],
  network: ReadNetwork,
  seed: string,
  host: Host,
): readonly FormulaRow[] {
  const shape = inferShape(answer, network.shapes);
  if (shape.ok && right.some((formula) => equals(answer, shape.value, formula, network, seed, host))) return [];
  const found = right.flatMap((formula) =>
    formulaMutants(formula, network).filter((mutant) => {
      if (!shape.ok) return sameTree(answer.root, mutant.formula.root);
      return equals(answer, shape.value, mutant.formula, network, seed, host);
    }),
  );
  const rows = formulaRows.filter((row) => found.some((mutant) => mutant.row === row));
  const telling = rows.filter(({ last }) => last !== true);
  return telling.length > 0 ? telling : rows;
}

function equals(
  answer: Formula,
  shape: Shape,
  other: Formula,
  network: ReadNetwork,
  seed: string,
  host: Host,
): boolean {
  const made = inferShape(other, network.shapes);
  return made.ok && sameEntries(made.value, shape) && areEqual(answer, other, network, seed, host);
}

const sameEntries = (a: readonly number[], b: readonly number[]): boolean =>
  sameShape(a, b) || [...a, ...b].every((n) => n === 1);
