import type { Call, CallResult, Tape, TapeTrace } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import type { Case } from "../../../exercise/index.ts";
import { asTensor, fieldsOf, isClose, shapedAs } from "../../tensor-values.ts";
import { argumentsOf, BUDGET, type CodeContext, runAnswer } from "../context.ts";
import { type Pair, pairHolds } from "../evidence.ts";
import { derivativeCalls, gradientCall, readDerivative } from "../own-derivative.ts";
import { parametersOf, readParameter } from "../parameters.ts";
import { directionCalls, drawDirections, readDirections, slopesOf } from "./directions.ts";
import { parameterLeaves, type Truth, truthOf } from "./truth.ts";

export type Names = { readonly loss: string; readonly gradient: string };

/** A recorded call with its values, by id. */
export type Pass = {
  readonly tape: Tape;
  readonly trace: TapeTrace;
  readonly values: ReadonlyMap<number, TensorValue>;
};

/** One drawn case: the loss and the gradient as they were carried out, the gradient beside the true one, and all true gradients. */
export type Sample = {
  readonly one: Case;
  readonly loss: number;
  readonly forward: Pass;
  readonly backward: Pass;
  readonly pairs: readonly Pair[];
  readonly truth: Truth | null;
};

/** What a sample is without its recording: something was written in place, or there was too much. */
export type Untaped = Pick<Sample, "one" | "loss" | "pairs"> & { readonly forward: null; readonly backward: null };

export const TOLERANCE = { rtol: 1e-6, atol: 1e-9 };

export const sampleHolds = ({ pairs }: Pick<Sample, "pairs">): boolean => pairs.every(holds);

export const holds = (pair: Pair): boolean => pairHolds(pair, TOLERANCE);

/** Names of the gradients that hold. */
export const heldIn = ({ pairs }: Pick<Sample, "pairs">): Set<string> =>
  new Set(pairs.filter(holds).map(({ name }) => name));

/** How a case is looked at: along two directions, which is enough for a tape that can be believed, or entry by entry. */
type Way = {
  readonly calls: (context: CodeContext, names: Names, one: Case) => readonly Call[];
  /** Null for a case that is left out, `unsure` where this way does not suffice. */
  readonly read: (
    context: CodeContext,
    names: Names,
    one: Case,
    results: readonly CallResult[],
  ) => Sample | Untaped | null | "unsure";
};

/**
 * Runs the cases in one traced run with a budget of its own, which decides nothing. Cases on a corner of the loss are left out,
 * and so is whatever comes after a call that gave no result. Null where the way does not suffice for one of them.
 */
export async function takeSamples(
  context: CodeContext,
  names: Names,
  cases: readonly Case[],
  seed: string,
  way: Way,
): Promise<readonly (Sample | Untaped)[] | null> {
  const calls = cases.map((one) => way.calls(context, names, one));
  const { progress: _, ...quiet } = context;
  const outcome = await runAnswer(quiet, calls.flat(), seed, BUDGET);
  if (outcome.status === "killed" || outcome.status === "notParsed") return [];
  const found: (Sample | Untaped)[] = [];
  let from = 0;
  for (const [i, one] of cases.entries()) {
    const to = from + (calls[i] as readonly Call[]).length;
    if (outcome.results.length < to) break;
    const sample = way.read(context, names, one, outcome.results.slice(from, to));
    if (sample === "unsure") return null;
    if (sample !== null) found.push(sample);
    from = to;
  }
  return found;
}

const TRACED = { tape: true, trace: true };

