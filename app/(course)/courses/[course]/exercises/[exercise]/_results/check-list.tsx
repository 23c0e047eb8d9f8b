"use client";
import type { VerdictState } from "#app/_components/base/verdict.tsx";
import { Verdict } from "#app/_components/base/verdict.tsx";
import { CheckRow } from "#app/_components/report/check-row.tsx";
import { lineTitles, OverrideNote, standingOn } from "#app/_components/report/part-checks.tsx";
import type { CheckReport } from "#lib/core/report.ts";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import type { OverrideView } from "#lib/platform/services/index.ts";
import { Finding, type LessonLink } from "./finding.tsx";

/** A check that has a report, or one that still waits; in file order. */
export type Listed =
  | { readonly check: CheckReport; readonly waits: null }
  | {
      readonly check: null;
      readonly waits: {
        readonly id: string;
        readonly title: string;
        readonly outOf: number;
        readonly note: string;
        readonly running: boolean;
      };
    };

/** The first finding, open over the list: it is what to read first. */
export function firstFinding(checks: readonly CheckReport[]): CheckReport | null {
  return checks.find((check) => check.verdict === "incorrect" || check.verdict === "partial") ?? null;
}

export function CheckList({
  listed,
  part,
  overrides = [],
  lessonLink,
  onGoTo,
}: {
  listed: readonly Listed[];
  part: PublicPart;
  /** What people set in place of the grader's points, which the checks have already. */
  overrides?: readonly OverrideView[];
  lessonLink: LessonLink;
  onGoTo: (line: number, column: number) => void;
}) {
  const titles = lineTitles(part);
  const first = firstFinding(listed.flatMap(({ check }) => (check ? [check] : [])));
  return (
    <>
      {first ? (
        <section aria-label="The first check that does not hold" className="px-4 pt-4 pb-4">
          <h2 className="mb-3 flex items-center gap-2.5 font-semibold">
            <Verdict state={first.verdict} />
            {titles[first.id] ?? first.title}
          </h2>
          <ByPerson override={standingOn(overrides, part.id, first.id)} />
          <Finding check={first} part={part} lessonLink={lessonLink} onGoTo={onGoTo} />
        </section>
      ) : null}
      <section aria-label="All checks" className={first ? "border-t border-line" : ""}>
        {listed.map(({ check, waits }) => {
          if (waits) {
            const state: VerdictState = waits.running ? "running" : "not-run";
            return (
              <CheckRow
                key={waits.id}
                state={state}
                title={titles[waits.id] ?? waits.title}
                earned={null}
                outOf={waits.outOf}
                note={waits.note}
              />
            );
          }
          const override = standingOn(overrides, part.id, check.id);
          const row = {
            state: check.verdict,
            title: titles[check.id] ?? check.title,
            earned: check.points,
            outOf: check.outOf,
            ...(override && { note: "changed by a person" }),
          };
          if (check === first) return <CheckRow key={check.id} {...row} selected />;
          return (
            <CheckRow key={check.id} {...row}>
              <ByPerson override={override} />
              <Finding check={check} part={part} lessonLink={lessonLink} onGoTo={onGoTo} />
            </CheckRow>
          );
        })}
      </section>
    </>
  );
}

function ByPerson({ override }: { override: OverrideView | undefined }) {
  return override ? (
    <div className="mb-3">
      <OverrideNote override={override} />
    </div>
  ) : null;
}
