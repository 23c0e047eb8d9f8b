import { createRandom, type Random } from "#lib/core/random.ts";
import type { TensorValue } from "#lib/core/value.ts";
import type { Host } from "#lib/engine/tensor/index.ts";
import type { Activation } from "./entrywise.ts";
import { type Environment, evaluate } from "./evaluate.ts";
import { type Formula, nodes } from "./formula.ts";
import { drawn, type Entries, either, pointFrom, type ReadNetwork } from "./network.ts";
import { findRelation, type Pair, type Relation, scaleOf } from "./relation.ts";

/** Points at which two formulas are compared; where g is general, they are dealt out over its functions. */
export const POINTS = 8;

const RTOL = 1e-9;
/** A tensor with no entry larger than this is zero up to rounding. */
const ZERO = 1e-12;
/** How often a point that judges badly is drawn again; what never judges decides nothing. */
const REDRAWS = 100;
/** A point judges badly where an intermediate value is this much larger than the result: digits are lost in cancellation. */
const CANCELLATION = 1e5;
/** Differences below this share of the largest intermediate value may be rounding. */
const ROUNDING = 1e-12;
/** … or where a function with a kink is evaluated this near to it. */
const KINK = 1e-3;
/** Values that may be computed before no point is drawn again. */
const FUEL = 60_000;
/** Least number of points that have to decide. */
const ENOUGH = POINTS / 2;

export type Equality = {
  readonly equal: boolean;
  readonly points: number;
  readonly agreeing: number;
  /** Which functions g the formulas agree under, where g occurs; a formula that uses σ′ = σ(1 − σ) agrees under the sigmoid alone. */
  readonly byActivation: readonly { readonly g: Activation; readonly points: number; readonly agreeing: number }[];
  /** How the candidate relates to the reference at every point where they are not equal; null where nothing simple does. */
  readonly relation: Relation | null;
  /** Points where the candidate has no finite value (a division by zero, a logarithm of a negative number). */
  readonly undefinedAt: number;
};

/**
 * Whether two formulas are equal on a network, decided at 8 seeded random points: within a relative error of 1e-9 of the
 * largest entry. Both formulas must have a shape there (`inferShape`); different shapes agree nowhere but may be related.
 *
 * A point where a value does not exist, where digits are lost, or that lies at a kink decides nothing and is drawn again; so is one
 * where the reference is zero: with earlier lines as a person entered them, a zero would make every further line right. Points where
 * nothing could be decided count as not agreeing unless at least half of all agree. What bends (relu, max, a comparison) is looked
 * at from both sides where the draws get there, and every number has both signs.
 */
export function equalAt(
  candidate: Formula,
  reference: Formula,
  network: ReadNetwork,
  seed: number | string,
  host: Host,
): Equality {
  const points = decidePoints(candidate, reference, network, createRandom(seed), host, false);
  const equal = holds(points, network);
  const agreeing = points.filter(({ verdict }) => verdict === "agrees").length;
  const depends = [candidate, reference, ...network.defined.map(({ formula }) => formula)].some(usesG);
  const byActivation = (depends ? network.activations : []).map((g) => {
    const own = points.filter((point) => point.g === g);
    return { g, points: own.length, agreeing: own.filter(({ verdict }) => verdict === "agrees").length };
  });
  return {
    equal,
    points: equal ? agreeing : POINTS,
    agreeing,
    byActivation,
    relation: equal ? null : findRelation(points, close),
    undefinedAt: points.filter(({ verdict, candidate: c }) => verdict === "undecided" && !c.data.every(Number.isFinite))
      .length,
  };
}

const usesG = ({ root }: Formula): boolean => [...nodes(root)].some((node) => node.kind === "call" && node.fn === "g");

/** As `equalAt`, for the answer alone: it stops at the first point where the two differ. */
export const areEqual = (
  candidate: Formula,
  reference: Formula,
  network: ReadNetwork,
  seed: number | string,
  host: Host,
): boolean => holds(decidePoints(candidate, reference, network, createRandom(seed), host, true), network);

const holds = (points: readonly Point[], { activations }: ReadNetwork): boolean =>
  points.filter(({ verdict }) => verdict === "agrees").length >= ENOUGH &&
  points.every(({ verdict }) => verdict !== "differs") &&
  activations.every((g) => points.some((point) => point.g === g && point.verdict === "agrees"));

/** `zero`: both are, which decides nothing, but the case was looked at. */
type Verdict = "agrees" | "differs" | "zero" | "undecided";
type Point = Pair & { readonly g: Activation; readonly verdict: Verdict; readonly signs: Signs };
const decides = ({ verdict }: Point): boolean => verdict === "agrees" || verdict === "differs";
type Signs = { readonly [name: string]: number };

