import type { Evidence } from "#lib/core/report.ts";
import {
  type Formula,
  fits,
  isNotation,
  lineSynonyms,
  type ReadNetwork,
  readNetwork,
  readSteps,
  type Step,
  shapeStory,
  toTex,
} from "#lib/engine/expression/index.ts";
import type { PublicDerivationPart } from "../../exercise/index.ts";
import { AuthorFault } from "../trusted.ts";
import { shapeWords } from "../words.ts";

type Line = Omit<PublicDerivationPart["lines"][number], "steps">;

export type ReadLine = {
  /** The last form of what is asked for, as it was typed. */
  readonly formula: Formula | null;
  /** The same with names given on the way written out. */
  readonly plain: Formula | null;
  readonly steps: readonly Step[];
  /** The left side of that form, where it names something else than what is asked for. */
  readonly name: string | null;
  readonly tex: string | null;
  readonly shape: readonly number[] | null;
  /** What keeps it from being compared, with the 1-based column where there is one. */
  readonly message: string | null;
  readonly column: number | null;
};

/** Is a line readable, and has it the shape that is asked for. Of several steps, the first that cannot be read is told. */
export function readLine(text: string, line: Line, network: ReadNetwork): ReadLine {
  const { steps, result } = readSteps(text, line, network);
  const unread = { formula: null, plain: null, steps, name: null, tex: null, shape: null };
  if (result === null) return { ...unread, message: "Nothing is typed here yet.", column: 1 };
  const unreadable = steps.find(({ problem }) => problem !== null && isNotation(problem));
  if (unreadable?.problem) {
    const { message, column } = unreadable.problem;
    return { ...unread, message: placed(message, unreadable, steps), column };
  }
  const read = {
    formula: result.formula,
    plain: result.plain,
    steps,
    name: result.kind === "define" ? result.name : null,
    tex: result.formula && toTex(result.formula),
    column: null,
  };
  if (result.problem !== null)
    return {
      ...read,
      shape: null,
      message: placed(result.problem.message, result, steps),
      column: result.problem.column,
    };
  const shape = result.shape ?? [];
  const message = fits(shape, line.shape)
    ? null
    : `${shapeStory(result.formula as Formula, network.shapes, shape)}, and ${shapeWords(line.shape)} is asked for.`;
  return { ...read, shape, message };
}

const placed = (message: string, step: Step, steps: readonly Step[]): string =>
  steps.some(({ line }) => line !== step.line) ? `Line ${step.line}: ${message}` : message;

/** The network of a line with the lines before it as symbols. */
export function networkFor(part: Pick<PublicDerivationPart, "network" | "lines">, line: Pick<Line, "id">): ReadNetwork {
  const network = partNetwork(part);
  const earlier = part.lines.slice(
    0,
    part.lines.findIndex(({ id }) => id === line.id),
  );
  const shapes = { ...network.shapes, ...Object.fromEntries(earlier.map(({ id, shape }) => [id, asMatrix(shape)])) };
  return { ...network, shapes, names: Object.keys(shapes) };
}

const asMatrix = (shape: readonly number[]): readonly number[] =>
  shape.length === 1 ? [shape[0] as number, 1] : shape;

/** Networks that were read, by their description: every line of every grading asks for the same one. */
const networks = new WeakMap<object, ReadNetwork>();

/** The network of a part, which also knows what the TeX of each line calls it. */
export function partNetwork(part: Pick<PublicDerivationPart, "network" | "lines">): ReadNetwork {
  const known = networks.get(part.network);
  if (known !== undefined) return known;
  const own = part.network.synonyms ?? {};
  const lines = lineSynonyms(part.lines);
  const synonyms = Object.fromEntries(
    [...Object.keys(own), ...Object.keys(lines)].map((name) => [name, [...(own[name] ?? []), ...(lines[name] ?? [])]]),
  );
  const read = readNetwork({ ...part.network, synonyms });
  if (!read.ok)
    throw new AuthorFault(`definition ${read.error.definition + 1} of the network: ${read.error.problem.message}`);
  networks.set(part.network, read.value);
  return read.value;
}

/** What Run shows of each line. */
export function lineReader(
  part: PublicDerivationPart,
  typed: { readonly [id: string]: string },
): (line: Line) => Evidence {
  return (line) => formulaEvidence(readLine(typed[line.id] ?? "", line, networkFor(part, line)), line, 0, 0);
}

export function formulaEvidence(
  read: ReadLine,
  line: Line,
  pointsHeld: number,
  points: number,
  more: Partial<Pick<Extract<Evidence, { kind: "formula" }>, "steps" | "milestones">> = {},
): Evidence {
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
    ...more,
  };
}
