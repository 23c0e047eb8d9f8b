import type { Random } from "#lib/core/random.ts";
import { fail, ok, type Result } from "#lib/core/result.ts";
import type { TensorValue } from "#lib/core/value.ts";
import type { Host } from "#lib/engine/tensor/index.ts";
import { type Activation, activations } from "./entrywise.ts";
import { type Environment, evaluate } from "./evaluate.ts";
import type { Formula, FormulaProblem, Shape } from "./formula.ts";
import { parse } from "./parse.ts";
import { parseIn } from "./parse-in.ts";
import type { Synonyms } from "./resolve.ts";
import { inferShape, sizeOf } from "./shape.ts";
import { type Shapes, SIZES, SLOPES } from "./shapes.ts";
import { slopeOf } from "./slopes.ts";
import { nodeWords } from "./write.ts";

/** What entries of a drawn symbol may be; without a row, ±[0.25, 1.25], and targets (y, Y) [0.05, 0.95]. */
export type Drawing = "sign" | "positive" | "probability" | "onehot" | readonly [number, number];

/** A network as an exercise describes it. */
export type Network = {
  /** Drawn symbols and their shapes; `[n]` is a column, `[]` a number. A size is a number or a name of `sizes`. */
  readonly drawn: { readonly [name: string]: readonly (number | string)[] };
  /** In order, "z1 = W1 x + b1" or "m = 3"; computed forward at every point. */
  readonly defined: readonly string[];
  /** `general` stands for several functions in turn; the others for themselves. */
  readonly g: keyof typeof activations;
  /** Sizes by name, { m: 5 }; each is also a number in formulas. */
  readonly sizes?: { readonly [name: string]: number } | undefined;
  /** Other names by the symbol or function they stand for: { yhat: ["a3", "sigma(z3)"], g: ["phi"] }. */
  readonly synonyms?: { readonly [name: string]: readonly string[] } | undefined;
  readonly values?: { readonly [name: string]: Drawing } | undefined;
};

/** A network whose definitions were read and whose shapes are known. */
export type ReadNetwork = {
  readonly drawn: Shapes;
  readonly defined: readonly { readonly name: string; readonly formula: Formula }[];
  /** Drawn and defined symbols. */
  readonly shapes: Shapes;
  /** In order of appearance. */
  readonly names: readonly string[];
  readonly synonyms: Synonyms;
  readonly sizes: { readonly [name: string]: number };
  readonly values: { readonly [name: string]: Drawing };
  readonly activations: readonly Activation[];
  /** The one number that is drawn, where nothing else is: ′ is the derivative by it. */
  readonly variable: string | null;
};

/** A definition that cannot be read or computed: which one (0-based), and why. */
export type NetworkProblem = { readonly definition: number; readonly problem: FormulaProblem };

const asMatrix = (shape: readonly number[]): Shape => (shape.length === 1 ? [shape[0] as number, 1] : shape);

export function readNetwork(network: Network): Result<ReadNetwork, NetworkProblem> {
  const sizes = network.sizes ?? {};
  const drawn: { [name: string]: Shape } = {};
  for (const [name, shape] of Object.entries(network.drawn))
    drawn[canonicalName(name) ?? name] = asMatrix(
      shape.map((size) => (typeof size === "number" ? size : (sizes[size] ?? 1))),
    );
  const synonyms = readSynonyms(network.synonyms ?? {});
  const numbers = Object.fromEntries(Object.keys(sizes).map((name): [string, Shape] => [name, []]));
  let shapes: Shapes = { ...drawn, ...numbers, ...(network.sizes ? { [SIZES]: sizes } : {}) };
  const defined: { name: string; formula: Formula }[] = [];
  for (const [definition, line] of network.defined.entries()) {
    const read = readDefinition(line, { shapes, names: Object.keys(shapes), synonyms });
    if (!read.ok) return fail({ definition, problem: read.error });
    shapes = withDefinition(shapes, read.value);
    defined.push(read.value);
  }
  return ok({
    drawn,
    defined,
    shapes,
    names: Object.keys(shapes),
    synonyms,
    sizes: shapes[SIZES] ?? {},
    values: network.values ?? {},
    activations: activations[network.g],
    variable: variableOf(drawn),
  });
}

function variableOf(drawn: Shapes): string | null {
  const [first, ...others] = Object.entries(drawn);
  return first !== undefined && first[1].length === 0 && others.length === 0 ? first[0] : null;
}

function readSynonyms(declared: { readonly [name: string]: readonly string[] }): Synonyms {
  const synonyms: { [name: string]: string } = {};
  for (const [name, others] of Object.entries(declared)) {
    const own = canonicalName(name) ?? name;
    for (const other of others) {
      const read = parse(other);
      // A formula such as sigma(z3) is known by how it is written out.
      synonyms[read.ok ? (canonicalName(other) ?? nodeWords(read.value.root)) : other] = own;
    }
  }
  return synonyms;
}

