"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { JobState, SubmissionEvent } from "#lib/platform/services/index.ts";

const words: { readonly [state in JobState]: string } = {
  queued: "In line, usually under a second.",
  running: "Grading. Checks appear as they finish; training takes longest.",
  finished: "Graded.",
  dead: "The grading could not be finished. This costs no attempt.",
};

/** Follows a submission while it is graded, and loads the report when there is one. */
export function Waiting({ submissionId, state }: { submissionId: string; state: JobState }) {
  const router = useRouter();
  const [now, setNow] = useState(state);
  useEffect(() => {
    const stream = new EventSource(`/api/submissions/${submissionId}/events`);
    stream.onmessage = ({ data }) => {
      const event = JSON.parse(data) as SubmissionEvent;
      if (event.type === "status") setNow(event.state);
      if (event.type === "progress" || event.type === "report") router.refresh();
      if (event.type === "report") stream.close();
    };
    return () => stream.close();
  }, [submissionId, router]);
  return (
    <p role="status" className="mt-4 text-ink-2">
      {words[now]}
    </p>
  );
}
