"use client";
import { Fragment, type ReactNode } from "react";
import { Tex } from "#app/_components/base/tex.tsx";
import { nameTex } from "#app/_components/figures/heat-cells.ts";
import { MatrixOutline } from "#app/_components/figures/matrix.tsx";
import type { LineReading } from "../_state/formula-reading.ts";

const signs = { add: "+", subtract: "−", product: "·", star: "·", hadamard: "⊙", divide: "/" } as const;

/** Errors and gradients come back; everything else goes forward. */
const isBackward = (tex: string): boolean => /\\delta|\\partial/.test(tex);

const matrixOf = (shape: readonly number[]): readonly [number, number] => [shape[0] ?? 1, shape[1] ?? 1];

/** Operands of a line drawn to scale, what comes out of them, and what was asked for where that differs. */
export function Meaning({
  reading,
  asked,
}: {
  reading: LineReading;
  asked: { readonly id: string; readonly shape: readonly number[] };
}) {
  const { explanation } = reading;
  if (!explanation) return null;
  const belongs = asked.id.replace(/^d(?=[A-Z])/, "");
  const shapes = [...explanation.operands.map(({ shape }) => shape), explanation.shape, asked.shape].flatMap((shape) =>
    shape ? [matrixOf(shape)] : [],
  );
  const widest = Math.max(...shapes.map(([rows, cols]) => Math.max(rows, cols)));
  const unit = widest > 10 ? 10 : widest > 6 ? 18 : 29;
  return (
    <section
      aria-label="Operands to scale"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keys
      tabIndex={0}
      className="scroll-quiet flex items-start justify-center-safe gap-4 overflow-x-auto py-1"
    >
      {explanation.operands.map((operand, at) => (
        <Fragment key={at}>
          {operand.sign ? <Sign>{signs[operand.sign]}</Sign> : null}
          <Drawn
            name={<Tex tex={operand.tex} />}
            caption={operand.words}
            shape={operand.shape}
            tone={isBackward(operand.tex) ? "bwd" : "fwd"}
            unit={unit}
          />
        </Fragment>
      ))}
      {explanation.shape && explanation.operands.length > 1 ? (
        <>
          <Sign>=</Sign>
          <Drawn
            name={<span className="text-ui font-medium">yours</span>}
            caption="your line"
            shape={explanation.shape}
            tone="given"
            unit={unit}
          />
        </>
      ) : null}
      {reading.conflict && explanation.shape ? (
        <>
          <span className="flex h-[5.5rem] items-end pb-1 text-next text-ink-3">
            <span>
              but <Tex tex={nameTex(belongs)} /> is
            </span>
          </span>
          <Drawn
            name={<Tex tex={nameTex(belongs)} />}
            caption={belongs}
            shape={asked.shape}
            tone="asked"
            unit={unit}
            height={Math.round(unit * 0.72)}
          />
        </>
      ) : null}
    </section>
  );
}

function Sign({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden="true" className="flex h-[5.5rem] items-end pb-1 text-pane text-ink">
      {children}
    </span>
  );
}

function Drawn({
  name,
  caption,
  shape,
  tone,
  unit,
  height = unit,
}: {
  name: ReactNode;
  caption: string;
  shape: readonly number[] | null;
  tone: "fwd" | "bwd" | "given" | "asked";
  unit: number;
  height?: number;
}) {
  return (
    <div className="shrink-0">
      <p className="mb-1 flex h-7 items-center text-pane">{name}</p>
      {shape ? (
        <MatrixOutline caption={caption} shape={matrixOf(shape)} tone={tone} unit={unit} height={height} />
      ) : (
        <span className="text-caption text-ink-3">sizes do not agree</span>
      )}
    </div>
  );
}
