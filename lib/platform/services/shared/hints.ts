import type { Exercise } from "#lib/grading/exercise/index.ts";
import type { HintOpeningRow } from "#lib/platform/db/index.ts";
import type { HintView } from "../views.ts";

/** Hints per part; the text only of those that were opened. */
export function hintViews(
  exercise: Exercise,
  openings: readonly HintOpeningRow[],
): { readonly [partId: string]: readonly HintView[] } {
  const isOpen = (partId: string, index: number) =>
    openings.some((opening) => opening.partId === partId && opening.hintIndex === index);
  const views = exercise.spec.parts.map(
    ({ id, hints }) =>
      [id, hints.map(({ text, cost }, index) => ({ index, cost, text: isOpen(id, index) ? text : null }))] as const,
  );
  return Object.fromEntries(views);
}
