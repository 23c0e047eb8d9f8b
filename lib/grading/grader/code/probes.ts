import { type Call, type Place, PlatformFault, type Runner } from "#lib/core/runner.ts";
import type { Value } from "#lib/core/value.ts";
import { type Case, type CodePart, drawProbe, seed32, sha256 } from "../../exercise/index.ts";
import { type Fields, fieldsOf } from "../tensor-values.ts";
import { TRUSTED } from "../trusted.ts";
import { argumentsOf, BUDGET, returnsOf } from "./context.ts";
import { exampleSize } from "./known-values.ts";
import { entriesIn } from "./parameters.ts";

const PROBES = 2;

/** Outputs on the probes: function → per probe its fields, or null where the function gave no result. */
export type Fingerprint = { readonly [fn: string]: readonly (Fields | null)[] };

/** A field that no function returns: 1 where a gradient entered a counted function as often as trying does, else 0. */
export const BY_TRYING = "#by-trying";

/**
 * What a source computes on the fixed inputs of an exercise version (seeded by its hash), function by function. A function that
 * needs `options` takes those of the first `steps` check with more than one epoch: in one, much looks alike. Functions are tried together, and one by one where that does not end well.
 */
export async function fingerprint(
  runner: Runner,
  part: CodePart,
  hash: string,
  source: string,
  place: Place,
): Promise<Fingerprint> {
  const plan = probeCalls(part, hash);
  const all = await attempt(runner, source, place, plan);
  if (all !== null) {
    return Object.fromEntries(plan.map(({ fn }, i) => [fn, all.slice(i * PROBES, (i + 1) * PROBES)]));
  }
  const found: Record<string, readonly (Fields | null)[]> = {};
  for (const one of plan) found[one.fn] = (await attempt(runner, source, place, [one])) ?? one.calls.map(() => null);
  return found;
}

/** The probes' inputs, for the record. */
export function probeInputs(part: CodePart, hash: string): { readonly [name: string]: Value }[] {
  return Array.from({ length: PROBES }, (_, k) => drawProbe(part.cases, hash, k).values);
}

/** The sizes of each probe. */
export function probeSizes(part: CodePart, hash: string): { readonly [size: string]: number }[] {
  return Array.from({ length: PROBES }, (_, k) => drawProbe(part.cases, hash, k).sizes);
}

/** A key of what is computed, by which answers can be grouped: nine significant digits of every number, function by function. */
export function digest(print: Fingerprint, functions: readonly { readonly name: string }[]): string {
  return functions
    .map(
      ({ name }) =>
        `${name}:${(print[name] ?? []).map((fields) => (fields === null ? "-" : digestOf(fields))).join("/")}`,
    )
    .join(";");
}

/** Of a field so many numbers at most are looked at, and how many there are. */
const DIGESTED = 4096;

const digestOf = (fields: Fields): string =>
  Object.keys(fields)
    .sort()
    .map((field) => {
      const data = fields[field]?.data ?? new Float64Array();
      const more = data.length > DIGESTED ? `+${data.length}` : "";
      return `${field}=${[...data.slice(0, DIGESTED)].map(nine).join()}${more}`;
    })
    .join();

/** As text, with −0 as 0. */
const nine = (x: number): string => (x === 0 ? "0" : x.toPrecision(9));

const STORED = 400;

/**
 * A fingerprint as it is stored: all numbers that no answer may leave out, function by function in the order of the exercise, rounded
 * to nine significant digits, at most 400; 0 for those that are not finite. Answers that compute the same have the same numbers.
 */
export function flatten(part: CodePart, print: Fingerprint): number[] {
  const numbers = Object.entries(part.functions).flatMap(([fn, { optional = [] }]) =>
    (print[fn] ?? []).flatMap((fields) =>
      Object.keys(fields ?? {})
        .filter((field) => !optional.includes(field.split(".", 1)[0] as string))
        .sort()
        .flatMap((field) => [...(fields?.[field]?.data.slice(0, STORED) ?? [])]),
    ),
  );
  return numbers.slice(0, STORED).map((x) => (Number.isFinite(x) ? Number(nine(x)) : 0));
}

/** A key of a stored fingerprint: equal for answers that compute the same on the probes, whatever they look like. */
export const groupKey = (stored: readonly number[]): string => sha256(stored.map(nine).join()).slice(0, 16);

export type Planned = { readonly fn: string; readonly calls: readonly Call[]; readonly limits: readonly Limits[] };
/** From how many entries on a counted function was entered too often, on one probe. */
type Limits = { readonly [fn: string]: number };

/** Per function its calls on the probes, and how often others may be entered. */
export function probeCalls(part: CodePart, hash: string): Planned[] {
  const probes = Array.from({ length: PROBES }, (_, k) => drawProbe(part.cases, hash, k));
  return Object.keys(part.functions).flatMap((fn) => {
    const options = optionsFor(part, fn);
    if (options === null) return [];
    const limits = probes.map((probe) => limitsOf(part, fn, probe));
    const count = Object.keys(limits[0] ?? {});
    const calls = probes.map(
      ({ values }): Call => ({
        fn,
        args: argumentsOf(part, fn, values, options),
        returns: returnsOf(part, fn, undefined, true),
        ...(count.length > 0 ? { count } : {}),
      }),
    );
    return [{ fn, calls, limits }];
  });
}

function optionsFor(part: CodePart, fn: string): { readonly [name: string]: number } | null {
  if (part.functions[fn]?.args.includes("options") !== true) return {};
  const all = part.checks.flatMap((check) => ("steps" in check && check.steps.of === fn ? [check.steps.options] : []));
  const [first = null] = all;
  return all.find(({ epochs = 0 }) => epochs > 1) ?? first;
}

/** As many as trying needs, and more than one pass for each example: that is another way round, and no trying. */
function limitsOf(part: CodePart, fn: string, { values, sizes }: Case): Limits {
  const rows = part.checks.flatMap((check) =>
    "consistent" in check && check.consistent.gradient === fn ? Object.entries(check.consistent.calls) : [],
  );
  const examples = sizes[exampleSize(part) ?? ""] ?? 0;
  return Object.fromEntries(
    rows.map(([name, allowed]) => [name, Math.max(allowed, entriesIn(part, values), examples)]),
  );
}

async function attempt(
  runner: Runner,
  source: string,
  place: Place,
  plan: readonly Planned[],
): Promise<Fields[] | null> {
  const planned = plan.flatMap(({ calls, limits }) => calls.map((call, k) => ({ call, limits: limits[k] ?? {} })));
  const outcome = await runner.run({
    place,
    files: [{ name: "answer.ts", source }],
    calls: planned.map(({ call }) => call),
    budget: place === "guest" ? BUDGET : TRUSTED,
    seed: seed32("probes"),
  });
  if (outcome.status === "killed" && place === "trusted")
    throw new PlatformFault("a known mistake was stopped by the clock");
  if (outcome.status !== "ok") return null;
  return outcome.results.map(({ value, counts }, i) => {
    const limits = Object.entries(planned[i]?.limits ?? {});
    const excess = limits.some(([fn, allowed]) => (counts[fn] ?? 0) > allowed);
    return { ...fieldsOf(value), ...(limits.length > 0 ? { [BY_TRYING]: flag(excess) } : {}) };
  });
}

export const flag = (on: boolean): Fields[string] => ({ shape: [], data: Float64Array.of(on ? 1 : 0) });
