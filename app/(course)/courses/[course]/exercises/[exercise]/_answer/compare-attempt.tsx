"use client";
import { useState, useTransition } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { Dialog } from "#app/_components/base/dialog.tsx";
import { DiffView } from "#app/_components/report/diff-view.tsx";
import type { AttemptSummary } from "#lib/platform/services/index.ts";
import { attemptAnswerAction } from "../actions.ts";

/** The newest attempt's code against what stands in the editor. */
export function CompareAttempt({
  attempts,
  partId,
  source,
}: {
  attempts: readonly AttemptSummary[];
  partId: string;
  source: string;
}) {
  const [before, setBefore] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [pending, start] = useTransition();
  const latest = attempts[0];
  if (!latest) return null;
  const load = () =>
    start(async () => {
      const answer = await attemptAnswerAction(latest.submissionId).catch(() => null);
      const part = answer?.[partId];
      setBefore(part?.kind === "code" ? part.source : null);
      setProblem(
        part?.kind === "code"
          ? null
          : answer
            ? `Attempt ${latest.number} has no answer to this part.`
            : "The attempt could not be read. Try again in a few seconds.",
      );
      setOpen(true);
    });
  return (
    <>
      <Button kind="bare" size="small" busy={pending} className="max-tablet:hidden" onClick={load}>
        {`Compare with attempt ${latest.number}`}
      </Button>
      <Dialog title={`Attempt ${latest.number} and now`} wide open={open} onOpenChange={setOpen}>
        {before === null ? (
          <p>{problem}</p>
        ) : (
          <DiffView before={before} after={source} label={`Attempt ${latest.number} and the answer as it stands now`} />
        )}
      </Dialog>
    </>
  );
}
