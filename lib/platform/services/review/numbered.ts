import type { HandedIn } from "../shared/handed-in.ts";
import type { PersonWork } from "./course-work.ts";

/** Numbers the answers of each exercise in the order in which they came, so that they can be named without a person. */
export function numbered(all: readonly PersonWork[]): (handed: HandedIn) => number {
  const numbers = new Map<string, number>();
  for (const id of new Set(all.map(({ exercise }) => exercise.id))) {
    const handed = all.filter(({ exercise }) => exercise.id === id).flatMap(({ work }) => work.attempts);
    handed.sort((a, b) => a.row.receivedAt.getTime() - b.row.receivedAt.getTime());
    for (const [i, { row }] of handed.entries()) numbers.set(row.id, i + 1);
  }
  return ({ row }) => numbers.get(row.id) ?? 0;
}
