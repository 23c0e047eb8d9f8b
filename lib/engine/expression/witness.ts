import { createRandom, type Random } from "#lib/core/random.ts";
import type { TensorValue } from "#lib/core/value.ts";
import type { Host } from "#lib/engine/tensor/index.ts";
import type { Activation } from "./entrywise.ts";
import { type Environment, evaluate } from "./evaluate.ts";
import { type Formula, nodes, type Shape } from "./formula.ts";
import { type Drawing, type Entries, isTarget, oneHot, pointFrom, type ReadNetwork } from "./network.ts";
import { scaleOf } from "./relation.ts";
import { inferShape } from "./shape.ts";
import { type Shapes, SIZES } from "./shapes.ts";

export type WitnessValue = { readonly name: string; readonly value: TensorValue };

/** A small case in which two formulas differ. */
export type Witness = {
  /** The symbols that the formulas name, and of a secret side the drawn ones it goes back to: what neither depends on is left out. */
  readonly given: readonly WitnessValue[];
  /** What g is in this case; null where no g is written. */
  readonly g: Activation | null;
  readonly before: TensorValue;
  readonly after: TensorValue;
};

/** Cases tried for each size and activation: small whole numbers first, then numbers with one decimal. */
const WHOLE = 12;
const TRIES = 24;
/** The two sides have to differ by more than this share: then at least two of the four figures that are shown differ. */
const VISIBLE = 0.01;
/** Sums beyond which a squashing function is flat to the eye: tanh 2 is 0.964, and the sigmoid of 4 is 0.982. */
const FLAT: { readonly [fn: string]: number } = { tanh: 2, sigmoid: 4, sigma: 4 };

/**
 * The smallest case that is found in which both formulas have values and differ: sizes of one where these suffice, then of two, then
 * the network's own; entries are small whole numbers or have one decimal. One in which a squashing function is flat is taken only
 * where these sizes have no other. Null where none is found.
 *
 * @param secret `before` is no formula of the student's: its value is shown, and not which symbols it names.
 */
export function findWitness(
  before: Formula,
  after: Formula,
  network: ReadNetwork,
  host: Host,
  secret = false,
): Witness | null {
  const random = createRandom("witness");
  const written = numbersIn([before, after, ...network.defined.map(({ formula }) => formula)]);
  for (const largest of [1, 2, Number.POSITIVE_INFINITY]) {
    const small = resized(network, largest, written);
    if (small === null || !suits(before, after, small.shapes)) continue;
    let flat: Witness | null = null;
    for (let attempt = 0; attempt < TRIES; attempt++)
      for (const g of network.activations) {
        const found = differsAt(before, after, small, g, entriesOf(small, random, attempt < WHOLE), host, secret);
        if (found?.isFlat === false) return found.witness;
        flat ??= found?.witness ?? null;
      }
    if (flat !== null) return flat;
  }
  return null;
}

const namesIn = ({ root }: Formula): readonly string[] =>
  [...nodes(root)].flatMap((node) => (node.kind === "symbol" ? [node.name] : []));

const callsG = ({ root }: Formula): boolean => [...nodes(root)].some((node) => node.kind === "call" && node.fn === "g");

/** Numbers that are written and might be a size. */
const numbersIn = (formulas: readonly Formula[]): ReadonlySet<number> =>
  new Set(
    formulas.flatMap(({ root }) =>
      [...nodes(root)].flatMap((node) => (node.kind === "number" && node.value > 2 ? [node.value] : [])),
    ),
  );

/** The network with no size above `largest`; null where its definitions then have no sizes. Sizes that a formula writes stay. */
function resized(network: ReadNetwork, largest: number, written: ReadonlySet<number>): ReadNetwork | null {
  const smaller = (size: number) => (written.has(size) ? size : Math.min(size, largest));
  const sizes = Object.fromEntries(Object.entries(network.sizes).map(([name, size]) => [name, smaller(size)]));
  const drawn: { [name: string]: Shape } = {};
  for (const [name, shape] of Object.entries(network.drawn)) drawn[name] = shape.map(smaller);
  let shapes: Shapes = {
    ...drawn,
    ...Object.fromEntries(Object.keys(sizes).map((name): [string, Shape] => [name, []])),
    [SIZES]: sizes,
  };
  for (const { name, formula } of network.defined) {
    const shape = inferShape(formula, shapes);
    if (!shape.ok) return null;
    shapes = { ...shapes, [name]: shape.value };
  }
  return { ...network, drawn, shapes, sizes };
}

function suits(before: Formula, after: Formula, shapes: Shapes): boolean {
  const [a, b] = [inferShape(before, shapes), inferShape(after, shapes)];
  return a.ok && b.ok && sizeOf(a.value) === sizeOf(b.value);
}

