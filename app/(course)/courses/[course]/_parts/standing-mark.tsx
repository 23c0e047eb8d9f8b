import { Verdict, type VerdictState, verdictWords } from "#app/_components/base/verdict.tsx";
import type { Standing } from "#lib/platform/services/index.ts";

export const stateOf = (standing: Pick<Standing, "verdict" | "grading">): VerdictState =>
  standing.grading ? "running" : (standing.verdict ?? "not-run");

/** One exercise as a shape; readers hear its name and how it stands. */
export function StandingMark({ standing, size = 16 }: { standing: Standing; size?: 13 | 16 }) {
  const state = stateOf(standing);
  return (
    <Verdict
      state={state}
      size={size}
      label={`${standing.title}: ${state === "not-run" ? "not yet" : verdictWords(state)}`}
    />
  );
}
