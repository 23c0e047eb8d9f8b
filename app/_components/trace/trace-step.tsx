import type { ReactNode } from "react";
import type { Trace, TraceOperand, TraceValue } from "#lib/core/trace.ts";
import { shapeText } from "../base/format.ts";
import { Sentence, Tex } from "../base/tex.tsx";
import { Verdict } from "../base/verdict.tsx";
import { findingWords, operandName, operationText } from "./step-words.ts";
import { ValueMap } from "./value-map.tsx";

const tensorOf = (trace: Trace, operand: TraceOperand): TraceValue | null => {
  if ("step" in operand) return trace.steps[operand.step]?.output ?? null;
  if ("argument" in operand) return operand.value;
  return "constant" in operand ? operand.constant : null;
};

/** Places where two tensors of one shape differ by more than rounding. */
function differing(a: TraceValue, b: TraceValue): readonly number[] {
  if (a.shape.join() !== b.shape.join()) return [];
  return a.data.flatMap((x, i) => {
    const y = b.data[i] ?? null;
    if (x === null || y === null) return x === y ? [] : [i];
    return Math.abs(x - y) <= 1e-9 + 1e-6 * Math.abs(y) ? [] : [i];
  });
}

/** One operation: what went in, what came out, and the true gradient beside it. */
export function TraceStepView({ trace, at }: { trace: Trace; at: number }) {
  const step = trace.steps[at];
  if (step === undefined) return null;
  const isFirstOff = at === trace.firstOff;
  const finding = findingWords(step, isFirstOff);
  const truth = step.match?.truth ?? null;
  const operands = step.inputs.map((operand) => ({
    name: operandName(trace, operand),
    value: tensorOf(trace, operand),
  }));
  return (
    <div className="flex flex-col gap-3">
      <p className="font-mono text-code wrap-anywhere">{operationText(trace, at)}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of tensors, not of fields */}
      <div
        role="group"
        aria-label="Values of this step"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keys
        tabIndex={0}
        className="scroll-quiet flex items-start gap-x-5 overflow-x-auto pb-1"
      >
        {operands.map(({ name, value }, index) =>
          value === null ? null : (
            <Column key={`${name}:${index}`} head={<Name name={name} shape={value.shape} />}>
              <ValueMap name={name} value={value} />
            </Column>
          ),
        )}
        <Column head={<Name name={step.name ?? "result"} shape={step.output.shape} arrow />}>
          <ValueMap
            name={step.name ?? "result"}
            value={step.output}
            differs={step.match?.state === "off" && truth ? differing(step.output, truth) : []}
          />
        </Column>
        {truth && step.match?.state === "off" ? (
          <Column head={<Truth of={step.match.of} shape={truth.shape} />}>
            <ValueMap name="the true gradient" value={truth} />
          </Column>
        ) : null}
        {step.gradient ? (
          <Column head={<Truth of="\partial L/\partial\,\text{result}" shape={step.gradient.shape} />}>
            <ValueMap name="the true gradient" value={step.gradient} />
          </Column>
        ) : null}
      </div>
      {finding ? (
        <p className="flex items-start gap-2 text-ui">
          <Verdict
            state={step.match?.state === "right" ? "correct" : isFirstOff ? "incorrect" : "not-run"}
            size={13}
            label=""
            className="mt-[3px]"
          />
          <span>
            <Sentence text={finding} />
          </span>
        </p>
      ) : null}
    </div>
  );
}

const Column = ({ head, children }: { head: ReactNode; children: ReactNode }) => (
  <div className="shrink-0">
    <p className="mb-1 flex h-6 items-center gap-1.5 text-caption whitespace-nowrap">{head}</p>
    {children}
  </div>
);

const Name = ({ name, shape, arrow = false }: { name: string; shape: readonly number[]; arrow?: boolean }) => (
  <>
    {arrow ? (
      <span aria-hidden="true" className="text-ink-3">
        →
      </span>
    ) : null}
    <code className="font-mono">{name}</code>
    <span className="font-mono text-tag text-ink-3">{shapeText(shape)}</span>
  </>
);

const Truth = ({ of, shape }: { of: string; shape: readonly number[] }) => (
  <>
    <span className="text-bwd">true</span>
    <Tex tex={of} />
    <span className="font-mono text-tag text-ink-3">{shapeText(shape)}</span>
  </>
);