const sizeOf = (shape: Shape): number => shape.reduce((a, b) => a * b, 1);

function entriesOf(network: ReadNetwork, random: Random, whole: boolean): Entries {
  return (name, shape) => {
    const how = network.values[name] ?? (isTarget(name) ? "target" : null);
    if (how === "onehot") return oneHot(shape, () => random.uniform(0, 1));
    return Float64Array.from({ length: sizeOf(shape) }, () => small(how, random, whole));
  };
}

function tenths(lo: number, hi: number, random: Random): number {
  const [from, to] = [Math.ceil(lo * 10), Math.floor(hi * 10)];
  return to < from ? (lo + hi) / 2 : (from + random.integer(to - from + 1)) / 10;
}

function small(how: Exclude<Drawing, "onehot"> | "target" | null, random: Random, whole: boolean): number {
  if (how === "sign") return random.pick([-1, 1]);
  if (how === "target") return whole ? random.pick([0, 1]) : tenths(0.2, 0.8, random);
  if (how === "probability") return tenths(0.1, 0.9, random);
  if (how === "positive") return whole ? random.pick([1, 2, 3]) : tenths(0.2, 2, random);
  if (how === null) return whole ? random.pick([1, 2, -1, 3, -2]) : random.pick([-1, 1]) * tenths(0.2, 1.5, random);
  return tenths(how[0], how[1], random);
}

function differsAt(
  before: Formula,
  after: Formula,
  network: ReadNetwork,
  g: Activation,
  entries: Entries,
  host: Host,
  secret: boolean,
): { readonly witness: Witness; readonly isFlat: boolean } | null {
  let atKink = false;
  const sides = (_place: string, _below: number, _above: number, at: number) => {
    atKink ||= at > 0;
  };
  const env = pointFrom(network, g, entries, host, { sides });
  const [a, b] = [evaluate(before, env, host), evaluate(after, env, host)];
  const scale = Math.max(scaleOf(a), scaleOf(b));
  const difference = a.data.reduce((most, entry, i) => Math.max(most, Math.abs(entry - (b.data[i] as number))), 0);
  if (atKink || !Number.isFinite(scale) || !(difference > VISIBLE * scale) || difference < 1e-3) return null;
  const known = new Set(namesIn(after));
  const behind = secret ? reachOf(before, network, known) : { names: namesIn(before), g: callsG(before) };
  const drawn = Object.keys(network.drawn).filter((name) => behind.names.includes(name));
  const given = [...new Set([...(secret ? drawn : behind.names), ...known])].flatMap((name) => {
    const value = env.values[name];
    return value === undefined ? [] : [{ name, value }];
  });
  const several = !secret || network.activations.length > 1;
  const witness = { given, g: several && (behind.g || callsG(after)) ? g : null, before: a, after: b };
  return { witness, isFlat: isFlat([before, after, ...definitionsBehind([before, after], network)], env, g, host) };
}

/** Whether a squashing function, or its slope, is taken anywhere where it hardly changes. */
const isFlat = (formulas: readonly Formula[], env: Environment, g: Activation, host: Host): boolean =>
  formulas.some(({ text, root }) =>
    [...nodes(root)].some((node) => {
      const most = node.kind === "call" ? FLAT[node.fn === "g" ? g : node.fn] : undefined;
      const [root] = node.kind === "call" ? node.args : [];
      return most !== undefined && root && evaluate({ text, root }, env, host).data.some((z) => Math.abs(z) > most);
    }),
  );

/** What the symbols of formulas are defined as, and the symbols of these. */
function definitionsBehind(formulas: readonly Formula[], { defined }: ReadNetwork): readonly Formula[] {
  const names = new Set(formulas.flatMap(namesIn));
  const found: Formula[] = [];
  for (const { name, formula } of [...defined].reverse()) {
    if (!names.has(name)) continue;
    found.push(formula);
    for (const further of namesIn(formula)) names.add(further);
  }
  return found;
}

/** The drawn symbols that a formula goes back to through definitions, up to those that are `known`, and whether g is met on the way. */
function reachOf(
  formula: Formula,
  { defined }: ReadNetwork,
  known: ReadonlySet<string>,
): { readonly names: readonly string[]; readonly g: boolean } {
  const definitions = new Map(defined.map((one) => [one.name, one.formula]));
  const names = new Set(namesIn(formula));
  let g = callsG(formula);
  // A set goes on to what is added while it is gone through.
  for (const name of names) {
    const definition = known.has(name) ? undefined : definitions.get(name);
    if (definition === undefined) continue;
    g ||= callsG(definition);
    for (const further of namesIn(definition)) names.add(further);
  }
  return { names: [...names], g };
}
