import type { Tx } from "../client.ts";

export type HintOpeningRow = {
  readonly partId: string;
  readonly hintIndex: number;
  readonly cost: number;
  readonly openedAt: Date;
  readonly userId: string;
  readonly courseExerciseId: string;
};

export const selectOpenings = (
  tx: Tx,
  where: {
    readonly userId?: string;
    readonly courseExerciseId?: string;
    readonly courseExercise?: { readonly courseId: string };
  },
): Promise<HintOpeningRow[]> => tx.hintOpening.findMany({ where });

/** Opening it again costs nothing and changes nothing. @returns whether it was opened now */
export async function insertOpeningOnce(tx: Tx, row: Omit<HintOpeningRow, "openedAt">): Promise<boolean> {
  const { count } = await tx.hintOpening.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}
