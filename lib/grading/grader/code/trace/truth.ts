import type { TapeEntry } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { backward, NoDerivative } from "#lib/engine/autodiff/index.ts";
import { createHost, type Host } from "#lib/engine/tensor/index.ts";
import type { CodeContext } from "../context.ts";
import { parametersOf } from "../parameters.ts";
import type { Slope } from "./directions.ts";
import type { Names, Pass } from "./sample.ts";

/** True gradients of the answer's own loss, by the ids of its forward pass. */
export type Truth = {
  readonly gradients: ReadonlyMap<number, TensorValue>;
  /** Of one use of a tensor alone: entry of the tape and place among its inputs, `3:0`. */
  readonly shares: ReadonlyMap<string, TensorValue>;
};

let made: Host | null = null;
/** The kernel that traces are computed on: nothing of one call is left in it for the next. */
export function host(): Host {
  made ??= createHost();
  return made;
}

type Exit = { readonly id: number; readonly element: number };
type Seeds = ReadonlyMap<number, TensorValue>;

/** More numbers than this that left the tape are not told apart. */
const EXITS = 12;

/**
 * The tape of the loss run backwards, believed only where it agrees with central differences along every direction that was tried.
 * Where the loss left the tape as plain numbers, their weights in it are solved for from these: fewer numbers than directions, and
 * still all of them have to agree. Null where they do not.
 */
export function truthOf(forward: Pass, leaves: Leaves, slopes: readonly Slope[]): Truth | null {
  if (slopes.some(({ direction }) => [...direction.keys()].some((name) => !leaves.has(name)))) return null;
  try {
    for (const seeds of seedings(forward, leaves, slopes)) {
      const truth = seeds === null ? null : runBackwards(forward, seeds);
      if (truth !== null && slopes.every((slope) => agrees(truth, leaves, slope))) return truth;
    }
  } catch (error) {
    if (!(error instanceof NoDerivative)) throw error;
  }
  return null;
}

/** Parameters on the tape by the names of their gradients. */
type Leaves = ReadonlyMap<string, number>;

export function parameterLeaves(context: CodeContext, { loss }: Names, { tape }: Pass): Leaves {
  const args = context.part.functions[loss]?.args ?? [];
  const found = parametersOf(context.part.gradients).flatMap(({ gradient, path: [name = "", ...rest] }) => {
    const path = [String(args.indexOf(name)), ...rest].join();
    const leaf = tape.leaves.find((one) => one.path?.join() === path);
    return leaf === undefined ? [] : [[gradient, leaf.id] as const];
  });
  return new Map(found);
}

/** The change along a direction that gradients foretell, and the sum of its parts' sizes. */
function foretold({ gradients }: Pick<Truth, "gradients">, leaves: Leaves, { direction }: Slope) {
  let sum = 0;
  let size = 0;
  for (const [name, { data }] of direction) {
    const gradient = gradients.get(leaves.get(name) ?? -1)?.data;
    for (const [i, x] of data.entries()) {
      const part = x * (gradient?.[i] ?? 0);
      sum += part;
      size += Math.abs(part);
    }
  }
  return { sum, size };
}

function agrees(truth: Truth, leaves: Leaves, slope: Slope): boolean {
  const { sum, size } = foretold(truth, leaves, slope);
  return Math.abs(sum - slope.value) <= 1e-9 + 1e-6 * Math.max(size, Math.abs(slope.value));
}

/** Ways in which the loss may have come from the tape, the plainest first. */
function* seedings(forward: Pass, leaves: Leaves, slopes: readonly Slope[]): Generator<Seeds | null> {
  const returned = forward.tape.outputs.find(({ path }) => path.length === 0)?.id;
  if (returned !== undefined) yield seedsFrom(forward, [{ id: returned, element: 0 }], [1]);
  const made = new Set(forward.tape.entries.map(({ output }) => output));
  const exits = forward.trace.reads.filter(({ id }) => made.has(id));
  const last = exits.at(-1);
  if (last !== undefined) yield seedsFrom(forward, [last], [1]);
  if (exits.length <= EXITS) yield solved(forward, exits, leaves, slopes);
}