/** The network with one more definition. The formula must have a shape there. */
export function define(network: ReadNetwork, name: string, formula: Formula): ReadNetwork {
  const shape = inferShape(formula, network.shapes);
  if (!shape.ok) throw new Error(`${name} has no shape: ${shape.error.message}`);
  const shapes = withDefinition(network.shapes, { name, formula, shape: shape.value });
  const sizes = shapes[SIZES] ?? {};
  return { ...network, shapes, sizes, names: Object.keys(shapes), defined: [...network.defined, { name, formula }] };
}

/** The shapes with one more symbol. A whole number that counts rows or columns of some symbol, as in m = 3, is a size as well. */
function withDefinition(shapes: Shapes, { name, formula, shape }: Definition): Shapes {
  const value = sizeOf(formula.root, shapes);
  const counts = value !== null && Object.values<Shape>(shapes).some((other) => other.includes(value));
  const slope = slopeOf(formula.root);
  return {
    ...shapes,
    [name]: shape,
    ...(counts ? { [SIZES]: { ...shapes[SIZES], [name]: value } } : {}),
    ...(slope === null ? {} : { [SLOPES]: { ...shapes[SLOPES], [name]: slope } }),
  };
}

/** The name under which a symbol is known here: `z1` for `z_1`, `delta1` for `δ₁`; null for what is no symbol. */
export function canonicalName(text: string): string | null {
  const parsed = parse(text);
  return parsed.ok && parsed.value.root.kind === "symbol" ? parsed.value.root.name : null;
}

type Definition = { readonly name: string; readonly formula: Formula; readonly shape: Shape };

function readDefinition(
  line: string,
  known: Pick<ReadNetwork, "names" | "shapes" | "synonyms">,
): Result<Definition, FormulaProblem> {
  const equals = line.indexOf("=");
  const name = canonicalName(line.slice(0, Math.max(0, equals)));
  const refused = (message: string) =>
    fail({ code: "definition", message, column: 1, length: Math.max(1, line.length) });
  if (name === null) return refused("A definition reads name = formula, as in z1 = W1 x + b1.");
  if (known.shapes[name]) return refused(`${name} is given twice.`);
  const shift = equals + 1;
  const moved = (problem: FormulaProblem) => fail({ ...problem, column: problem.column + shift });
  const formula = parseIn(line.slice(shift), known);
  if (!formula.ok) return moved(formula.error);
  const shape = inferShape(formula.value, known.shapes);
  return shape.ok ? ok({ name, formula: formula.value, shape: shape.value }) : moved(shape.error);
}

/** Targets are drawn between 0 and 1, so that cross-entropy makes sense, and never 0 or 1, so that y² is not y. */
export const isTarget = (name: string) => /^[yY]\d*$/.test(name);

type Watching = Pick<Environment, "watch" | "sides">;

/** Entries of one drawn symbol. */
export type Entries = (name: string, shape: Shape) => Float64Array;

/** A point from given entries: every drawn symbol, the sizes, then every definition in order. */
export function pointFrom(
  network: ReadNetwork,
  g: Activation,
  entries: Entries,
  host: Host,
  watching: Watching = {},
): Environment {
  const values: { [name: string]: TensorValue } = {};
  for (const [name, size] of Object.entries(network.sizes)) values[name] = { shape: [], data: Float64Array.of(size) };
  for (const [name, shape] of Object.entries(network.drawn)) values[name] = { shape, data: entries(name, shape) };
  const definitions = new Map(network.defined.map(({ name, formula }) => [name, formula.root]));
  const env: Environment = { values, g, definitions, ...watching };
  for (const { name, formula } of network.defined) values[name] = evaluate(formula, env, host);
  return env;
}

/** One random point. */
export const drawPoint = (
  network: ReadNetwork,
  g: Activation,
  random: Random,
  host: Host,
  watching: Watching = {},
): Environment => pointFrom(network, g, drawn(network, random), host, watching);

export const drawn =
  (network: Pick<ReadNetwork, "values">, random: Random): Entries =>
  (name, shape) => {
    const data = new Float64Array(shape.reduce((a, b) => a * b, 1));
    const how = network.values[name] ?? (isTarget(name) ? ([0.05, 0.95] as const) : null);
    if (how === "onehot") return oneHot(shape, () => random.uniform(0, 1));
    for (let i = 0; i < data.length; i++) data[i] = entryOf(how, random);
    return data;
  };

/** Whether a symbol's entries may have either sign. */
export const either = (network: Pick<ReadNetwork, "values">, name: string): boolean =>
  network.values[name] === undefined && !isTarget(name);

function entryOf(how: Exclude<Drawing, "onehot"> | null, random: Random): number {
  if (how === null) return random.pick([-1, 1]) * random.uniform(0.25, 1.25);
  if (how === "sign") return random.pick([-1, 1]);
  if (how === "positive") return random.uniform(0.25, 1.75);
  if (how === "probability") return random.uniform(0.05, 0.95);
  return random.uniform(how[0], how[1]);
}

/** One 1 in each column. */
export function oneHot(shape: Shape, uniform: () => number): Float64Array {
  const [rows = 1, columns = 1] = shape;
  const data = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) data[Math.floor(uniform() * rows) * columns + j] = 1;
  return data;
}
