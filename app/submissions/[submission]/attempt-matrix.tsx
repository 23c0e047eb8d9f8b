import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "#app/_components/base/cx.ts";
import { points, signed } from "#app/_components/base/format.ts";
import { Scroller } from "#app/_components/base/scroller.tsx";
import { Verdict } from "#app/_components/base/verdict.tsx";
import { dayAndTime } from "#app/_components/base/when.ts";
import { lineTitles } from "#app/_components/report/part-checks.tsx";
import type { AttemptColumn, ReportView } from "#lib/platform/services/index.ts";

/** `hints`: what they took of the part, before its sum. */
type Row = {
  readonly key: string;
  readonly title: ReactNode;
  readonly outOf: number | null;
  readonly kind: "check" | "hints" | "part";
};

const checkOf = (attempt: AttemptColumn | undefined, key: string) => {
  const [partId = "", checkId] = key.split("/");
  const part = attempt?.effective?.parts.find((one) => one.partId === partId);
  return checkId === undefined ? part : part?.checks.find((one) => one.checkId === checkId);
};

const hintsOf = (attempt: AttemptColumn, part: string): number =>
  attempt.effective?.parts.find(({ partId }) => partId === part)?.hintCost ?? 0;

/** Checks × attempts, with the change from one attempt to the next. */
export function AttemptMatrix({ view }: { view: ReportView }) {
  const report = view.report;
  if (report === null || view.history.length < 2) return null;
  const titlesOf = (partId: string) => lineTitles(view.exercise.parts.find(({ id }) => id === partId));
  const rows: Row[] = report.parts.flatMap((part) => [
    ...part.checks.map(
      (check): Row => ({
        key: `${part.id}/${check.id}`,
        title: titlesOf(part.id)[check.id] ?? check.title,
        outOf: check.outOf,
        kind: "check",
      }),
    ),
    ...(view.history.some((attempt) => hintsOf(attempt, part.id) > 0)
      ? [{ key: `${part.id} hints`, title: "Hints", outOf: null, kind: "hints" } as const]
      : []),
    { key: part.id, title: part.title, outOf: part.outOf, kind: "part" },
  ]);
  return (
    <section aria-labelledby="attempts">
      <h2 id="attempts" className="mb-2 text-pane font-semibold">
        Attempt by attempt{" "}
        <span className="ml-1 text-ui font-normal text-ink-3">points per check, and what changed</span>
      </h2>
      <Scroller label="Checks by attempt" className="border border-line bg-surface">
        <table className="w-full border-collapse">
          <thead>
            <tr className="border-b border-line-2">
              <th scope="col" className="px-3 py-2 text-left text-caption font-medium text-ink-3">
                Check
              </th>
              {view.history.map((attempt) => (
                <th
                  key={attempt.number}
                  scope="col"
                  className={cx(
                    "px-3 py-2 text-left font-medium",
                    attempt.number === view.submission.attempt && "bg-fwd-tint",
                  )}
                >
                  <Link className="link" href={`/submissions/${attempt.submissionId}`}>
                    Attempt {attempt.number}
                  </Link>
                  <span className="block text-caption font-normal text-ink-3">
                    {dayAndTime(attempt.receivedAt, view.course.timeZone)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className="border-b border-line last:border-b-0">
                <th
                  scope="row"
                  className={cx("px-3 py-2 text-left", row.kind === "part" ? "font-semibold" : "font-normal")}
                >
                  {row.title} {row.outOf === null ? null : <span className="text-ink-3">· {points(row.outOf)}</span>}
                </th>
                {view.history.map((attempt, at) => {
                  const cell = checkOf(attempt, row.key);
                  const before = checkOf(view.history[at - 1], row.key);
                  const change = cell?.points != null && before?.points != null ? cell.points - before.points : 0;
                  return (
                    <td
                      key={attempt.number}
                      className={cx(
                        "px-3 py-2 whitespace-nowrap",
                        attempt.number === view.submission.attempt && "bg-fwd-tint",
                        row.kind === "part" && "font-semibold",
                      )}
                    >
                      {row.kind === "hints" ? (
                        points(-hintsOf(attempt, row.key.replace(/ hints$/, "")))
                      ) : cell ? (
                        <span className="inline-flex items-center gap-2">
                          {row.kind === "part" || !("checkId" in cell) ? null : (
                            <Verdict state={cell.verdict} size={13} />
                          )}
                          {points(cell.points)}
                          {change === 0 ? null : (
                            <span className={cx("font-medium", change > 0 ? "text-ok" : "text-bad")}>
                              {signed(change).replace(/\.0$/, "")}
                            </span>
                          )}
                        </span>
                      ) : (
                        <span className="text-ink-3">–</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </section>
  );
}
