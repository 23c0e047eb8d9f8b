import { createHmac } from "node:crypto";
import { DRAWS } from "#lib/grading/grader/index.ts";

/** The install's own secret, from which hidden seeds are made. */
export function serverKey(): string {
  const key = process.env.NABLAB_SERVER_KEY;
  if (!key || key.length < 16) throw new Error("NABLAB_SERVER_KEY needs at least 16 characters");
  return key;
}

const keyed = (text: string): Buffer => createHmac("sha256", serverKey()).update(text).digest();

/**
 * Decides what a submission's hidden cases are: one of a few draws, so that the solution's results of each are made once. Neither the
 * draws nor which of them a submission has can be known without the server's key.
 */
export const hiddenSeed = (submissionId: string): string =>
  keyed(`draw ${keyed(submissionId).readUInt32BE() % DRAWS}`).toString("hex");
