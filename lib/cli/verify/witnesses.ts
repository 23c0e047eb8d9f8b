import type { Tape } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { backward } from "#lib/engine/autodiff/index.ts";
import { createHost } from "#lib/engine/tensor/index.ts";
import { type Check, drawCase, fileOf } from "#lib/grading/exercise/index.ts";
import { gradientWitnesses, type Witnessed } from "#lib/grading/grader/index.ts";
import type { Proving } from "./context.ts";
import { type Finding, unless } from "./finding.ts";

const CASES = 8;
const TOLERANCE = { rtol: 1e-6, atol: 1e-9 };

/** The solution's gradient, the tape of its loss run backwards, and central differences of its loss agree, entry by entry. */
export const witnesses = ({ exercise, part, runner }: Proving<"code">): Promise<Finding>[] =>
  pairs(part.checks).map(async ({ loss, gradient }) => {
    const cases = Array.from({ length: CASES }, (_, k) => drawCase(part.cases, `verify:witnesses:${exercise.hash}`, k));
    const seen = await gradientWitnesses(runner, part, fileOf(exercise, part.solution), { loss, gradient }, cases);
    const apart: number[] = [];
    const complaints = seen.flatMap((one, k) => disagreements(one, k, apart));
    const what = `three witnesses agree on the gradient of ${loss}: ${gradient}, the tape, central differences`;
    return unless("witnesses", what, complaints, `to ${Math.max(0, ...apart).toExponential(0)}`);
  });

function pairs(checks: readonly Check[]): { loss: string; gradient: string }[] {
  const all = checks.flatMap((check) => ("consistent" in check ? [check.consistent] : []));
  return all.filter(
    ({ loss, gradient }, i) => all.findIndex((one) => one.loss === loss && one.gradient === gradient) === i,
  );
}

function disagreements({ pairs, tape, corner }: Witnessed, k: number, apart: number[]): string[] {
  if (corner) return [];
  return pairs.flatMap(({ name, of, yours, other }) => {
    const taped = tape === null ? null : tapeGradient(tape, of ?? name);
    const complaints: string[] = [];
    apart.push(apartBy(yours, other), taped === null ? 0 : apartBy(taped, other));
    if (!near(yours, other)) complaints.push(`case ${k}: ${name} of the solution differs from central differences.`);
    if (taped === null)
      complaints.push(`case ${k}: the tape of the loss does not reach ${of}; write the loss with nd alone.`);
    else if (!near(taped, other))
      complaints.push(
        `case ${k}: the tape's gradient of ${of} differs from central differences; write the loss with nd alone.`,
      );
    return complaints;
  });
}

/** The gradient of the last number on the tape: solutions may hand their loss out as a plain number, which leaves the tape. */
function tapeGradient(
  tape: { readonly tape: Tape; readonly args: readonly string[] },
  parameter: string,
): TensorValue | null {
  const { tape: recorded, args } = tape;
  const [name, ...rest] = parameter.split(".");
  const path = [String(args.indexOf(name ?? "")), ...rest].join();
  const leaf = recorded.leaves.find((one) => one.path?.join() === path);
  const last = recorded.outputs.find(({ path }) => path.length === 0)?.id ?? recorded.entries.at(-1)?.output;
  if (leaf === undefined || last === undefined) return null;
  return backward(recorded, last, { shape: [], data: Float64Array.of(1) }, createHost()).get(leaf.id) ?? null;
}

/** The largest difference of two entries, as a part of the second; entries near zero are measured against atol / rtol. */
function apartBy(a: TensorValue, b: TensorValue): number {
  if (a.data.length !== b.data.length) return Number.POSITIVE_INFINITY;
  const { rtol, atol } = TOLERANCE;
  return b.data.reduce((worst, y, i) => {
    const apart = Math.abs((a.data[i] as number) - y) / (atol / rtol + Math.abs(y));
    return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : Math.max(worst, apart);
  }, 0);
}

const near = (a: TensorValue, b: TensorValue): boolean => apartBy(a, b) <= TOLERANCE.rtol;
