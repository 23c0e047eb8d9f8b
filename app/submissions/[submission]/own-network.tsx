"use client";
import { useEffect, useMemo, useState } from "react";
import { DecisionField, type FieldGrid } from "#app/_components/figures/decision-field.tsx";
import { FitCurve } from "#app/_components/figures/fit-curve.tsx";
import { quickjsWasmUrl, runWorkerUrl } from "#generated/browser-worker.ts";
import type { Returns, RunOutcome } from "#lib/core/runner.ts";
import { isTensorValue, type TensorValue, type Value } from "#lib/core/value.ts";
import { createBrowserRunner } from "#lib/grading/sandbox/browser.ts";
import { gridInputs, type Range, rangesOf, tensorOf } from "./own-grid.ts";

type Plain = { readonly shape: readonly number[]; readonly data: readonly number[] };

export type Example = { readonly inputs: readonly number[]; readonly target: number; readonly test: boolean };

/** Which function of the answer predicts, with which parameters, and what is drawn of it. */
export type Prediction = {
  readonly drawn: "boundary" | "fit";
  readonly fn: string;
  /** Names of its arguments: that of the inputs, and that of the parameters. */
  readonly args: readonly string[];
  readonly inputs: string;
  /** The field of the result, or null for a bare one. */
  readonly field: string | null;
  readonly parameters: { readonly [name: string]: Plain };
};

type Seen = { readonly grid: TensorValue; readonly atExamples: TensorValue };
type State = Seen | "computing" | "no-picture";

const COLUMNS = 120;
const ROWS = 84;
/** Far more than any network of the course needs for ten thousand points. */
const BUDGET = { fuel: 20_000, tensorBytes: 128_000_000 };
const DEADLINE_MS = 8_000;

/** The answer's own network, computed by the answer's own code in this browser. */
export function OwnNetwork({
  source,
  prediction,
  examples,
}: {
  source: string;
  prediction: Prediction;
  examples: readonly Example[];
}) {
  const [x, y] = useMemo(() => rangesOf(examples), [examples]);
  const flat = prediction.drawn === "boundary";
  const points = useMemo(() => gridInputs(x, flat ? y : null, COLUMNS, ROWS), [x, y, flat]);
  const [state, setState] = useState<State>("computing");

  useEffect(() => {
    const runner = createBrowserRunner({ workerUrl: runWorkerUrl, wasmUrl: quickjsWasmUrl, deadlineMs: DEADLINE_MS });
    let here = true;
    void runner
      .run({
        place: "guest",
        files: [{ name: "answer.ts", source }],
        calls: [points, tensorOf(examples.map(({ inputs }) => inputs))].map((inputs) => ({
          fn: prediction.fn,
          args: prediction.args.map((name) => (name === prediction.inputs ? inputs : parametersOf(prediction))),
          returns: returnsOf(prediction),
        })),
        budget: BUDGET,
        seed: 1,
      })
      .then(
        (outcome) => here && setState(seenIn(outcome, prediction)),
        () => here && setState("no-picture"),
      );
    return () => {
      here = false;
      runner.close();
    };
  }, [source, prediction, examples, points]);

  if (state === "no-picture")
    return <p className="prose next">Your code gave no values for these inputs, so there is nothing to draw.</p>;
  const seen = state === "computing" ? null : state;
  return flat ? (
    <Boundary examples={examples} seen={seen} x={x} y={y} />
  ) : (
    <Fit examples={examples} seen={seen} points={points} />
  );
}

function Boundary({ examples, seen, x, y }: { examples: readonly Example[]; seen: Seen | null; x: Range; y: Range }) {
  const grid: FieldGrid | null = useMemo(
    () => (seen ? { columns: COLUMNS, rows: ROWS, values: seen.grid.data, x, y } : null),
    [seen, x, y],
  );
  const tests = examples.flatMap((one, at) => (one.test ? [at] : []));
  const right = tests.filter(
    (at) => (seen?.atExamples.data[at] ?? 0) > 0.5 === (examples[at]?.target ?? 0) > 0.5,
  ).length;
  const found = `${right} of ${tests.length} test points`;
  return (
    <DecisionField
      grid={grid}
      points={examples.map(({ inputs, target, test }) => ({
        x: inputs[0] ?? 0,
        y: inputs[1] ?? 0,
        label: target > 0.5 ? 1 : 0,
        test,
      }))}
      x={x}
      y={y}
      label={seen ? `Your network puts ${found} on the side of their class` : "Your network is being computed"}
      {...(seen && { note: found })}
    />
  );
}

function Fit({ examples, seen, points }: { examples: readonly Example[]; seen: Seen | null; points: TensorValue }) {
  const errors = examples.map(({ target }, at) => (seen?.atExamples.data[at] ?? 0) - target);
  const rmse = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / Math.max(1, errors.length));
  const found = `root mean square error ${rmse.toFixed(3)}`;
  return (
    <FitCurve
      data={examples.map(({ inputs, target }) => [inputs[0] ?? 0, target] as const)}
      fit={seen ? Array.from(seen.grid.data, (value, at) => [points.data[at] ?? 0, value] as const) : []}
      label={seen ? `Your network follows the data with a ${found}` : "Your network is being computed"}
      {...(seen && { note: found })}
    />
  );
}

const parametersOf = ({ parameters }: Prediction): Value =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, { shape, data }]) => [name, { shape, data: Float64Array.from(data) }]),
  );

const returnsOf = ({ field }: Prediction): Returns => (field === null ? "tensor" : { fields: { [field]: "tensor" } });

function seenIn(outcome: RunOutcome, { field }: Prediction): State {
  if (outcome.status !== "ok") return "no-picture";
  const [grid, atExamples] = outcome.results.map(({ value }) =>
    field === null ? value : ((value as { readonly [name: string]: Value })[field] ?? null),
  );
  return isTensorValue(grid) && isTensorValue(atExamples) ? { grid, atExamples } : "no-picture";
}
