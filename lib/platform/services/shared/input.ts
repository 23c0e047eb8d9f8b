import { z } from "zod";
import type { Answer } from "#lib/core/answer.ts";

const id = z.string().min(1).max(80);

export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/);

export const courseOnly = z.object({ course: slug });

export const place = z.object({ course: slug, exercise: slug });

export const submissionOnly = z.object({ submissionId: z.uuid() });

const typed = z.string().max(400);

/** What may be handed in, with room to spare and an end: 200 kB of code, 20,000 characters of prose. */
export const answer: z.ZodType<Answer> = z
  .record(
    id,
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("code"), source: z.string().max(200_000) }),
      z.strictObject({ kind: z.literal("worksheet"), fields: z.record(id, z.array(typed).max(400)) }),
      z.strictObject({ kind: z.literal("derivation"), lines: z.record(id, z.string().max(4000)) }),
      z.strictObject({ kind: z.literal("choice"), chosen: z.array(id).max(40) }),
      z.strictObject({ kind: z.literal("text"), text: z.string().max(20_000) }),
    ]),
  )
  .refine((parts) => Object.keys(parts).length <= 40, "at most 40 parts");
