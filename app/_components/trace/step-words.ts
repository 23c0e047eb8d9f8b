import type { Trace, TraceOperand, TraceStep } from "#lib/core/trace.ts";
import { figure } from "../base/format.ts";

/** What a step's result is called: its name in the answer, or its number. */
export function resultName(trace: Trace, at: number): string {
  return trace.steps[at]?.name ?? `step ${at + 1}`;
}

export function operandName(trace: Trace, operand: TraceOperand): string {
  if ("step" in operand) return resultName(trace, operand.step);
  if ("argument" in operand) return operand.argument;
  if ("scalar" in operand) return figure(operand.scalar, 4, true);
  return "constant";
}

/** `dZ1 = multiply(dA1, step 9)`: the operation as one would write it with nd. */
export function operationText(trace: Trace, at: number): string {
  const step = trace.steps[at];
  if (step === undefined) return "";
  const call = `${step.op}(${step.inputs.map((operand) => operandName(trace, operand)).join(", ")})`;
  return step.name === null ? call : `${step.name} = ${call}`;
}

/** "Step 12 of 23, backward, line 20": where the scrubber stands. */
export function placeWords(trace: Trace, at: number): string {
  const step = trace.steps[at];
  if (step === undefined) return "";
  const line = step.at === null ? "" : `, line ${step.at.line}`;
  return `Step ${at + 1} of ${trace.steps.length}, ${step.pass}${line}`;
}

/** What is known of a step's result, in one sentence with TeX between dollars; null where nothing is. */
export function findingWords(step: TraceStep, isFirstOff: boolean): string | null {
  if (step.match === null)
    return isFirstOff
      ? "This value is the first that is off: it builds on right values, and is not itself right."
      : null;
  const { of, state, relation } = step.match;
  if (state === "right") return `This is $${of}$ of your own loss.`;
  const what = of.includes("\\partial") ? `$${of}$ of your own loss` : `$${of}$`;
  const seen = relation === null ? `It is not ${what}` : `Seen against ${what}: ${relation}`;
  return isFirstOff ? `${seen}. It is the first value that is off.` : `${seen}.`;
}

/** "1 example, h = 1": the sizes of the traced case. */
export function sizesWords(sizes: Trace["sizes"]): string {
  return Object.entries(sizes)
    .map(([size, value]) => (size === "m" ? `${value} ${value === 1 ? "example" : "examples"}` : `${size} = ${value}`))
    .join(", ");
}
