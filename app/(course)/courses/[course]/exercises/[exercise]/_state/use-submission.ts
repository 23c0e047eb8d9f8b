"use client";
import { useRouter } from "next/navigation";
import { startTransition, useCallback, useEffect, useRef, useState } from "react";
import { announce } from "#app/_components/base/live-region.tsx";
import type { Answer } from "#lib/core/answer.ts";
import type { StudentReport } from "#lib/core/report.ts";
import type {
  EffectivePoints,
  ExercisePage,
  OverrideView,
  Receipt,
  RefusedPart,
} from "#lib/platform/services/index.ts";
import { previewGradeAction } from "../actions.ts";
import { asCounted } from "./as-counted.ts";
import { followSubmission, type Told } from "./follow-submission.ts";
import { handIn, unreachableSentence } from "./hand-in.ts";
import { reportSentence, withoutRefusal } from "./submission-words.ts";

export type SubmissionState =
  | { readonly kind: "none" }
  | { readonly kind: "sending" }
  /** On its way through the queue; `receipt` null where the page was opened while it was graded. */
  | { readonly kind: "grading"; readonly receipt: Receipt | null; readonly running: boolean; readonly ahead: number }
  | { readonly kind: "done"; readonly receipt: Receipt | null }
  | { readonly kind: "dead"; readonly receipt: Receipt | null }
  /** Nothing was recorded: what to correct, or why it was not taken. */
  | { readonly kind: "refused"; readonly message: string; readonly reasons: readonly RefusedPart[] };

export type Graded = {
  readonly submissionId: string | null;
  readonly number: number | null;
  /** With the verdicts and points that count. */
  readonly report: StudentReport;
  /** Points after hints, lateness and what people did; null while checks run and in a preview. */
  readonly effective: EffectivePoints | null;
  /** By people; none where the attempt was graded while the page is open. */
  readonly overrides: readonly OverrideView[];
  readonly final: boolean;
};

export type Submission = {
  readonly state: SubmissionState;
  /** The newest report that is known, whole or in progress. */
  readonly graded: Graded | null;
  readonly submit: (answer: Answer) => void;
  /** Says why it is not even sent. */
  readonly refuse: (message: string) => void;
  /** This part was changed, or can be read now: a refusal that was about it stands no longer. */
  readonly mended: (partId: string) => void;
};

function firstGraded(page: ExercisePage): Graded | null {
  const { grading, latest } = page;
  if (grading?.progress)
    return {
      submissionId: grading.submissionId,
      number: null,
      report: grading.progress,
      effective: null,
      overrides: [],
      final: false,
    };
  return latest ? { ...latest, report: asCounted(latest.report, latest.effective), final: true } : null;
}

/** Sends an attempt and follows it to its report. The same press sent twice gives the same receipt. */
export function useSubmission(page: ExercisePage): Submission {
  const router = useRouter();
  const [state, setState] = useState<SubmissionState>(() =>
    page.grading ? { kind: "grading", receipt: null, running: false, ahead: 0 } : { kind: "none" },
  );
  const [graded, setGraded] = useState<Graded | null>(() => firstGraded(page));
  const sending = useRef(false);
  const stop = useRef<() => void>(() => {});

  const tell = useCallback(
    (id: string, receipt: Receipt | null, event: Told) => {
      const number = receipt?.attempt ?? null;
      if (event.type === "status" && event.state === "dead") setState({ kind: "dead", receipt });
      else if (event.type === "status" && event.state !== "finished") {
        const now = { kind: "grading", receipt, running: event.state === "running", ahead: event.ahead } as const;
        startTransition(() => setState(now));
      }
      if (event.type === "progress")
        setGraded({ submissionId: id, number, report: event.report, effective: null, overrides: [], final: false });
      if (event.type === "report") {
        const { effective } = event;
        const report = asCounted(event.report, effective);
        setGraded({ submissionId: id, number, report, effective, overrides: [], final: true });
        setState({ kind: "done", receipt });
        announce(reportSentence(event.report, event.effective.points));
        router.refresh();
      }
    },
    [router],
  );

  // What was under way when the page was opened.
  const begun = useRef(page.grading?.submissionId ?? null);
  useEffect(() => {
    const id = begun.current;
    if (id) stop.current = followSubmission(id, (event) => tell(id, null, event));
    return () => stop.current();
  }, [tell]);

  const submit = useCallback(
    (answer: Answer) => {
      if (sending.current) return;
      sending.current = true;
      setState({ kind: "sending" });
      const at = { course: page.course.slug, exercise: page.exercise.slug };
      const given = answer as Parameters<typeof previewGradeAction>[0]["answer"];
      const done = () => {
        sending.current = false;
      };
      if (page.mode === "preview") {
        void sendPreview({ ...at, answer: given, variantSeed: page.variantSeed }).then((result) => {
          done();
          if ("report" in result) {
            const { report } = result;
            setGraded({ submissionId: null, number: null, report, effective: null, overrides: [], final: true });
            setState({ kind: "none" });
            announce(reportSentence(result.report));
          } else setState(result);
        });
        return;
      }
      begun.current = null;
      stop.current();
      let receipt: Receipt | null = null;
      stop.current = handIn(
        { ...at, answer, clientToken: crypto.randomUUID() },
        {
          refused({ message, reasons }) {
            done();
            setState({ kind: "refused", message, reasons });
            announce(message);
          },
          received(given) {
            done();
            receipt = given;
            announce(`Received. Attempt ${given.attempt}.`);
            const now = { kind: "grading", receipt, running: false, ahead: given.ahead } as const;
            // The report may come before this is drawn; then it does not wait for it.
            startTransition(() => setState(now));
          },
          told: (event) => tell(event.submissionId, receipt, event),
        },
      );
    },
    [tell, page.course.slug, page.exercise.slug, page.mode, page.variantSeed],
  );

  const refuse = useCallback((message: string) => {
    setState({ kind: "refused", message, reasons: [] });
    announce(message);
  }, []);
  const mended = useCallback((partId: string) => setState((now) => withoutRefusal(now, partId)), []);
  return { state, graded, submit, refuse, mended };
}

async function sendPreview(
  input: Parameters<typeof previewGradeAction>[0],
): Promise<{ readonly report: StudentReport } | Extract<SubmissionState, { kind: "refused" }>> {
  const answered = await previewGradeAction(input).catch(() => null);
  if (answered?.ok) return { report: answered.value };
  return answered ? refused(answered.error) : { kind: "refused", message: unreachableSentence, reasons: [] };
}

function refused(error: {
  readonly message: string;
  readonly reasons?: readonly RefusedPart[];
}): Extract<SubmissionState, { kind: "refused" }> {
  return { kind: "refused", message: error.message, reasons: error.reasons ?? [] };
}
