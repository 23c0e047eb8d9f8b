import type { Evidence } from "#lib/core/report.ts";
import {
  type Formula,
  inferShape,
  parse,
  type ReadNetwork,
  readNetwork,
  sameShape,
  toTex,
} from "#lib/engine/expression/index.ts";
import type { PublicDerivationPart } from "../../exercise/index.ts";
import { shapeWords } from "../words.ts";

type Line = PublicDerivationPart["lines"][number];

export type ReadLine = {
  readonly formula: Formula | null;
  readonly tex: string | null;
  readonly shape: readonly number[] | null;
  /** What keeps it from being compared, with the 1-based column where there is one. */
  readonly message: string | null;
  readonly column: number | null;
};

/** Is a line readable, and has it the shape that is asked for. */
export function readLine(
  text: string,
  line: Pick<Line, "shape">,
  network: Pick<ReadNetwork, "names" | "shapes">,
): ReadLine {
  const formula = parse(text, network.names);
  if (!formula.ok)
    return { formula: null, tex: null, shape: null, message: formula.error.message, column: formula.error.column };
  const read = { formula: formula.value, tex: toTex(formula.value), column: null };
  const shape = inferShape(formula.value, network.shapes);
  if (!shape.ok) return { ...read, shape: null, message: shape.error.message, column: shape.error.column };
  const fits = sameShape(shape.value, line.shape) || (entries(shape.value) === 1 && entries(line.shape) === 1);
  const message = fits ? null : `This is ${shapeWords(shape.value)}, and ${shapeWords(line.shape)} is asked for.`;
  return { ...read, shape: shape.value, message };
}

const entries = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** The symbols and shapes that a line may use: those of the network, and the lines before it. */
export function symbolsBefore(
  part: Pick<PublicDerivationPart, "network" | "lines">,
  line: Line,
): Pick<ReadNetwork, "names" | "shapes"> {
  const network = mustReadNetwork(part.network);
  const earlier = part.lines.slice(
    0,
    part.lines.findIndex(({ id }) => id === line.id),
  );
  const shapes = { ...network.shapes, ...Object.fromEntries(earlier.map(({ id, shape }) => [id, asMatrix(shape)])) };
  return { shapes, names: Object.keys(shapes) };
}

const asMatrix = (shape: readonly number[]): readonly number[] =>
  shape.length === 1 ? [shape[0] as number, 1] : shape;

export function mustReadNetwork(network: PublicDerivationPart["network"]): ReadNetwork {
  const read = readNetwork(network);
  if (!read.ok)
    throw new Error(`definition ${read.error.definition + 1} of the network: ${read.error.problem.message}`);
  return read.value;
}

/** What Run shows of each line. */
export function lineReader(
  part: PublicDerivationPart,
  typed: { readonly [id: string]: string },
): (line: Line) => Evidence {
  return (line) => {
    const read = readLine(typed[line.id] ?? "", line, symbolsBefore(part, line));
    return formulaEvidence(read, line, 0, 0);
  };
}

export function formulaEvidence(read: ReadLine, line: Line, pointsHeld: number, points: number): Evidence {
  const { tex, shape, message, column } = read;
  return {
    kind: "formula",
    readable: read.formula !== null,
    tex,
    shape,
    expectedShape: line.shape,
    pointsHeld,
    points,
    message,
    column,
  };
}
