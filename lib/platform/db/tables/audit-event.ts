import type { Tx } from "../client.ts";

export type AuditEvent = {
  /** The course's id, or null for what belongs to none. */
  readonly courseId: string | null;
  readonly actorId: string | null;
  /** `submission.receive`, `override.set` … */
  readonly action: string;
  /** `submission:<id>` … */
  readonly subject: string;
  readonly detail: unknown;
};

/** Appends to the chain of the course. It holds the chain's lock until the transaction ends: call it last. */
export async function appendAudit(tx: Tx, event: AuditEvent): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO audit_event (chain, position, actor_id, action, subject, detail, hash)
    VALUES (${event.courseId ?? "platform"}, 0, ${event.actorId}, ${event.action}, ${event.subject},
      ${JSON.stringify(event.detail)}::jsonb, '')`;
}
