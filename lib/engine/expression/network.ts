import type { Random } from "#lib/core/random.ts";
import { fail, ok, type Result } from "#lib/core/result.ts";
import type { TensorValue } from "#lib/core/value.ts";
import type { Host } from "#lib/engine/tensor/index.ts";
import { type Activation, activations } from "./entrywise.ts";
import { type Environment, evaluate } from "./evaluate.ts";
import type { Formula, FormulaProblem, Shape } from "./formula.ts";
import { parse } from "./parse.ts";
import { inferShape, type Shapes } from "./shape.ts";

/** A network as an exercise describes it. */
export type Network = {
  /** Drawn symbols and their shapes; `[n]` is a column, `[]` a number. */
  readonly drawn: { readonly [name: string]: readonly number[] };
  /** In order, "z1 = W1 x + b1"; computed forward at every point. */
  readonly defined: readonly string[];
  /** `general` stands for several functions in turn; the others for themselves. */
  readonly g: keyof typeof activations;
};

/** A network whose definitions were read and whose shapes are known. */
export type ReadNetwork = {
  readonly drawn: Shapes;
  readonly defined: readonly { readonly name: string; readonly formula: Formula }[];
  /** Drawn and defined symbols. */
  readonly shapes: Shapes;
  /** In order of appearance. */
  readonly names: readonly string[];
  readonly activations: readonly Activation[];
};

/** A definition that cannot be read or computed: which one (0-based), and why. */
export type NetworkProblem = { readonly definition: number; readonly problem: FormulaProblem };

const asMatrix = (shape: readonly number[]): Shape => (shape.length === 1 ? [shape[0] as number, 1] : shape);

export function readNetwork(network: Network): Result<ReadNetwork, NetworkProblem> {
  const drawn: { [name: string]: Shape } = {};
  for (const [name, shape] of Object.entries(network.drawn)) drawn[canonicalName(name) ?? name] = asMatrix(shape);
  const shapes = { ...drawn };
  const defined: { name: string; formula: Formula }[] = [];
  for (const [definition, line] of network.defined.entries()) {
    const read = readDefinition(line, shapes);
    if (!read.ok) return fail({ definition, problem: read.error });
    shapes[read.value.name] = read.value.shape;
    defined.push(read.value);
  }
  return ok({ drawn, defined, shapes, names: Object.keys(shapes), activations: activations[network.g] });
}

/** The name under which a symbol is known here: `z1` for `z_1`, `delta1` for `δ₁`; null for what is no symbol. */
export function canonicalName(text: string): string | null {
  const parsed = parse(text);
  return parsed.ok && parsed.value.root.kind === "symbol" ? parsed.value.root.name : null;
}

type Definition = { readonly name: string; readonly formula: Formula; readonly shape: Shape };

function readDefinition(line: string, shapes: Shapes): Result<Definition, FormulaProblem> {
  const equals = line.indexOf("=");
  const name = canonicalName(line.slice(0, Math.max(0, equals)));
  const refused = (message: string) =>
    fail({ code: "definition", message, column: 1, length: Math.max(1, line.length) });
  if (name === null) return refused("A definition reads name = formula, as in z1 = W1 x + b1.");
  if (shapes[name]) return refused(`${name} is given twice.`);
  const shift = equals + 1;
  const moved = (problem: FormulaProblem) => fail({ ...problem, column: problem.column + shift });
  const formula = parse(line.slice(shift), Object.keys(shapes));
  if (!formula.ok) return moved(formula.error);
  const shape = inferShape(formula.value, shapes);
  return shape.ok ? ok({ name, formula: formula.value, shape: shape.value }) : moved(shape.error);
}

/** Targets are drawn between 0 and 1, so that cross-entropy makes sense, and never 0 or 1, so that y² is not y. */
const isTarget = (name: string) => /^[yY]\d*$/.test(name);

/** One random point: every drawn symbol, then every definition in order. Entries lie in ±[0.25, 1.25], targets in [0.05, 0.95]. */
export function drawPoint(
  network: ReadNetwork,
  g: Activation,
  random: Random,
  host: Host,
  watch?: Environment["watch"],
): Environment {
  const values: { [name: string]: TensorValue } = {};
  for (const [name, shape] of Object.entries(network.drawn)) {
    const data = new Float64Array(shape.reduce((a, b) => a * b, 1));
    for (let i = 0; i < data.length; i++) {
      data[i] = isTarget(name) ? random.uniform(0.05, 0.95) : random.pick([-1, 1]) * random.uniform(0.25, 1.25);
    }
    values[name] = { shape, data };
  }
  const env: Environment = watch ? { values, g, watch } : { values, g };
  for (const { name, formula } of network.defined) values[name] = evaluate(formula, env, host);
  return env;
}
