"use client";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { EmptyState } from "#app/_components/base/empty-state.tsx";
import { grouped, hintWords } from "#app/_components/base/format.ts";
import { Sentence } from "#app/_components/base/tex.tsx";
import { LossCurve } from "#app/_components/figures/loss-curve.tsx";
import { Feedback } from "#app/_components/report/part-checks.tsx";
import { PaneHead } from "#app/_components/shell/pane.tsx";
import type { PartReport } from "#lib/core/report.ts";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import { symbolOf } from "../_state/parts.ts";
import { type Run, readingSentence } from "../_state/use-run.ts";
import type { Graded } from "../_state/use-submission.ts";
import { CheckList, type Listed } from "./check-list.tsx";
import { ConsoleLines } from "./console-lines.tsx";
import type { LessonLink } from "./finding.tsx";
import { RunEnded } from "./run-ended.tsx";
import { holdWords, Score } from "./score.tsx";

/** What is shown of a part: the run or the attempt, whichever came last. */
export type Shown =
  | { readonly kind: "nothing" }
  /** Handed in, and nothing is known yet. */
  | { readonly kind: "pending" }
  | { readonly kind: "run"; readonly run: Run }
  | { readonly kind: "attempt"; readonly graded: Graded; readonly part: PartReport };

/** `public`: Run carries it out as well. */
type Row = { readonly id: string; readonly title: string; readonly outOf: number; readonly public: boolean };

/** All checks of a part in file order, as the public exercise names them. */
function rowsOf(part: PublicPart): readonly Row[] {
  if (part.kind === "code")
    return part.checks.map(({ id, title, points, public: shown }) => ({ id, title, outOf: points, public: shown }));
  if (part.kind === "derivation")
    return part.lines.map(({ id, points }) => ({ id, title: id, outOf: points, public: false }));
  return [];
}

/** Each check with its report, or with what it waits for: `under` says which of them are being carried out now. */
function listedOf(
  part: PublicPart,
  checks: PartReport["checks"],
  under: "nothing" | "run" | "submit",
  note: string,
): readonly Listed[] {
  const rows = rowsOf(part);
  if (rows.length === 0) return checks.map((check) => ({ check, waits: null }));
  return rows.map((row) => {
    const check = checks.find(({ id }) => id === row.id);
    const running = under === "submit" || (under === "run" && row.public);
    return check ? { check, waits: null } : { check: null, waits: { ...row, note: running ? "runs" : note, running } };
  });
}

/** On a phone it may take two short lines; cut off it would say less than it means. */
const aside = "min-w-0 text-ink-3 max-tablet:text-caption tablet:truncate";

function HeadWords({ shown }: { shown: Shown }) {
  if (shown.kind === "nothing") return <span className="font-semibold">Results</span>;
  if (shown.kind === "pending") {
    return (
      <>
        <span className="font-semibold">This attempt</span>
        <span className={aside}>checks run</span>
      </>
    );
  }
  if (shown.kind === "run") {
    const { run } = shown;
    return (
      <>
        <span className="font-semibold whitespace-nowrap">{`Run ${run.number}`}</span>
        <span className={aside}>
          {run.ms === null ? "in your browser" : `${grouped(run.ms)} ms, in your browser, not recorded`}
        </span>
      </>
    );
  }
  const { graded } = shown;
  return (
    <>
      <span className="font-semibold">{graded.number === null ? "This attempt" : `Attempt ${graded.number}`}</span>
      <span className={aside}>
        {graded.submissionId === null ? "a preview, not recorded" : graded.final ? "recorded" : "checks still run"}
      </span>
      {graded.submissionId ? (
        <Link className="link" href={`/submissions/${graded.submissionId}`}>
          Report
        </Link>
      ) : null}
    </>
  );
}