function decidePoints(
  candidate: Formula,
  reference: Formula,
  network: ReadNetwork,
  random: Random,
  host: Host,
  untilOneDiffers: boolean,
): readonly Point[] {
  const bends = new Bends();
  const points: Point[] = [];
  const { activations } = network;
  let patience = REDRAWS;
  const draw = (g: Activation, against: Signs) =>
    drawOnce(candidate, reference, network, g, drawnAgainst(network, random, against), host, bends);
  const affordable = () => bends.spent < FUEL;
  for (let at = 0; at < POINTS; at++) {
    const g = activations[at % activations.length] as Activation;
    const against = points[at - POINTS / 2]?.signs ?? {};
    let point = draw(g, against);
    for (let again = 1; !decides(point) && again < patience && affordable(); again++) {
      bends.keep(point.verdict);
      point = draw(g, again < patience / 4 ? against : {});
    }
    if (!decides(point)) patience = Math.ceil(REDRAWS / 10);
    bends.keep(point.verdict);
    points.push(point);
    if (untilOneDiffers && point.verdict === "differs") return points;
  }
  for (
    let more = 0;
    more < REDRAWS && affordable() && bends.oneSided() && points.every(({ verdict }) => verdict !== "differs");
    more++
  ) {
    const point = draw(activations[more % activations.length] as Activation, {});
    bends.keep(point.verdict);
    if (point.verdict === "differs") points[POINTS - 1 - ((POINTS - 1 - more) % activations.length)] = point;
  }
  return points;
}

/** Entries whose first sign differs from the one before, symbol by symbol, where a symbol may have either. */
const drawnAgainst =
  (network: ReadNetwork, random: Random, against: Signs): Entries =>
  (name, shape) => {
    const data = drawn(network, random)(name, shape);
    const turn = either(network, name) && data[0] !== undefined && Math.sign(data[0]) === against[name];
    return turn ? data.map((entry) => -entry) : data;
  };

function drawOnce(
  candidate: Formula,
  reference: Formula,
  network: ReadNetwork,
  g: Activation,
  entries: Entries,
  host: Host,
  bends: Bends,
): Point {
  let largest = 0;
  let nearest = Number.POSITIVE_INFINITY;
  const watch = (value: TensorValue, distance: number) => {
    bends.spent++;
    largest = Math.max(largest, scaleOf(value));
    nearest = Math.min(nearest, distance);
  };
  bends.begin();
  const env = pointFrom(network, g, entries, host, { watch, sides: bends.sides("network") });
  const c = evaluate(candidate, { ...env, sides: bends.sides("candidate") }, host);
  const r = evaluate(reference, { ...env, sides: bends.sides("reference") }, host);
  const signs = Object.fromEntries(
    Object.keys(network.drawn).map((name) => [name, Math.sign(env.values[name]?.data[0] ?? 0)]),
  );
  // Cases that leave something out say nothing there, and something is asked for.
  const gap = nearest > KINK && leavesOut(candidate) && c.data.some(Number.isNaN) && r.data.every(Number.isFinite);
  return { g, candidate: c, reference: r, signs, verdict: gap ? "differs" : judge(c, r, largest, nearest) };
}

const leavesOut = ({ root }: Formula): boolean =>
  [...nodes(root)].some((node) => node.kind === "call" && node.fn === "where" && node.args.length === 2);

function judge(candidate: TensorValue, reference: TensorValue, largest: number, nearest: number): Verdict {
  if (!Number.isFinite(largest) || nearest <= KINK) return "undecided";
  const scale = scaleOf(reference);
  if (!sameSize(candidate, reference)) return "differs";
  if (!(scale > ZERO))
    return scaleOf(candidate) <= ZERO ? "zero" : scaleOf(candidate) > ROUNDING * largest ? "differs" : "undecided";
  if (close(candidate, reference)) return largest < CANCELLATION * scale ? "agrees" : "undecided";
  return distance(candidate, reference) > ROUNDING * largest ? "differs" : "undecided";
}

/** Which functions with a kink were evaluated on which side of it, at points that decided something. */
class Bends {
  readonly #kept = new Map<string, { below: boolean; above: boolean }>();
  /** Values computed so far. */
  spent = 0;
  #now: [string, number, number][] = [];

  begin(): void {
    this.#now = [];
  }
  sides(where: string): NonNullable<Environment["sides"]> {
    return (place, below, above, at) => this.#now.push([`${where}:${place}`, below + at, above]);
  }
  keep(verdict: Verdict): void {
    for (const [place, below, above] of this.#now) {
      const seen = this.#kept.get(place) ?? { below: false, above: false };
      if (verdict === "undecided") this.#kept.set(place, seen);
      else this.#kept.set(place, { below: seen.below || below > 0, above: seen.above || above > 0 });
    }
  }
  oneSided(): boolean {
    return [...this.#kept.values()].some(({ below, above }) => !below || !above);
  }
}

function sameSize(a: TensorValue, b: TensorValue): boolean {
  if (a.data.length !== b.data.length) return false;
  return a.data.length === 1 || a.shape.every((size, axis) => size === b.shape[axis]);
}

function distance(a: TensorValue, b: TensorValue): number {
  return a.data.reduce((most, entry, i) => Math.max(most, Math.abs(entry - (b.data[i] as number))), 0);
}

/** Equal shapes, and every entry within RTOL of the reference's largest entry, which is not zero. */
function close(candidate: TensorValue, reference: TensorValue): boolean {
  const scale = scaleOf(reference);
  return sameSize(candidate, reference) && scale > ZERO && distance(candidate, reference) <= RTOL * scale;
}
