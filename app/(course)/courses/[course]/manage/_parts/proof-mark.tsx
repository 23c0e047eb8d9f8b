import { Verdict } from "#app/_components/base/verdict.tsx";
import type { ProofState } from "#lib/platform/services/index.ts";

const reasons = {
  "no-proof": "not yet proved",
  "other-content": "not yet proved: the files have changed since",
  "other-engine": "not yet proved: by another engine",
} as const;

/** Whether the grader of these very files is proved by this engine. */
export function ProofMark({ proof }: { proof: ProofState }) {
  const proved = proof.state === "proved";
  return (
    <span className="inline-flex items-center gap-2">
      <Verdict state={proved ? "correct" : "not-run"} size={13} label="" />
      <span className={proved ? undefined : "text-ink-3"}>{proved ? "proved" : reasons[proof.because]}</span>
    </span>
  );
}
