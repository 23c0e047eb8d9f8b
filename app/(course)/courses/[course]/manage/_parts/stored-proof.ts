import { z } from "zod";

const margin = z.object({ reached: z.number(), of: z.number(), passes: z.number() });
const seen = z.object({
  id: z.string(),
  verdict: z.string(),
  points: z.number().nullable(),
  outOf: z.number(),
  diagnosis: z.string().nullable(),
});
const line = z.object({
  part: z.string(),
  about: z.enum(["solution", "starter", "witnesses", "alternative", "mistake", "guard", "links", "mutant"]),
  what: z.string(),
  detail: z.string().nullable(),
  seen: seen.optional(),
});

/** What a page shows of a proof, as `verify --full` writes it. */
export const storedProof = z.object({
  findings: z.object({ lines: z.array(line) }),
  training: z.object({
    checks: z.record(z.string(), z.object({ solution: margin, mistakes: z.record(z.string(), margin) })),
  }),
});

export type Margin = z.infer<typeof margin>;
export type Seen = z.infer<typeof seen>;
export type Line = z.infer<typeof line>;
export type MarginsOfCheck = { readonly solution: Margin; readonly mistakes: { readonly [id: string]: Margin } };
