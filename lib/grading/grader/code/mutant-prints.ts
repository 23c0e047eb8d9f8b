import { type Call, type CallResult, type Place, PlatformFault, type Runner } from "#lib/core/runner.ts";
import type { Value } from "#lib/core/value.ts";
import type { CodePart } from "../../exercise/index.ts";
import { seed32 } from "../../exercise/index.ts";
import { evenly, functionTexts, type Mutant } from "../../slip/index.ts";
import { type Fields, fieldsOf } from "../tensor-values.ts";
import { TRUSTED } from "../trusted.ts";
import { BUDGET } from "./context.ts";
import { BY_TRYING, type Fingerprint, probeCalls } from "./probes.ts";

/** Mutants in one run: a fresh interpreter costs more than most of them do. */
const TOGETHER = 16;

/** Runs at the same time, so that a grading beside them does not wait for all. */
const AT_ONCE = 2;

/** Work that one mutant may do, as a multiple of what the right answer does, and at least this much. */
const FUEL = { times: 4, least: 20 };

/** All changes of a student's answer together may spend what two runs of it may. */
const OWN = 2 * BUDGET.fuel;
/** Most changes compute a little less than the answer does, and some end early; a few go on for longer. */
const ROOM = 1.2;

/** Calls of one function, and a name for what they are made for. */
export type PlannedCalls = { readonly fn: string; readonly calls: readonly Call[] };

/**
 * What mutants of a source compute on the probes. `right` is the source's own fingerprint: functions that do not reach what was
 * changed are taken from it. A function that throws, never ends or gives back something else has null. Changes of a student's
 * answer run where the answer itself may run: `place`.
 */
export async function mutantPrints(
  runner: Runner,
  part: CodePart,
  hash: string,
  right: { readonly source: string; readonly print: Fingerprint },
  mutants: readonly Mutant[],
  place: Place = "trusted",
): Promise<Fingerprint[]> {
  const plan = probeCalls(part, hash);
  const results = await mutantResults(runner, part, right.source, plan, mutants, place);
  return results.map((made) =>
    completed(
      right.print,
      Object.fromEntries(plan.flatMap(({ fn }, i) => (made[i] === undefined ? [] : [[fn, made[i]]]))),
    ),
  );
}

/** Per mutant and planned calls the results, null where one gives none; undefined where the change is not reached. */
export type MutantResults = readonly (readonly (Fields | null)[] | undefined)[];