/** True gradients from the tape, which has to agree with central differences along two directions. */
export const alongDirections: Way = {
  calls: (context, names, one) => [
    { ...gradientCall(context, { ...names, calls: {} }, one), ...TRACED },
    { fn: names.loss, args: argumentsOf(context.part, names.loss, one.values), returns: "tensor", ...TRACED },
    ...directionCalls(context, names.loss, one, drawDirections(context, one, SEED)),
  ],
  read: (context, names, one, [gradient, loss, ...moved]) => {
    if (gradient === undefined || loss === undefined) return null;
    const slopes = readDirections(drawDirections(context, one, SEED), moved);
    if (slopes === null || !isNumber(loss)) return null;
    const [backward, forward] = [passOf(gradient), passOf(loss)];
    if (backward === null || forward === null) return "unsure";
    const leaves = parameterLeaves(context, names, forward);
    const truth = truthOf(forward, leaves, slopes);
    if (truth === null) return "unsure";
    const given = fieldsOf(gradient.value);
    const pairs = parametersOf(context.part.gradients).map((parameter): Pair => {
      const { shape, data } = readParameter(one.values, parameter);
      const zeros = { shape, data: new Float64Array(data.length) };
      const other = truth.gradients.get(leaves.get(parameter.gradient) ?? -1) ?? zeros;
      const bare = given[parameter.gradient] ?? given[""] ?? { shape: [0], data: new Float64Array() };
      return { name: parameter.gradient, of: parameter.words, yours: shapedAs(bare, shape), other };
    });
    return { one, loss: numberOf(loss), forward, backward, pairs, truth };
  },
};

/** True gradients of the parameters by central differences; those in between where the tape agrees with them. */
export const entryByEntry: Way = {
  calls: (context, names, one) => {
    const [gradient, loss, ...nudges] = derivativeCalls(context, { ...names, calls: {} }, one) as [
      Call,
      Call,
      ...Call[],
    ];
    return [{ ...gradient, ...TRACED }, { ...loss, ...TRACED }, ...nudges];
  },
  read: (context, names, one, results) => {
    const { pairs, corner, lossIsNumber } = readDerivative(context, one, results);
    if (corner || !lossIsNumber) return null;
    const [gradient, loss] = results as [CallResult, CallResult];
    const told = { one, pairs, loss: numberOf(loss) };
    const [backward, forward] = [passOf(gradient), passOf(loss)];
    if (backward === null || forward === null) return { ...told, backward: null, forward: null };
    const truth = truthOf(forward, parameterLeaves(context, names, forward), slopesOf(pairs));
    return { ...told, backward, forward, truth };
  },
};

const SEED = "trace";

const isNumber = ({ value }: CallResult): boolean => {
  const tensor = asTensor(value);
  return tensor?.data.length === 1 && Number.isFinite(tensor.data[0]);
};

const numberOf = ({ value }: CallResult): number =>
  typeof value === "number" ? value : ((value as TensorValue).data[0] as number);

function passOf({ tape }: CallResult): Pass | null {
  const trace = tape?.trace;
  if (tape === null || trace === undefined || !trace.whole || trace.steps.length !== tape.entries.length) return null;
  const values = new Map(tape.leaves.map(({ id, value }) => [id, value]));
  for (const [i, { output }] of tape.entries.entries()) {
    const step = trace.steps[i];
    if (step !== undefined) values.set(output, step.value);
  }
  return { tape, trace, values };
}

/** Whether two samples were carried out alike, operation by operation: then an id means the same in both. */
export function alike(a: Sample, b: Sample): boolean {
  return sameTape(a.forward, b.forward) && sameTape(a.backward, b.backward);
}

function sameTape({ tape: a, trace: s }: Pass, { tape: b, trace: t }: Pass): boolean {
  if (a.entries.length !== b.entries.length || a.leaves.length !== b.leaves.length) return false;
  return (
    a.leaves.every(({ id, path }, i) => b.leaves[i]?.id === id && b.leaves[i]?.path?.join() === path?.join()) &&
    a.entries.every((entry, i) => {
      const other = b.entries[i];
      return (
        other?.op === entry.op &&
        other.output === entry.output &&
        other.inputs.length === entry.inputs.length &&
        entry.inputs.every((input, n) => typeof input === "object" || input === other.inputs[n]) &&
        s.steps[i]?.at?.line === t.steps[i]?.at?.line &&
        s.steps[i]?.at?.column === t.steps[i]?.at?.column
      );
    })
  );
}

export const isZero = (values: readonly TensorValue[]): boolean =>
  values.every(({ data }) => data.every((x) => Math.abs(x) < 1e-12));

/** Equal up to rounding, in every entry, relative to the largest. */
export function near(a: TensorValue, b: TensorValue, rtol = TOLERANCE.rtol): boolean {
  if (a.shape.join() !== b.shape.join()) return false;
  const largest = b.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return a.data.every((x, i) => isClose(x, b.data[i] as number, { rtol, atol: rtol * largest + 1e-12 }));
}
