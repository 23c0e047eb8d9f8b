import type { Tx } from "../client.ts";
import { notify } from "../notify.ts";

export type NoticeRow = {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly submissionId: string | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
};

/** Newest first. */
export const selectNotices = (tx: Tx, userId: string, courseId: string, take = 50): Promise<NoticeRow[]> =>
  tx.notice.findMany({ where: { userId, courseId }, orderBy: { createdAt: "desc" }, take });

export const selectOptionalNotice = (tx: Tx, id: string): Promise<(NoticeRow & { readonly userId: string }) | null> =>
  tx.notice.findUnique({ where: { id } });

export const countUnread = (tx: Tx, userId: string, courseId: string): Promise<number> =>
  tx.notice.count({ where: { userId, courseId, readAt: null } });

export async function markRead(tx: Tx, userId: string, courseId: string, ids: readonly string[] | null): Promise<void> {
  const which = ids === null ? {} : { id: { in: [...ids] } };
  await tx.notice.updateMany({ where: { userId, courseId, readAt: null, ...which }, data: { readAt: new Date() } });
}

/** Tells a person something, and the pages that this person has open. */
export async function insertNotice(
  tx: Tx,
  row: {
    readonly userId: string;
    readonly courseId: string;
    readonly submissionId: string | null;
    readonly kind: string;
    readonly text: string;
  },
): Promise<void> {
  const { id } = await tx.notice.create({ data: row, select: { id: true } });
  await notify(tx, { type: "notice", userId: row.userId, submissionId: row.submissionId, noticeId: id });
}