function seedsFrom({ values }: Pass, exits: readonly Exit[], weights: readonly number[]): Seeds {
  const seeds = new Map<number, { shape: readonly number[]; data: Float64Array }>();
  for (const [i, { id, element }] of exits.entries()) {
    const { shape, data } = values.get(id) as TensorValue;
    const seed = seeds.get(id) ?? { shape, data: new Float64Array(data.length) };
    seed.data[element] = (seed.data[element] as number) + (weights[i] as number);
    seeds.set(id, seed);
  }
  return seeds;
}

/** Weights of the exits by least squares over all directions; null where they are not determined. */
function solved(forward: Pass, exits: readonly Exit[], leaves: Leaves, slopes: readonly Slope[]): Seeds | null {
  const right = slopes.map(({ value }) => value);
  const columns = exits.map((exit) => {
    const found = runBackwards(forward, seedsFrom(forward, [exit], [1]));
    return slopes.map((slope) => foretold(found, leaves, slope).sum);
  });
  const telling = exits.filter((_, i) => columns[i]?.some((x) => x !== 0));
  const used = columns.filter((column) => column.some((x) => x !== 0));
  if (used.length === 0 || used.length >= right.length) return null;
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
  const weights = eliminate(used.map((a) => [...used.map((b) => dot(a, b)), dot(a, right)]));
  return weights === null ? null : seedsFrom(forward, telling, weights);
}

/** Gaussian elimination with pivots; null where a pivot all but vanishes. */
function eliminate(rows: number[][]): number[] | null {
  const n = rows.length;
  const scale = Math.max(...rows.map((row, i) => Math.abs(row[i] as number)));
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]?.[k] ?? 0) > Math.abs(rows[pivot]?.[k] ?? 0)) pivot = i;
    const [a, b] = [rows[k] as number[], rows[pivot] as number[]];
    [rows[k], rows[pivot]] = [b, a];
    if (!(Math.abs(b[k] as number) > 1e-9 * scale)) return null;
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number[];
      if (i === k) continue;
      const factor = (row[k] as number) / (b[k] as number);
      for (let j = k; j <= n; j++) row[j] = (row[j] as number) - factor * (b[j] as number);
    }
  }
  return rows.map((row, i) => (row[n] as number) / (row[i] as number));
}

function runBackwards(forward: Pass, seeds: Seeds): Truth {
  const gradients = new Map(seeds);
  const shares = new Map<string, TensorValue>();
  for (const [at, entry] of [...forward.tape.entries.entries()].reverse()) {
    const dy = gradients.get(entry.output);
    if (dy === undefined) continue;
    for (const [i, share] of sharesOf(forward, entry, dy).entries()) {
      const id = entry.inputs[i];
      if (share === null || typeof id !== "number") continue;
      shares.set(`${at}:${i}`, share);
      const before = gradients.get(id);
      gradients.set(id, before === undefined ? share : host().apply("add", [before, share]));
    }
  }
  return { gradients, shares };
}

/** What one operation passes on to each tensor that it took, from `dy` at its output: a tape of its own, run backwards. */
export function sharesOf(
  { values }: Pass,
  { op, inputs, attributes }: TapeEntry,
  dy: TensorValue,
): (TensorValue | null)[] {
  const leaves = inputs.flatMap((input, id) =>
    typeof input === "number" ? [{ id, path: null, value: values.get(input) as TensorValue }] : [],
  );
  const output = inputs.length;
  const entry = { op, attributes, output, inputs: inputs.map((input, i) => (typeof input === "number" ? i : input)) };
  const found = backward({ leaves, entries: [entry], outputs: [] }, output, dy, host());
  return inputs.map((_, i) => found.get(i) ?? null);
}
