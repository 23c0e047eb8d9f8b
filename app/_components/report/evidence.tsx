import type { CheckReport, Evidence } from "#lib/core/report.ts";
import { figure, points, power, shapeText } from "../base/format.ts";
import { Sentence, Tex } from "../base/tex.tsx";
import { Verdict } from "../base/verdict.tsx";
import { HeatMap } from "../figures/heat-map.tsx";
import { LargestEntry } from "../figures/largest-entry.tsx";
import { LossCurve } from "../figures/loss-curve.tsx";
import { TrainingStrip } from "../figures/training-strip.tsx";
import { DerivationSteps } from "./derivation-steps.tsx";
import { zeroWords } from "./zero-words.ts";

type Of<Kind extends Evidence["kind"]> = Extract<Evidence, { readonly kind: Kind }>;
type Shown = { readonly tolerance?: number; readonly against?: string };
type Compared = Shown & { /** Compared with central differences, not with a reference. */ readonly numeric: boolean };

const sizesText = (sizes: { readonly [size: string]: number }): string =>
  Object.entries(sizes)
    .map(([size, value]) => (size === "m" ? `${value} ${value === 1 ? "example" : "examples"}` : `${size} = ${value}`))
    .join(", ");

function Tensors({ evidence, tolerance, against, numeric }: { evidence: Of<"tensors"> } & Compared) {
  const { largest } = evidence;
  return (
    <div className="flex flex-col gap-2">
      <HeatMap
        tensors={evidence.tensors}
        largest={largest}
        on={sizesText(evidence.sizes)}
        {...(tolerance !== undefined && { tolerance: power(tolerance) })}
        {...(against && { against })}
      />
      {largest ? (
        <LargestEntry {...largest} sizes={sizesText(evidence.sizes)} other={numeric ? "Numeric" : "Asked for"} />
      ) : null}
      {evidence.cases > 1 ? (
        <p className="text-caption text-ink-3">{`${evidence.casesHeld} of ${evidence.cases} cases ${evidence.casesHeld === 1 ? "holds" : "hold"}; the smallest that does not is shown.`}</p>
      ) : null}
    </div>
  );
}

const METRIC_WORDS = {
  accuracy: "accuracy",
  rmse: "root mean square error",
  nrmse: "in every output a root mean square error, over the target's deviation, of",
} as const;

function Training({ evidence }: { evidence: Of<"training"> }) {
  const further = Object.entries(evidence.further ?? {}).map(([label, points]) => ({
    label,
    role: "test" as const,
    points,
  }));
  return (
    <div className="flex flex-col gap-3">
      <TrainingStrip values={evidence.values} threshold={evidence.threshold} metric={evidence.metric} />
      {zeroWords(evidence) ? <p className="text-ui text-ink-2">{zeroWords(evidence)}</p> : null}
      <p className="text-caption text-ink-2">
        {`${evidence.reached} of ${evidence.of} seeds reach ${METRIC_WORDS[evidence.metric]} ${figure(evidence.threshold)}; ${evidence.needed} are asked for.`}
      </p>
      {evidence.losses.length > 1 ? (
        <LossCurve
          series={[{ label: "loss, first seed", role: "now", points: evidence.losses }, ...further]}
          label={`Loss of the first seed, from ${figure(evidence.losses[0]?.[1] ?? 0, 3)} to ${figure(evidence.losses.at(-1)?.[1] ?? 0, 3)}`}
          height={150}
        />
      ) : null}
    </div>
  );
}

function Formula({ evidence }: { evidence: Of<"formula"> }) {
  const expected = shapeText(evidence.expectedShape);
  const fits = evidence.shape !== null && shapeText(evidence.shape) === expected;
  const rows = [
    { state: evidence.readable ? ("correct" as const) : ("ungradable" as const), text: "readable" },
    {
      state: !evidence.readable ? ("not-run" as const) : fits ? ("correct" as const) : ("incorrect" as const),
      text:
        evidence.shape === null
          ? evidence.readable
            ? "sizes do not agree"
            : "shape waits"
          : fits
            ? `shape ${expected}`
            : `shape ${shapeText(evidence.shape)}, asked for is ${expected}`,
    },
    {
      state: !fits
        ? ("not-run" as const)
        : evidence.pointsHeld === evidence.points
          ? ("correct" as const)
          : ("incorrect" as const),
      text: fits
        ? `equal at ${evidence.pointsHeld} of ${evidence.points} points`
        : `equal at ${evidence.points} points: waits for the shape`,
    },
  ];
  return (
    <div className="flex flex-col gap-2">
      {evidence.tex && !evidence.steps ? <Tex tex={evidence.tex} /> : null}
      {evidence.steps ? <DerivationSteps steps={evidence.steps} milestones={evidence.milestones ?? []} /> : null}
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-caption">
        {rows.map((row) => (
          <li key={row.text} className="flex items-center gap-1.5">
            <Verdict state={row.state} size={13} />
            {row.text}
          </li>
        ))}
      </ul>
      {evidence.message ? <p className="text-caption text-ink-2">{evidence.message}</p> : null}
    </div>
  );
}

function Options({ evidence }: { evidence: Of<"options"> }) {
  return (
    <ul className="flex flex-col gap-2">
      {evidence.chosen.map((option) => (
        <li key={option.id} className="flex items-start gap-2">
          <Verdict state={option.right ? "correct" : "incorrect"} size={13} className="mt-[5px]" />
          <span className="prose next">
            <Sentence text={option.feedback} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Rubric({ evidence }: { evidence: Of<"rubric"> }) {
  return (
    <ul className="flex flex-col gap-1">
      {evidence.items.map((item) => (
        <li key={item.id} className="flex justify-between gap-4">
          <span>
            <Sentence text={item.text} />
          </span>
          <span className="font-mono text-caption text-ink-2">{points(item.points)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What a check saw, drawn for its kind. `tolerance` where the check publishes one; `against` names what was compared with. */
export function EvidenceView({ check, ...shown }: { check: CheckReport } & Shown) {
  const { evidence } = check;
  if (!evidence) return null;
  switch (evidence.kind) {
    case "tensors":
      return <Tensors evidence={evidence} numeric={check.kind === "consistent"} {...shown} />;
    case "training":
      return <Training evidence={evidence} />;
    case "formula":
      return <Formula evidence={evidence} />;
    case "options":
      return <Options evidence={evidence} />;
    case "rubric":
      return <Rubric evidence={evidence} />;
    case "cells":
      return <p className="text-ink-2">{`${evidence.right} of ${evidence.of} fields are right.`}</p>;
    case "property":
      return (
        <p className="text-ink-2">{`${evidence.holds} of ${evidence.cases} cases ${evidence.holds === 1 ? "holds" : "hold"}.${evidence.sentence ? ` ${evidence.sentence}` : ""}`}</p>
      );
  }
}
