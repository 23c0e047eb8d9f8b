import type { PublicPart } from "#lib/grading/exercise/index.ts";

export type Lane = Extract<PublicPart, { kind: "worksheet" }>["lanes"][number];
export type LaneField = Lane["fields"][number];

/**
 * The last value of the lane above, if this backward lane holds an error for each value but that one, in their order: then it ends
 * with the derivative of that value by itself, and each error stands under its own. That an error belongs to a value is known where
 * it is written as the derivative by it, or where there is but one.
 */
export function lastAbove(lane: Lane, above: Lane | undefined): LaneField | undefined {
  if (lane.direction !== "backward" || above?.fields.length !== lane.fields.length + 1) return undefined;
  const own = lane.fields.every(({ tex }, at) => tex.endsWith(above.fields[at]?.tex ?? "?"));
  return own || lane.fields.length === 1 ? above.fields.at(-1) : undefined;
}
