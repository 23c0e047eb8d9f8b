"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { announce } from "#app/_components/base/live-region.tsx";
import type { Answer } from "#lib/core/answer.ts";
import type { StudentReport } from "#lib/core/report.ts";
import type { ExercisePage, Receipt, RefusedPart, SubmissionEvent } from "#lib/platform/services/index.ts";
import { previewGradeAction, submitAction } from "../actions.ts";

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
  readonly report: StudentReport;
  readonly final: boolean;
};

export type Submission = {
  readonly state: SubmissionState;
  /** The newest report that is known, whole or in progress. */
  readonly graded: Graded | null;
  readonly submit: (answer: Answer) => void;
  /** Says why it is not even sent. */
  readonly refuse: (message: string) => void;
};

function firstGraded(page: ExercisePage): Graded | null {
  const { grading, latest } = page;
  if (grading?.progress)
    return { submissionId: grading.submissionId, number: null, report: grading.progress, final: false };
  return latest ? { ...latest, final: true } : null;
}

/** Sends an attempt and follows it to its report. The same press sent twice gives the same receipt. */
export function useSubmission(page: ExercisePage): Submission {
  const router = useRouter();
  const [state, setState] = useState<SubmissionState>(() =>
    page.grading ? { kind: "grading", receipt: null, running: false, ahead: 0 } : { kind: "none" },
  );
  const [graded, setGraded] = useState<Graded | null>(() => firstGraded(page));
  const [following, setFollowing] = useState<{ readonly id: string; readonly receipt: Receipt | null } | null>(() =>
    page.grading ? { id: page.grading.submissionId, receipt: null } : null,
  );
  const sending = useRef(false);

  const submit = useCallback(
    (answer: Answer) => {
      if (sending.current) return;
      sending.current = true;
      setState({ kind: "sending" });
      const at = { course: page.course.slug, exercise: page.exercise.slug };
      const given = answer as Parameters<typeof submitAction>[0]["answer"];
      const done = () => {
        sending.current = false;
      };
      if (page.mode === "preview") {
        void sendPreview({ ...at, answer: given, variantSeed: page.variantSeed }).then((result) => {
          done();
          if ("report" in result) {
            setGraded({ submissionId: null, number: null, report: result.report, final: true });
            setState({ kind: "none" });
            announce(reportSentence(result.report));
          } else setState(result);
        });
        return;
      }
      void send({ ...at, answer: given, clientToken: crypto.randomUUID() }).then((result) => {
        done();
        if (result.kind === "refused") {
          setState(result);
          announce(result.message);
          return;
        }
        announce(`Received. Attempt ${result.receipt.attempt}.`);
        setState({ kind: "grading", receipt: result.receipt, running: false, ahead: result.receipt.ahead });
        setFollowing({ id: result.receipt.submissionId, receipt: result.receipt });
      });
    },
    [page.course.slug, page.exercise.slug, page.mode, page.variantSeed],
  );

  useEffect(() => {
    if (!following) return;
    const { id, receipt } = following;
    const source = new EventSource(`/api/submissions/${encodeURIComponent(id)}/events`);
    let again: ReturnType<typeof setTimeout> | undefined;
    // The browser reconnects after a lost connection, but not after a refusal (busy, or the course does not answer).
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED)
        again = setTimeout(() => setFollowing({ id, receipt }), RECONNECT_AFTER_MS);
    };
    const number = receipt?.attempt ?? null;
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as SubmissionEvent;
      if (event.type === "status" && event.submissionId === id) {
        if (event.state === "dead") {
          setState({ kind: "dead", receipt });
          source.close();
        } else if (event.state !== "finished")
          setState({ kind: "grading", receipt, running: event.state === "running", ahead: event.ahead });
      }
      if (event.type === "progress" && event.submissionId === id)
        setGraded({ submissionId: id, number, report: event.report, final: false });
      if (event.type === "report" && event.submissionId === id) {
        setGraded({ submissionId: id, number, report: event.report, final: true });
        setState({ kind: "done", receipt });
        announce(reportSentence(event.report));
        source.close();
        router.refresh();
      }
    };
    return () => {
      clearTimeout(again);
      source.close();
    };
  }, [following, router]);

  const refuse = useCallback((message: string) => {
    setState({ kind: "refused", message, reasons: [] });
    announce(message);
  }, []);
  return { state, graded, submit, refuse };
}

const RECONNECT_AFTER_MS = 3000;

type Sent = { readonly kind: "received"; readonly receipt: Receipt } | Extract<SubmissionState, { kind: "refused" }>;

const unreachableSentence =
  "The course could not be reached, and nothing was recorded. Your draft is safe in this browser; submit again when the connection is back.";

/** Tries again with the same token while the network gives no answer, so that one press is one attempt at most. */
async function send(input: Parameters<typeof submitAction>[0], tries = 3): Promise<Sent> {
  for (let attempt = 1; ; attempt++) {
    const answered = await submitAction(input).catch(() => null);
    if (answered?.ok) return { kind: "received", receipt: answered.value };
    if (answered) return refused(answered.error);
    if (attempt >= tries) return { kind: "refused", message: unreachableSentence, reasons: [] };
    await new Promise((resolve) => setTimeout(resolve, 700 * attempt));
  }
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

/** "6 of 12 points. 3 of 5 checks hold. First: …": what the live region says. */
export function reportSentence(report: StudentReport): string {
  const checks = report.parts.flatMap((part) => part.checks);
  const held = checks.filter((check) => check.verdict === "correct").length;
  const first = checks.find((check) => check.verdict === "incorrect" || check.verdict === "partial");
  return `${report.points} of ${report.outOf} points. ${held} of ${checks.length} checks hold.${first ? ` First: ${first.title}.` : ""}`;
}
