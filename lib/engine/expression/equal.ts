import { createRandom } from "#lib/core/random.ts";
import type { TensorValue } from "#lib/core/value.ts";
import type { Host } from "#lib/engine/tensor/index.ts";
import type { Activation } from "./entrywise.ts";
import { evaluate } from "./evaluate.ts";
import type { Formula } from "./formula.ts";
import { drawPoint, type ReadNetwork } from "./network.ts";
import { findRelation, type Pair, type Relation, scaleOf } from "./relation.ts";

/** Points at which two formulas are compared; where g is general, they are dealt out over its functions. */
export const POINTS = 8;

const RTOL = 1e-9;
/** A tensor with no entry larger than this is zero up to rounding. */
const ZERO = 1e-12;
/** How often a point that judges badly is drawn again before it is taken as it is. */
const REDRAWS = 20;
/** A point judges badly where an intermediate value is this much larger than the result: digits are lost in cancellation. */
const CANCELLATION = 1e5;
/** … or where a function with a kink is evaluated this near to it. */
const KINK = 1e-3;

export type Equality = {
  readonly equal: boolean;
  readonly points: number;
  readonly agreeing: number;
  /** Which functions g the formulas agree under; a formula that uses σ′ = σ(1 − σ) agrees under the sigmoid alone. */
  readonly byActivation: readonly { readonly g: Activation; readonly points: number; readonly agreeing: number }[];
  /** How the candidate relates to the reference at every point where they are not equal; null where nothing simple does. */
  readonly relation: Relation | null;
  /** Points where the candidate has no finite value (a division by zero, a logarithm of a negative number). */
  readonly undefinedAt: number;
};

/**
 * Whether two formulas are equal on a network, decided at 8 seeded random points: within a relative error of 1e-9 of the
 * largest entry. Both formulas must have a shape there (`inferShape`); different shapes agree nowhere but may be related.
 * A reference that is zero at a point decides nothing there and counts as not agreeing: with earlier lines as a person entered
 * them, a zero would make every further line right.
 */
export function equalAt(
  candidate: Formula,
  reference: Formula,
  network: ReadNetwork,
  seed: number | string,
  host: Host,
): Equality {
  const random = createRandom(seed);
  const pairs: (Pair & { readonly g: Activation })[] = [];
  for (let point = 0; point < POINTS; point++) {
    const g = network.activations[point % network.activations.length] as Activation;
    pairs.push({ g, ...drawPair(candidate, reference, network, g, random, host) });
  }
  const agrees = pairs.map(({ candidate: c, reference: r }) => close(c, r));
  const agreeing = agrees.filter(Boolean).length;
  const byActivation = network.activations.map((g) => {
    const held = agrees.filter((_, i) => pairs[i]?.g === g);
    return { g, points: held.length, agreeing: held.filter(Boolean).length };
  });
  return {
    equal: agreeing === POINTS,
    points: POINTS,
    agreeing,
    byActivation,
    relation: agreeing === POINTS ? null : findRelation(pairs, close),
    undefinedAt: pairs.filter(({ candidate: c }) => !c.data.every(Number.isFinite)).length,
  };
}

function drawPair(
  candidate: Formula,
  reference: Formula,
  network: ReadNetwork,
  g: Activation,
  random: ReturnType<typeof createRandom>,
  host: Host,
): Pair {
  for (let draw = 0; ; draw++) {
    let largest = 0;
    let nearest = Number.POSITIVE_INFINITY;
    const env = drawPoint(network, g, random, host, (value, distance) => {
      largest = Math.max(largest, scaleOf(value));
      nearest = Math.min(nearest, distance);
    });
    const pair = { candidate: evaluate(candidate, env, host), reference: evaluate(reference, env, host) };
    const smallest = Math.min(scaleOf(pair.candidate), scaleOf(pair.reference));
    const judges = Number.isFinite(largest) && nearest > KINK && largest < CANCELLATION * smallest;
    if (judges || draw === REDRAWS) return pair;
  }
}

/** Equal shapes, and every entry within RTOL of the reference's largest entry, which is not zero. */
function close(candidate: TensorValue, reference: TensorValue): boolean {
  if (candidate.data.length !== reference.data.length) return false;
  if (candidate.data.length > 1 && candidate.shape.some((size, axis) => size !== reference.shape[axis])) return false;
  const scale = scaleOf(reference);
  return (
    scale > ZERO && candidate.data.every((entry, i) => Math.abs(entry - (reference.data[i] as number)) <= RTOL * scale)
  );
}
