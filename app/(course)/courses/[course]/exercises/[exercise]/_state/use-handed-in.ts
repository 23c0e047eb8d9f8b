"use client";
import { useEffect, useState } from "react";
import type { Answer } from "#lib/core/answer.ts";
import { attemptAnswerAction } from "../actions.ts";

/** The answer that the newest report is about: what was just submitted, or what the course has of that attempt. */
export function useHandedIn(submissionId: string | null, justSent: Answer | null): Answer | null {
  const [kept, setKept] = useState<{ readonly id: string; readonly answer: Answer } | null>(null);
  useEffect(() => {
    if (submissionId === null || justSent) return;
    let gone = false;
    attemptAnswerAction(submissionId).then(
      (answer) => {
        if (!gone && answer) setKept({ id: submissionId, answer });
      },
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [submissionId, justSent]);
  return justSent ?? (kept?.id === submissionId ? kept.answer : null);
}
