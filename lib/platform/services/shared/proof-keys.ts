import { z } from "zod";

/** What a proof has to say about itself to be kept: which files it is of, and which engine found and measured what it says. */
export const proofKeys = z.looseObject({
  exercise: z.string(),
  findings: z.looseObject({ engine: z.string() }),
  training: z.looseObject({ run: z.string() }),
});
