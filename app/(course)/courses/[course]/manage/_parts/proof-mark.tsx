import { Verdict } from "#app/_components/base/verdict.tsx";
import type { ProofState } from "#lib/platform/services/index.ts";

/** Whether the grader of these very files is proved by this engine, and if not, which part of the proof is not. */
export function ProofMark({ proof }: { proof: ProofState }) {
  const proved = proof.state === "proved";
  return (
    <span className="inline-flex items-center gap-2">
      <Verdict state={proved ? "correct" : "not-run"} size={13} label="" />
      <span className={proved ? undefined : "text-ink-3"}>{words(proof)}</span>
    </span>
  );
}

function words(proof: ProofState): string {
  if (proof.state === "proved") return "proved";
  if (proof.because === "no-proof") return "not yet proved";
  if (proof.stands.training) return "proved by another engine; training margins stand";
  if (proof.stands.findings) return "training margins by another engine";
  return "proved by another engine";
}
