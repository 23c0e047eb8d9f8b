import type { PartAnswer } from "#lib/core/answer.ts";
import type { CellState, PartReport } from "#lib/core/report.ts";
import { parseNumber } from "#lib/grading/exercise/index.ts";

type Fields = { readonly [fieldId: string]: readonly string[] };

/** What the report said of each field's cells; empty where there is no report. */
export function gradedStates(report: PartReport | null): { readonly [fieldId: string]: readonly CellState[] } {
  const found =
    report?.checks.flatMap((check) =>
      check.evidence?.kind === "cells" ? Object.entries(check.evidence.fields) : [],
    ) ?? [];
  return Object.fromEntries(found);
}

/**
 * What to show at a cell: the report's state while the cell still holds what was handed in; else only whether it can be read.
 * `being` typed cells are left alone. `unit` is the field's own: another one is no number of this field.
 */
export function cellState(
  text: string,
  handedIn: string | undefined,
  graded: CellState | undefined,
  being: boolean,
  unit?: string,
): CellState | null {
  if (graded !== undefined && graded !== "empty" && handedIn !== undefined && handedIn === text) return graded;
  if (being || text.trim() === "" || parseNumber(text, unit).ok) return null;
  return "unreadable";
}

/** The first cell of the sheet that cannot be read, in words; null while all can. */
export function firstUnreadable(
  fields: Fields,
  order: readonly { readonly id: string; readonly unit?: string | undefined }[],
  being: string | null,
): { readonly typed: string; readonly message: string } | null {
  for (const { id, unit } of order) {
    for (const [at, text] of (fields[id] ?? []).entries()) {
      if (text.trim() === "" || `${id}:${at}` === being) continue;
      const read = parseNumber(text, unit);
      if (!read.ok) return { typed: text.trim(), message: read.error.message };
    }
  }
  return null;
}

export const fieldsOf = (answer: PartAnswer | null | undefined): Fields =>
  answer?.kind === "worksheet" ? answer.fields : {};

/** "13 of 22 fields right": counted over all lanes. */
export function rightCount(report: PartReport | null): { readonly right: number; readonly of: number } | null {
  const cells = report?.checks.flatMap((check) => (check.evidence?.kind === "cells" ? [check.evidence] : [])) ?? [];
  if (cells.length === 0) return null;
  return { right: cells.reduce((sum, one) => sum + one.right, 0), of: cells.reduce((sum, one) => sum + one.of, 0) };
}
