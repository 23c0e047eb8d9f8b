import { z } from "zod";

const STEPS = { up: -1, down: 1 } as const;

export const step = z.enum(["up", "down"]);

/** The order in which the one at `at` stands one place further up or down; the first stays first, and the last last. */
export const oneStep = <T>(all: readonly T[], at: number, to: z.infer<typeof step>): T[] =>
  all.toSpliced(at, 1).toSpliced(Math.max(0, at + STEPS[to]), 0, ...all.slice(at, at + 1));
