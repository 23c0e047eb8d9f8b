import {
  areEqual,
  differentiate,
  type Formula,
  type FormulaNode,
  inferShape,
  isConstant,
  type ReadNetwork,
  symbolWords,
} from "#lib/engine/expression/index.ts";
import { type Place, referenceOf } from "./part.ts";

/** The derivative of a line above as it was entered, and of which line and by what it is one, in words. */
export type OwnDerivative = { readonly formula: Formula; readonly of: string; readonly by: string };

/**
 * What a line is where it is the derivative of a line above, as f″ is that of f′, and follows from that line as it was entered. Whether it
 * is one, the answers of the exercise tell. Of a line above whose derivative is a constant nothing follows: there is nothing to derive.
 */
export function ownDerivatives({
  part,
  line,
  networks: [reference, entered],
  seed,
  host,
}: Place): readonly OwnDerivative[] {
  if (line.shape.some((size) => size !== 1)) return [];
  const asked = referenceOf(line, reference);
  const numbers = reference.names.filter((name) => isNumber(name, reference) && !(name in reference.sizes));
  return part.lines.slice(0, part.lines.indexOf(line)).flatMap(({ id }) => {
    if (!numbers.includes(id)) return [];
    return numbers.flatMap((by) => {
      const right = derivative(id, by, reference);
      const own = derivative(id, by, entered);
      if (right === null || own === null || isConstant(own)) return [];
      const isOne = areEqual(right, asked, reference, seed, host);
      return isOne ? [{ formula: own, of: symbolWords(id), by: symbolWords(by) }] : [];
    });
  });
}

const isNumber = (name: string, { shapes }: ReadNetwork): boolean => (shapes[name] ?? [2]).every((size) => size === 1);

/** The derivative of a line by a symbol, through what the line and the symbols between are defined as; null where a rule is missing. */
function derivative(id: string, by: string, { defined, shapes }: ReadNetwork): Formula | null {
  if (id === by) return null;
  const definitions = new Map(defined.map(({ name, formula }): [string, FormulaNode] => [name, formula.root]));
  const root = differentiate({ kind: "symbol", name: id, from: 0, to: 0 }, by, definitions);
  // The rules are those of numbers: what they make of matrices on the way may have no shape.
  const shape = root && inferShape({ text: "", root }, shapes);
  return root && shape?.ok && shape.value.every((size) => size === 1) ? { text: "", root } : null;
}