/** Results of one part: points so far, the first finding open, then every check in file order; losses while they stream. */
export function ResultsPane({
  part,
  shown,
  status,
  lessonLink,
  onGoTo,
}: {
  part: PublicPart;
  shown: Shown;
  /** Where the submission stands, under the head. */
  status: ReactNode;
  lessonLink: LessonLink;
  onGoTo: (line: number, column: number) => void;
}) {
  const [consoleOpen, setConsoleOpen] = useState(false);
  const printed =
    shown.kind === "run" ? (shown.run.part?.console ?? []) : shown.kind === "attempt" ? shown.part.console : [];
  return (
    <>
      <PaneHead>
        <HeadWords shown={shown} />
        <span className="flex-1" />
        {part.kind === "code" && (shown.kind === "run" || shown.kind === "attempt") ? (
          <Button
            size="small"
            kind="quiet"
            aria-expanded={consoleOpen}
            aria-controls="console"
            onClick={() => setConsoleOpen(!consoleOpen)}
          >
            {`Console ${printed.length}`}
          </Button>
        ) : null}
      </PaneHead>
      {status}
      {consoleOpen ? <ConsoleLines lines={printed} /> : null}
      <Body part={part} shown={shown} lessonLink={lessonLink} onGoTo={onGoTo} />
    </>
  );
}

function Body({
  part,
  shown,
  lessonLink,
  onGoTo,
}: {
  part: PublicPart;
  shown: Shown;
  lessonLink: LessonLink;
  onGoTo: (line: number, column: number) => void;
}) {
  if (shown.kind === "nothing") return <Nothing part={part} />;
  if (shown.kind === "pending") {
    const listed = listedOf(part, [], "submit", "runs");
    return (
      <>
        <Score earned={null} outOf={part.points} aside={holdWords(0, listed.length)} />
        <CheckList listed={listed} part={part} lessonLink={lessonLink} onGoTo={onGoTo} />
      </>
    );
  }
  if (shown.kind === "attempt") {
    const { part: report, graded } = shown;
    const effective = graded.effective?.parts.find(({ partId }) => partId === part.id);
    const held = report.checks.filter((check) => check.verdict === "correct").length;
    const listed = listedOf(part, report.checks, graded.final ? "nothing" : "submit", "not run");
    return (
      <>
        <Score
          earned={effective?.points ?? report.points}
          outOf={report.outOf}
          aside={holdWords(held, Math.max(listed.length, report.checks.length))}
          taken={hintWords(effective?.hintCost ?? 0)}
          final={graded.final}
        />
        <Feedback part={report} />
        {report.answered || report.checks.length > 0 ? null : (
          <p className="px-4 py-3 text-ink-3">This part was left empty.</p>
        )}
        <CheckList listed={listed} part={part} overrides={graded.overrides} lessonLink={lessonLink} onGoTo={onGoTo} />
      </>
    );
  }
  const { run } = shown;
  const ended = run.part?.run ?? null;
  if (run.part && part.kind !== "code")
    return (
      <p className="prose says px-4 py-4">
        <Sentence text={readingSentence(run.part, (id) => symbolOf(part, id))} />
      </p>
    );
  const waiting = listedOf(part, run.checks, run.running ? "run" : "nothing", "waits");
  const held = run.checks.filter((check) => check.verdict === "correct").length;
  const earned = run.checks.reduce((sum, check) => sum + (check.points ?? 0), 0);
  return (
    <>
      {ended || run.ended === "person" || run.ended === "clock" || run.ended === "fault" ? (
        <RunEnded ended={ended} how={run.ended} onGoTo={onGoTo} />
      ) : null}
      {ended ? null : <Score earned={earned} outOf={part.points} aside={holdWords(held, waiting.length)} />}
      {run.losses.length > 1 && !run.checks.some((check) => check.evidence?.kind === "training") ? (
        <section aria-label="Loss while training" className="border-b border-line px-4 py-3">
          <LossCurve
            series={[{ label: `loss, epoch ${grouped(run.losses.at(-1)?.[0] ?? 0)}`, role: "now", points: run.losses }]}
            label="Loss of your training run"
            height={150}
            table={!run.running}
          />
        </section>
      ) : null}
      {ended ? null : <CheckList listed={waiting} part={part} lessonLink={lessonLink} onGoTo={onGoTo} />}
    </>
  );
}

function Nothing({ part }: { part: PublicPart }) {
  const rows = listedOf(part, [], "nothing", "not run");
  return (
    <>
      <EmptyState inPane>
        {part.kind === "code"
          ? "Nothing has run yet. Run shows what needs no secret: your own derivative, shapes, the console. Submit does the rest."
          : "Nothing was handed in yet."}
      </EmptyState>
      {rows.length > 0 ? (
        <div className="border-t border-line">
          <CheckList listed={rows} part={part} lessonLink={() => null} onGoTo={() => {}} />
        </div>
      ) : null}
    </>
  );
}
