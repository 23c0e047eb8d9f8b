import { shapeText } from "#app/_components/base/format.ts";
import type { FormulaReading } from "#app/_components/fields/formula-field.tsx";
import { type Explanation, explain, inferShape, parse, readNetwork, toTex } from "#lib/engine/expression/index.ts";
import type { PublicPart } from "#lib/grading/exercise/index.ts";

export type DerivationPart = Extract<PublicPart, { kind: "derivation" }>;
type Line = DerivationPart["lines"][number];
type Shapes = { readonly [name: string]: readonly number[] };

/** Symbols that a line may use, with their shapes: those of the network and the lines above. */
export function symbolsFor(part: DerivationPart, line: Line): Shapes {
  const network = readNetwork(part.network);
  const earlier = part.lines.slice(0, part.lines.indexOf(line));
  return {
    ...(network.ok ? network.value.shapes : {}),
    ...Object.fromEntries(earlier.map(({ id, shape }) => [id, asMatrix(shape)])),
  };
}

const asMatrix = (shape: readonly number[]): readonly number[] => (shape.length === 1 ? [shape[0] ?? 1, 1] : shape);
const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Same shape; a number and a 1×1 matrix are the same. */
export const fits = (shape: readonly number[], asked: readonly number[]): boolean =>
  (sizeOf(shape) === 1 && sizeOf(asked) === 1) || shapeText(asMatrix(shape)) === shapeText(asMatrix(asked));

const shown = (shape: readonly number[]): string => (sizeOf(shape) === 1 ? "1×1" : shapeText(shape));

export type LineReading = FormulaReading & { readonly explanation: Explanation | null };

/** What can be said of a line while it is typed. `lastTex` is kept while it cannot be read. */
export function readLine(text: string, line: Line, shapes: Shapes, lastTex: string | null): LineReading {
  const formula = parse(text, Object.keys(shapes));
  if (!formula.ok)
    return {
      tex: text.trim() === "" ? null : lastTex,
      shape: null,
      conflict: false,
      problem: formula.error,
      explanation: null,
    };
  const tex = toTex(formula.value);
  const explanation = explain(formula.value, shapes);
  const shape = inferShape(formula.value, shapes);
  if (!shape.ok) return { tex, shape: null, conflict: true, problem: shape.error, explanation };
  return { tex, shape: shown(shape.value), conflict: !fits(shape.value, line.shape), problem: null, explanation };
}
