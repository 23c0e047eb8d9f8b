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
export async function* witnesses({ exercise, part, runner }: Proving<"code">): AsyncGenerator<Finding> {
  for (const { loss, gradient } of pairs(part.checks)) {
    const cases = Array.from({ length: CASES }, (_, k) => drawCase(part.cases, `verify:witnesses:${exercise.hash}`, k));
    const seen = await gradientWitnesses(runner, part, fileOf(exercise, part.solution), { loss, gradient }, cases);
    const complaints = seen.flatMap((one, k) => disagreements(one, k));
    yield unless(
      `three witnesses agree on the gradient of ${loss}: ${gradient}, the tape, central differences`,
      complaints,
    );
  }
}

function pairs(checks: readonly Check[]): { loss: string; gradient: string }[] {
  const all = checks.flatMap((check) => ("consistent" in check ? [check.consistent] : []));
  return all.filter(
    ({ loss, gradient }, i) => all.findIndex((one) => one.loss === loss && one.gradient === gradient) === i,
  );
}

function disagreements({ pairs, tape, corner }: Witnessed, k: number): string[] {
  if (corner) return [];
  return pairs.flatMap(({ name, of, yours, other }) => {
    const taped = tape === null ? null : tapeGradient(tape, of ?? name);
    const complaints: string[] = [];
    if (!near(yours, other)) complaints.push(`case ${k}: ${name} of the solution differs from central differences.`);
    if (taped === null)
      complaints.push(`case ${k}: the tape of the loss does not reach ${of}; write the loss with nd alone.`);
    else if (!near(taped, other))
      complaints.push(`case ${k}: the tape's gradient of ${of} differs from central differences.`);
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

const near = (a: TensorValue, b: TensorValue): boolean =>
  a.data.length === b.data.length &&
  a.data.every(
    (x, i) => Math.abs(x - (b.data[i] as number)) <= TOLERANCE.atol + TOLERANCE.rtol * Math.abs(b.data[i] as number),
  );
