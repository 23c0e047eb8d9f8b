import type { Tx } from "./client.ts";

/** The one channel over which processes tell each other what has changed. Facts are in the tables; this only says "look". */
export const CHANNEL = "nablab_event";

export type ChannelEvent = {
  readonly type: "status" | "progress" | "report" | "notice";
  /** Whom it concerns. */
  readonly userId: string;
  readonly submissionId: string | null;
  readonly noticeId: string | null;
};

/** Sent when the transaction commits, and not at all if it does not. */
export async function notify(
  tx: Tx,
  event: Pick<ChannelEvent, "type" | "userId"> & Partial<Pick<ChannelEvent, "submissionId" | "noticeId">>,
): Promise<void> {
  const told: ChannelEvent = { submissionId: null, noticeId: null, ...event };
  await tx.$queryRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(told)})::text`;
}
