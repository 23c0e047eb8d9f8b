import { shapeText } from "#app/_components/base/format.ts";
import type { FormulaReading } from "#app/_components/fields/formula-field.tsx";
import {
  type Explanation,
  explain,
  fits as fitsShape,
  lineSynonyms,
  type ReadNetwork,
  readNetwork,
  readSteps,
  type Step,
  shapeStory,
  toTex,
} from "#lib/engine/expression/index.ts";
import type { PublicPart } from "#lib/grading/exercise/index.ts";

export type DerivationPart = Extract<PublicPart, { kind: "derivation" }>;
type Line = DerivationPart["lines"][number];

const NOTHING: ReadNetwork = {
  drawn: {},
  defined: [],
  shapes: {},
  names: [],
  synonyms: {},
  sizes: {},
  values: {},
  activations: ["tanh"],
  variable: null,
};

/** What a line may use: the network, the lines above, and the other names of both. */
export function symbolsFor(part: DerivationPart, line: Line): ReadNetwork {
  const own = part.network.synonyms ?? {};
  const lines = lineSynonyms(part.lines);
  const all = [...new Set([...Object.keys(own), ...Object.keys(lines)])];
  const synonyms = Object.fromEntries(all.map((name) => [name, [...(own[name] ?? []), ...(lines[name] ?? [])]]));
  const network = readNetwork({ ...part.network, synonyms });
  if (!network.ok) return NOTHING;
  const earlier = part.lines.slice(0, part.lines.indexOf(line));
  const shapes = {
    ...network.value.shapes,
    ...Object.fromEntries(earlier.map(({ id, shape }) => [id, asMatrix(shape)])),
  };
  return { ...network.value, shapes, names: Object.keys(shapes) };
}

const asMatrix = (shape: readonly number[]): readonly number[] => (shape.length === 1 ? [shape[0] ?? 1, 1] : shape);
const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Same shape; a number and a 1×1 matrix are the same. */
export const fits = (shape: readonly number[], asked: readonly number[]): boolean => fitsShape(asMatrix(shape), asked);

const shown = (shape: readonly number[]): string => (sizeOf(shape) === 1 ? "1×1" : shapeText(shape));

export type LineReading = FormulaReading & {
  readonly explanation: Explanation | null;
  /** How the shape comes about, where it is not the one that is asked for. */
  readonly story: string | null;
};

/** What can be said of a line while it is typed. `lastTex` is kept while it cannot be read. */
export function readLine(text: string, line: Line, symbols: ReadNetwork, lastTex: string | null): LineReading {
  const { steps, result } = readSteps(text, line, symbols);
  const unread = { shape: null, conflict: false, explanation: null, story: null };
  if (result === null) {
    const problem = { message: "Nothing is typed here yet.", column: 1, length: 1 };
    return { ...unread, tex: null, problem };
  }
  const unreadable = steps.find(({ formula }) => formula === null);
  if (unreadable) return { ...unread, tex: lastTex, problem: problemOf(unreadable, text) };
  const tex = texOf(steps);
  const explanation = result.formula && explain(result.formula, symbols.shapes);
  const off = steps.find(({ problem }) => problem !== null);
  if (off) return { ...unread, tex, conflict: true, problem: problemOf(off, text), explanation };
  const shape = result.shape ?? [];
  const conflict = !fits(shape, line.shape);
  const story = conflict && result.formula ? shapeStory(result.formula, symbols.shapes, shape) : null;
  return { tex, shape: shown(shape), conflict, problem: null, explanation, story };
}

function problemOf(step: Step, text: string): FormulaReading["problem"] {
  if (step.problem === null) return null;
  const { message, column, length } = step.problem;
  const rows = text.split("\n");
  return rows.length > 1 ? { message, column, length, row: rows[step.line - 1] ?? "" } : { message, column, length };
}

/** One formula, or the steps below each other. */
function texOf(steps: readonly Step[]): string | null {
  const set = steps.map(({ formula, name, kind }) => {
    if (formula === null) return null;
    return {
      sign: kind === "define" && name !== null ? `\\mathit{${name}} =` : kind === "open" ? "" : "=",
      tex: toTex(formula),
    };
  });
  const [first, ...rest] = set;
  if (rest.length === 0) return first?.tex ?? null;
  const rows = set.flatMap((one) => (one === null ? [] : [`${one.sign}{}& ${one.tex}`]));
  return `\\begin{aligned} ${rows.join(" \\\\ ")} \\end{aligned}`;
}

/** The first line with something in it that does not hold; −1 where there is none. */
export function firstOff(
  part: { readonly lines: readonly { readonly id: string }[] },
  lines: { readonly [lineId: string]: string },
  verdict: (lineId: string) => string | undefined,
): number {
  return part.lines.findIndex(
    ({ id }) => (lines[id] ?? "").trim() !== "" && ["incorrect", "partial"].includes(verdict(id) ?? ""),
  );
}
