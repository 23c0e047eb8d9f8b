import type { Evidence, TensorEvidence } from "#lib/core/report.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { relatedTo, relationOf, type Seen } from "../../slip/index.ts";
import { indexOf, isClose, relativeError, sameShape, type Tolerance } from "../tensor-values.ts";

export type Pair = {
  readonly name: string;
  readonly of: string | null;
  readonly yours: TensorValue;
  readonly other: TensorValue;
};

/** All tensors of one case side by side. */
export type PairedCase = { readonly sizes: { readonly [size: string]: number }; readonly pairs: readonly Pair[] };

export const pairHolds = ({ yours, other }: Pair, tolerance: Tolerance): boolean =>
  sameShape(yours.shape, other.shape) && yours.data.every((x, i) => isClose(x, other.data[i] as number, tolerance));

export const caseHolds = (one: PairedCase, tolerance: Tolerance): boolean =>
  one.pairs.every((pair) => pairHolds(pair, tolerance));

/** Entries of the case; a smaller case is easier to work out by hand. */
const weight = ({ sizes }: PairedCase): number => Object.values(sizes).reduce((sum, n) => sum + n, 0);

/** The smallest case that does not hold, the first of its size. */
export function smallestFailing(cases: readonly PairedCase[], tolerance: Tolerance): PairedCase | null {
  return smallest(cases.filter((one) => !caseHolds(one, tolerance)));
}

/** The first of the smallest. */
const smallest = (cases: readonly PairedCase[]): PairedCase | null =>
  cases.reduce<PairedCase | null>((best, one) => (best === null || weight(one) < weight(best) ? one : best), null);

/**
 * Tensors of one case as a heat map: of the smallest that does not hold, else of `otherwise`. `exact` shows the figures themselves, where they are no secret (public cases, an answer's own
 * derivative); else only how far off each entry is, in five steps.
 */
export function tensorsEvidence(
  cases: readonly PairedCase[],
  tolerance: Tolerance,
  exact: boolean,
  otherwise = cases.at(-1),
): Extract<Evidence, { kind: "tensors" }> | null {
  const failing = cases.filter((one) => !caseHolds(one, tolerance));
  const shown = smallest(failing) ?? otherwise;
  if (shown === undefined) return null;
  return {
    kind: "tensors",
    tensors: shown.pairs.map((pair) => tensorEvidence(pair, tolerance, exact)),
    largest: failing.length === 0 && cases.includes(shown) ? null : largest(shown, cases, tolerance, exact),
    sizes: shown.sizes,
    casesHeld: cases.length - failing.length,
    cases: cases.length,
  };
}

/** Entries of one tensor that a report shows: more is a tensor of another shape than any that is asked for. */
export const SHOWN = 4096;

function tensorEvidence({ name, of, yours, other }: Pair, tolerance: Tolerance, exact: boolean): TensorEvidence {
  const comparable = sameShape(yours.shape, other.shape);
  const errors = comparable ? [...yours.data].map((x, i) => relativeError(x, other.data[i] as number)) : [];
  return {
    name,
    of,
    shape: yours.shape,
    expectedShape: other.shape,
    level: errors.map((error, i) =>
      levelOf(error, isClose(yours.data[i] as number, other.data[i] as number, tolerance)),
    ),
    error: exact && comparable ? errors.map(finite) : null,
    yours: exact && yours.data.length <= SHOWN ? [...yours.data].map(finite) : null,
    numeric: exact ? [...other.data].map(finite) : null,
  };
}

const finite = (x: number): number | null => (Number.isFinite(x) ? (x === 0 ? 0 : x) : null);

function levelOf(error: number, within: boolean): number {
  if (within) return 0;
  return 1 + [0.1, 0.5, 1].filter((bound) => error > bound).length;
}

type Largest = Extract<Evidence, { kind: "tensors" }>["largest"];

function largest(shown: PairedCase, cases: readonly PairedCase[], tolerance: Tolerance, exact: boolean): Largest {
  let worst: { pair: Pair; at: number; error: number } | null = null;
  for (const pair of shown.pairs) {
    if (pairHolds(pair, tolerance)) continue;
    if (!sameShape(pair.yours.shape, pair.other.shape)) return turned(pair, cases);
    for (const [at, x] of pair.yours.data.entries()) {
      if (isClose(x, pair.other.data[at] as number, tolerance)) continue;
      const error = relativeError(x, pair.other.data[at] as number);
      if (worst === null || error > worst.error) worst = { pair, at, error };
    }
  }
  if (worst === null) return null;
  const { pair, at } = worst;
  return {
    name: pair.name,
    index: indexOf(at, pair.yours.shape),
    yours: exact ? finite(pair.yours.data[at] as number) : null,
    numeric: exact ? finite(pair.other.data[at] as number) : null,
    relation: relationIn(pair.name, cases),
  };
}

const turned = (pair: Pair, cases: readonly PairedCase[]): Largest => ({
  name: pair.name,
  index: [],
  yours: null,
  numeric: null,
  relation: relationIn(pair.name, cases),
});

/** " On every case it is half as large as what is asked for.", where one relation explains the named tensors; else nothing. */
export function relationWords(names: readonly string[], cases: readonly PairedCase[]): string {
  const found = names.map((name) => relationIn(name, cases));
  const [first] = found;
  if (first === undefined || first === null || found.some((one) => one !== first)) return "";
  const words = relatedTo(first, "what is asked for");
  return names.length > 1 ? ` On every case all of them are ${words}.` : ` On every case it is ${words}.`;
}

function relationIn(name: string, cases: readonly PairedCase[]): string | null {
  const seen = seenOf(name, cases);
  return seen.some(({ yours }) => yours.data.length > SHOWN) || !tellsRelation(seen) ? null : relationOf(seen);
}

/** So many cases that do not hold are no coincidence, even where the same two numbers stand beside each other in all of them. */
const FAILING = 4;

/**
 * Whether cases differ enough for a relation to be more than a coincidence: other numbers beside each other in two places, signs
 * aside, or many cases. Published examples with one $z = 0.25$ among them all show "¼ of it" where the slope is $z$ itself.
 */
export function tellsRelation(seen: readonly Pick<Pair, "yours" | "other">[]): boolean {
  const beside = seen.map(({ yours, other }) => besides(yours.data, other.data));
  return beside.filter(({ length }) => length > 0).length >= FAILING || new Set(beside.flat()).size > 1;
}

/** Numbers beside others that they are not equal to, up to rounding and signs. */
function besides(yours: Float64Array, other: Float64Array): string[] {
  if (yours.length !== other.length) return [`${yours.join()}|${other.join()}`];
  const figure = (x: number) => Math.abs(x).toPrecision(6);
  return [...yours].flatMap((x, i) => {
    const y = other[i] as number;
    return isClose(x, y, { rtol: 1e-9, atol: 1e-12 }) ? [] : [`${figure(x)}|${figure(y)}`];
  });
}

/** A tensor on every case: a relation has to agree with those that hold, too. */
function seenOf(name: string, cases: readonly PairedCase[]): Seen[] {
  return cases.flatMap(({ sizes, pairs }) =>
    pairs.filter((pair) => pair.name === name).map(({ yours, other }) => ({ yours, other, m: sizes.m ?? null })),
  );
}
