import { figure, grouped } from "#app/_components/base/format.ts";
import { LossCurve } from "#app/_components/figures/loss-curve.tsx";
import type { Evidence, StudentReport } from "#lib/core/report.ts";
import type { PublicExercise } from "#lib/grading/exercise/index.ts";
import type { ReportView } from "#lib/platform/services/index.ts";

type Training = Extract<Evidence, { readonly kind: "training" }>;
type CodePart = Extract<PublicExercise["parts"][number], { kind: "code" }>;

/** Figures from the person's own run: the network it trained, and its loss beside an earlier attempt's. */
export function OwnRun({ view, report }: { view: ReportView; report: StudentReport }) {
  const shown = report.parts.flatMap((part) => {
    const code = view.exercise.parts.find((one): one is CodePart => one.id === part.id && one.kind === "code");
    const check = part.checks.find((one) => one.evidence?.kind === "training");
    const evidence = check?.evidence as Training | undefined;
    const answer = view.answer[part.id];
    return code && evidence && answer?.kind === "code" ? [{ code, evidence }] : [];
  });
  if (shown.length === 0) return null;
  const earlier = view.history.filter((one) => one.number < view.submission.attempt && one.losses.length > 1).at(-1);
  return (
    <aside aria-label="Your own run" className="flex min-w-0 flex-col gap-6">
      {shown.map(({ code, evidence }) => (
        <div key={code.id} className="flex flex-col gap-6">
          {code.figures.includes("loss") && evidence.losses.length > 1 ? (
            <section aria-labelledby={`loss-${code.id}`} className="rounded-box border border-line bg-surface p-4">
              <h2 id={`loss-${code.id}`} className="mb-2 text-pane font-semibold">
                Training loss
              </h2>
              <LossCurve
                series={[
                  { label: `attempt ${view.submission.attempt}`, role: "now", points: evidence.losses },
                  ...(earlier
                    ? [{ label: `attempt ${earlier.number}`, role: "earlier" as const, points: earlier.losses }]
                    : []),
                ]}
                label={`Loss from ${figure(evidence.losses[0]?.[1] ?? 0, 3)} to ${figure(evidence.losses.at(-1)?.[1] ?? 0, 3)} after ${grouped(evidence.losses.at(-1)?.[0] ?? 0)} epochs`}
              />
            </section>
          ) : null}
        </div>
      ))}
    </aside>
  );
}
