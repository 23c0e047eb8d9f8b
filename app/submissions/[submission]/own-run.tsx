import { figure, grouped } from "#app/_components/base/format.ts";
import { LossCurve } from "#app/_components/figures/loss-curve.tsx";
import type { CheckReport, Evidence, StudentReport } from "#lib/core/report.ts";
import { type PublicExercise, parseTable } from "#lib/grading/exercise/index.ts";
import type { ReportView } from "#lib/platform/services/index.ts";
import { type Example, OwnNetwork, type Prediction } from "./own-network.tsx";

type Training = Extract<Evidence, { readonly kind: "training" }>;
type CodePart = Extract<PublicExercise["parts"][number], { kind: "code" }>;
type Trained = {
  readonly code: CodePart;
  readonly check: CheckReport;
  readonly evidence: Training;
  readonly source: string;
};

/** Parts of code that were trained when they were graded. */
export function trainedIn(view: ReportView, report: StudentReport): readonly Trained[] {
  return report.parts.flatMap((part) => {
    const code = view.exercise.parts.find((one): one is CodePart => one.id === part.id && one.kind === "code");
    const check = part.checks.find((one) => one.evidence?.kind === "training");
    const answer = view.answer[part.id];
    if (!code || check?.evidence?.kind !== "training" || answer?.kind !== "code") return [];
    return [{ code, check, evidence: check.evidence, source: answer.source }];
  });
}

/** Figures from the person's own run: the network it trained, and its loss beside an earlier attempt's. */
export function OwnRun({ view, trained }: { view: ReportView; trained: readonly Trained[] }) {
  return (
    <aside aria-label="Your own run" className="flex min-w-0 flex-col gap-6">
      {trained.map((one) => (
        <div key={one.code.id} className="flex flex-col gap-6">
          <Network {...one} attempt={view.submission.attempt} />
          <Loss {...one} view={view} />
        </div>
      ))}
    </aside>
  );
}

function Network({ code, evidence, source, attempt }: Trained & { attempt: number }) {
  const asked = predictionOf(code, evidence);
  const data = Object.values(code.data)[0];
  if (asked === null || data === undefined) return null;
  const table = parseTable(data.csv);
  const column = (name: string | undefined) => table.columns.indexOf(name ?? "");
  const [first, second, target, split] = [
    column(data.inputs[0]),
    column(data.inputs[1]),
    column(data.targets[0]),
    column(data.split),
  ];
  const examples = table.rows.map(
    (row): Example => ({
      inputs: second < 0 ? [Number(row[first])] : [Number(row[first]), Number(row[second])],
      target: Number(row[target]),
      test: row[split] === "test",
    }),
  );
  return (
    <section aria-labelledby={`network-${code.id}`}>
      <Head
        id={`network-${code.id}`}
        title={code.figures.includes("fit") ? "Your fit" : "Your network"}
        aside={`attempt ${attempt}, first of ${evidence.of} seeds`}
      />
      <div className="rounded-box border border-line bg-surface p-4">
        <OwnNetwork source={source} prediction={asked} examples={examples} />
      </div>
    </section>
  );
}

function Loss({ code, check, evidence, view }: Trained & { view: ReportView }) {
  if (!code.figures.includes("loss") || evidence.losses.length < 2) return null;
  const { attempt } = view.submission;
  const earlier = view.history.filter((one) => one.number < attempt && one.losses.length > 1).at(-1);
  const [first, last] = [evidence.losses[0], evidence.losses.at(-1)];
  return (
    <section aria-labelledby={`loss-${code.id}`}>
      <Head id={`loss-${code.id}`} title="Training loss" aside={`first of ${evidence.of} seeds`} />
      <div className="rounded-box border border-line bg-surface p-4">
        <LossCurve
          series={[
            { label: `attempt ${attempt}`, role: "now", points: evidence.losses },
            ...(earlier
              ? [{ label: `attempt ${earlier.number}`, role: "earlier" as const, points: earlier.losses }]
              : []),
          ]}
          label={`Loss from ${figure(first?.[1] ?? 0, 3)} to ${figure(last?.[1] ?? 0, 3)} after ${grouped(last?.[0] ?? 0)} epochs`}
        />
      </div>
      <p className="mt-2 text-caption text-ink-2">{check.message}</p>
    </section>
  );
}

const Head = ({ id, title, aside }: { id: string; title: string; aside: string }) => (
  <div className="mb-3 flex items-baseline justify-between gap-3">
    <h2 id={id} className="text-pane font-semibold">
      {title}
    </h2>
    <span className="text-caption text-ink-3">{aside}</span>
  </div>
);

/** How to ask the answer for its predictions: the function of parameters and inputs, and the field that it returns last. */
function predictionOf(code: CodePart, { parameters }: Training): Prediction | null {
  const data = Object.values(code.data)[0];
  const drawn = code.figures.includes("boundary") ? "boundary" : code.figures.includes("fit") ? "fit" : null;
  if (data === undefined || parameters === null || drawn === null) return null;
  if (data.inputs.length !== (drawn === "boundary" ? 2 : 1)) return null;
  for (const [fn, { args, returns }] of Object.entries(code.functions)) {
    if (!args.includes(data.args.inputs) || args.some((name) => name === data.args.targets || name === "options"))
      continue;
    const field = typeof returns === "object" && !Array.isArray(returns) ? (Object.keys(returns).at(-1) ?? null) : null;
    return { drawn, fn, args, inputs: data.args.inputs, field, parameters };
  }
  return null;
}
