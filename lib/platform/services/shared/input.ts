import { z } from "zod";
import type { Answer } from "#lib/core/answer.ts";

/** Ids as exercises write them. */
export const id = z.string().regex(/^[\w-]{1,80}$/);

/** Text that the database can hold: well-formed Unicode without the character NUL. */
export const text = (most: number) =>
  z
    .string()
    .max(most, `it is longer than ${most.toLocaleString("en")} characters; shorten it`)
    .refine(
      (typed) => typed.isWellFormed() && !typed.includes("\0"),
      "it holds a character that cannot be stored; take it out",
    );

/** What a course or a problem set is called. */
export const title = z
  .string()
  .transform((typed) => typed.trim())
  .pipe(text(80));

export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/);

export const courseOnly = z.object({ course: slug });

export const place = z.object({ course: slug, exercise: slug });

export const assessmentOnly = z.object({ course: slug, assessment: slug });

export const submissionOnly = z.object({ submissionId: z.uuid() });

const typed = text(400);

/** What may be handed in, with room to spare and an end: 200 kB of code, 20,000 characters of prose. */
export const answer: z.ZodType<Answer> = z
  .record(
    id,
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("code"), source: text(200_000) }),
      z.strictObject({ kind: z.literal("worksheet"), fields: z.record(id, z.array(typed).max(400)) }),
      z.strictObject({ kind: z.literal("derivation"), lines: z.record(id, text(4000)) }),
      z.strictObject({ kind: z.literal("choice"), chosen: z.array(id).max(40) }),
      z.strictObject({ kind: z.literal("text"), text: text(20_000) }),
    ]),
  )
  .refine((parts) => Object.keys(parts).length <= 40, "at most 40 parts");
