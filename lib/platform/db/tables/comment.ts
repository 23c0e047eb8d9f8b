import type { Tx } from "../client.ts";

export type CommentRow = {
  readonly id: string;
  readonly partId: string | null;
  readonly quote: string | null;
  readonly body: string;
  readonly authorId: string;
  readonly createdAt: Date;
};

/** Oldest first. */
export const selectComments = (tx: Tx, submissionId: string): Promise<CommentRow[]> =>
  tx.comment.findMany({ where: { submissionId }, orderBy: { createdAt: "asc" } });

export const insertComment = (
  tx: Tx,
  row: Omit<CommentRow, "id" | "createdAt"> & { readonly submissionId: string },
): Promise<CommentRow> => tx.comment.create({ data: row });
