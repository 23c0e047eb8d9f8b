import type { OverrideRow } from "#lib/platform/db/index.ts";
import { ofWords } from "../shared/say.ts";

/** "The assistant has set this check to 1 of 2: The slope is named.", for whoever did not know of it. */
export function standingWords(
  { createdById, points, reason }: Pick<OverrideRow, "createdById" | "points" | "reason">,
  outOf: number,
  names: ReadonlyMap<string, string>,
): string {
  const by = names.get(createdById) ?? "Someone who has left";
  const ended = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  return `${by} has set this check to ${ofWords(points, outOf)} meanwhile: “${ended}”`;
}
