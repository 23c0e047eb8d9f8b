import type { Call, CallResult, Tape, TapeTrace } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import type { Case } from "../../../exercise/index.ts";
import { isClose } from "../../tensor-values.ts";
import { BUDGET, type CodeContext, runAnswer } from "../context.ts";
import { type Pair, pairHolds } from "../evidence.ts";
import { derivativeCalls, readDerivative } from "../own-derivative.ts";

export type Names = { readonly loss: string; readonly gradient: string };

/** A recorded call with its values, by id. */
export type Pass = {
  readonly tape: Tape;
  readonly trace: TapeTrace;
  readonly values: ReadonlyMap<number, TensorValue>;
};

/** One drawn case: the loss and the gradient as they were carried out, and the gradient beside central differences. */
export type Sample = {
  readonly one: Case;
  readonly loss: number;
  readonly forward: Pass;
  readonly backward: Pass;
  readonly pairs: readonly Pair[];
};

/** What a sample is without its recording: something was written in place, or there was too much. */
export type Untaped = Omit<Sample, "forward" | "backward"> & { readonly forward: null; readonly backward: null };

export const TOLERANCE = { rtol: 1e-6, atol: 1e-9 };

export const sampleHolds = ({ pairs }: Pick<Sample, "pairs">): boolean => pairs.every(holds);

export const holds = (pair: Pair): boolean => pairHolds(pair, TOLERANCE);

/**
 * Runs the cases in one traced run with a budget of its own, which decides nothing. Cases on a corner of the loss are left out,
 * and so is whatever comes after a call that gave no result.
 */
export async function takeSamples(
  context: CodeContext,
  names: Names,
  cases: readonly Case[],
  seed: string,
): Promise<readonly (Sample | Untaped)[]> {
  const calls = cases.map((one) => tracedCalls(context, names, one));
  const { progress: _, ...quiet } = context;
  const outcome = await runAnswer(quiet, calls.flat(), seed, BUDGET);
  if (outcome.status === "killed" || outcome.status === "notParsed") return [];
  let from = 0;
  return cases.flatMap((one, i) => {
    const to = from + (calls[i] as readonly Call[]).length;
    const results = outcome.results.slice(from, to);
    from = to;
    return results.length < (calls[i] as readonly Call[]).length ? [] : readSample(context, one, results);
  });
}

function tracedCalls(context: CodeContext, names: Names, one: Case): Call[] {
  const [gradient, loss, ...nudges] = derivativeCalls(context, { ...names, calls: {} }, one) as [Call, Call, ...Call[]];
  return [{ ...gradient, tape: true, trace: true }, { ...loss, tape: true, trace: true }, ...nudges];
}

function readSample(context: CodeContext, one: Case, results: readonly CallResult[]): (Sample | Untaped)[] {
  const { pairs, corner, lossIsNumber } = readDerivative(context, one, results);
  if (corner || !lossIsNumber) return [];
  const [gradient, loss] = results as [CallResult, CallResult];
  const told = { one, pairs, loss: numberOf(loss) };
  const [backward, forward] = [passOf(gradient), passOf(loss)];
  if (backward === null || forward === null) return [{ ...told, backward: null, forward: null }];
  return [{ ...told, backward, forward }];
}

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

/** Equal up to rounding, in every entry, relative to the largest. */
export function near(a: TensorValue, b: TensorValue, rtol = TOLERANCE.rtol): boolean {
  if (a.shape.join() !== b.shape.join()) return false;
  const largest = b.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return a.data.every((x, i) => isClose(x, b.data[i] as number, { rtol, atol: rtol * largest + 1e-12 }));
}