export async function mutantResults(
  runner: Runner,
  part: CodePart,
  source: string,
  plan: readonly PlannedCalls[],
  mutants: readonly Mutant[],
  place: Place = "trusted",
  own = OWN,
): Promise<MutantResults[]> {
  const fuel = await fuelOf(runner, source, plan, place);
  const reach = reaches(
    source,
    plan.map(({ fn }) => fn),
  );
  const wantedOf = (one: Mutant) => ({ one, plan: plan.map((row) => (reach(row.fn, one.homes) ? row : null)) });
  const all = [...new Map(mutants.map((one) => [one.code, one])).values()];
  // Of a dear answer fewer are tried, evenly over all: a run that ends for want of fuel tells of none in it.
  const texts = place === "guest" ? evenly(all, Math.floor(own / (ROOM * Math.max(fuel, Number.EPSILON)))) : all;
  const found = new Map<string, MutantResults>();
  const batches = Array.from({ length: Math.ceil(texts.length / TOGETHER) }, (_, i) =>
    texts.slice(i * TOGETHER, (i + 1) * TOGETHER),
  );
  const queue = batches.values();
  const work = async (): Promise<void> => {
    for (const batch of queue) {
      const wanted = batch.map(wantedOf);
      const purse = { left: place === "guest" ? own / batches.length : Number.POSITIVE_INFINITY };
      const results = await tried({ runner, part, fuel, place, purse }, wanted);
      batch.forEach((one, i) => {
        found.set(one.code, results[i] as MutantResults);
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return mutants.map((one) => found.get(one.code) ?? (nothingOf([wantedOf(one)])[0] as MutantResults));
}

/** What the right answer spends on all calls. */
async function fuelOf(runner: Runner, source: string, plan: readonly PlannedCalls[], place: Place): Promise<number> {
  const calls = plan.flatMap((one) => one.calls.map(({ fn, args, returns }) => ({ fn, args, returns })));
  const files = [{ name: "answer.ts", source }];
  const budget = place === "guest" ? BUDGET : TRUSTED;
  const outcome = await runner.run({ place, files, calls, budget, seed: seed32("probes") });
  return outcome.status === "killed" ? budget.fuel : outcome.fuel;
}

type Wanted = { readonly one: Mutant; readonly plan: readonly (PlannedCalls | null)[] };

type Trial = {
  readonly runner: Runner;
  readonly part: CodePart;
  readonly fuel: number;
  readonly place: Place;
  /** What is left for one batch. */
  readonly purse: { left: number };
};

/** All in one run; where that does not end well, the halves by themselves. */
async function tried(trial: Trial, wanted: readonly Wanted[]): Promise<MutantResults[]> {
  const { runner, part, fuel, place, purse } = trial;
  if (purse.left <= 0) return nothingOf(wanted);
  const calls = wanted.flatMap(({ plan }, i) =>
    plan.flatMap((row) => row?.calls.map(({ fn, args }): Call => ({ fn: `${fn}_${i}`, args, returns: "any" })) ?? []),
  );
  const outcome = await runner.run({
    place,
    files: [
      ...wanted.map(({ one }, i) => ({ name: `m${i}.js`, source: one.code })),
      { name: "entry.js", source: entryOf(part, wanted) },
    ],
    calls,
    budget: {
      fuel: Math.min(FUEL.least + FUEL.times * fuel * wanted.length, purse.left),
      tensorBytes: 64_000_000,
    },
    seed: seed32("probes"),
  });
  purse.left -= outcome.status === "killed" ? purse.left : outcome.fuel + readingOf(outcome.results);
  if (outcome.status === "killed" && place === "trusted")
    throw new PlatformFault("a slip in a solution was stopped by the clock");
  if (outcome.status === "ok") {
    let at = 0;
    return wanted.map(({ plan }) =>
      plan.map((row) => row?.calls.map(() => fieldsOrNull(outcome.results[at++]?.value))),
    );
  }
  // By the clock a student's code ends only where a call of the kernel is long: no half of it is worth another wait.
  if (wanted.length === 1 || outcome.status === "killed") return nothingOf(wanted);
  const half = Math.ceil(wanted.length / 2);
  return [...(await tried(trial, wanted.slice(0, half))), ...(await tried(trial, wanted.slice(half)))];
}

/** Numbers that take as long to be read as one unit of fuel does to be spent. */
const NUMBERS_PER_FUEL = 2000;

const readingOf = (results: readonly CallResult[]): number =>
  results.reduce(
    (sum, { value }) => sum + Object.values(fieldsOf(value)).reduce((n, { data }) => n + data.length, 0),
    0,
  ) / NUMBERS_PER_FUEL;

const nothingOf = (wanted: readonly Wanted[]): MutantResults[] =>
  wanted.map(({ plan }) => plan.map((row) => row?.calls.map(() => null)));

function fieldsOrNull(value: Value | undefined): Fields | null {
  return value === undefined || value === null ? null : fieldsOf(value);
}

/** A module that calls each mutant's functions, and gives back tensors, or null where one throws. */
function entryOf(part: CodePart, wanted: readonly Wanted[]): string {
  const imports = wanted.map((_, i) => `import * as m${i} from "./m${i}.js";`);
  const exports = wanted.flatMap(({ plan }, i) =>
    [...new Set(plan.flatMap((row) => row?.fn ?? []))].map(
      (fn) => `export const ${fn}_${i} = tried(() => m${i}.${fn}, ${JSON.stringify(shapeOf(part, fn))});`,
    ),
  );
  return [...imports, HARNESS, ...exports].join("\n");
}

const HARNESS = `
const tensor = (value) => nd.array(value);
const pick = (value, shape) => {
  if (shape === null) return tensor(value);
  const picked = {};
  for (const [name, inner, optional] of shape) {
    if (value[name] === undefined) { if (optional) continue; throw new Error(name); }
    picked[name] = pick(value[name], inner);
  }
  return picked;
};
const tried = (fn, shape) => (...args) => { try { return pick(fn()(...args), shape); } catch { return null; } };`;

type Shape = null | readonly (readonly [string, Shape, boolean])[];

/** Fields that are read of a result; null for a bare one. */
function shapeOf(part: CodePart, fn: string): Shape {
  const spec = part.functions[fn];
  if (spec === undefined || typeof spec.returns !== "object" || Array.isArray(spec.returns)) return null;
  const optional = spec.optional ?? [];
  return Object.entries(spec.returns).map(([name, inner]) => [
    name,
    typeof inner === "object" && !Array.isArray(inner)
      ? Object.keys(inner).map((key) => [key, null, false] as const)
      : null,
    optional.includes(name),
  ]);
}

/** The right answer's results where a mutant has none of its own; how often a function was entered is not asked of mutants. */
function completed(right: Fingerprint, made: Fingerprint): Fingerprint {
  return Object.fromEntries(
    Object.entries(right).map(([fn, probes]) => [
      fn,
      made[fn]?.map((fields, k) => {
        const tried = probes[k]?.[BY_TRYING];
        return fields === null || tried === undefined ? fields : { ...fields, [BY_TRYING]: tried };
      }) ?? probes,
    ]),
  );
}

/** Whether an export reaches one of the named top-level functions, by the names that stand in their texts; no names: all do. */
export function reaches(source: string, exports: readonly string[]): (fn: string, homes: readonly string[]) => boolean {
  const bodies = functionTexts(source);
  const reached = new Map<string, ReadonlySet<string>>();
  for (const fn of exports) {
    const seen = new Set<string>();
    const queue = [fn];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      const words = new Set(bodies.get(name)?.match(/[A-Za-z_$][\w$]*/g) ?? []);
      for (const other of bodies.keys()) if (words.has(other)) queue.push(other);
    }
    reached.set(fn, seen);
  }
  return (fn, homes) => {
    if (homes.length === 0 || !bodies.has(fn)) return true;
    return homes.some((home) => reached.get(fn)?.has(home) ?? true);
  };
}
