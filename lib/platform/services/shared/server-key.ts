import { createHmac } from "node:crypto";

/** The install's own secret, from which hidden seeds are made. */
export function serverKey(): string {
  const key = process.env.NABLAB_SERVER_KEY;
  if (!key || key.length < 16) throw new Error("NABLAB_SERVER_KEY needs at least 16 characters");
  return key;
}

/** Decides what a submission's hidden cases are; no one can know it who has not the server's key. */
export const hiddenSeed = (submissionId: string): string =>
  createHmac("sha256", serverKey()).update(submissionId).digest("hex");
