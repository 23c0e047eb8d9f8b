import type { TensorValue } from "#lib/core/value.ts";
import { allClose, largestOf, sameShape, transpose } from "../tensor-values.ts";

/** A pair seen on one case: what the answer gave, what it was compared with, and the number of examples if there is one. */
export type Seen = { readonly yours: TensorValue; readonly other: TensorValue; readonly m: number | null };

type Row = { readonly id: string; readonly words: string; readonly of: (seen: Seen) => TensorValue | null };

const times = (factor: number, tensor: TensorValue): TensorValue => ({
  shape: tensor.shape,
  data: tensor.data.map((x) => x * factor),
});

/** Simple relations, the likelier first. Each says what `yours` would be if it held. */
const ROWS: readonly Row[] = [
  { id: "sign", words: "opposite sign", of: ({ other }) => times(-1, other) },
  { id: "times-2", words: "twice as large", of: ({ other }) => times(2, other) },
  { id: "half", words: "half as large", of: ({ other }) => times(0.5, other) },
  { id: "times-m", words: "m times as large", of: ({ other, m }) => (m === null ? null : times(m, other)) },
  { id: "over-m", words: "1/m of it", of: ({ other, m }) => (m === null ? null : times(1 / m, other)) },
  { id: "transposed", words: "turned on its side", of: ({ other }) => transpose(other) },
  { id: "zero", words: "zero everywhere", of: ({ other }) => times(0, other) },
];

/** The one relation that holds for a tensor on every case where the two differ, in words; null where none does. */
export function relationOf(seen: readonly Seen[]): string | null {
  const telling = seen.filter(({ other }) => largestOf(other) > 1e-9);
  if (telling.length === 0) return null;
  const row = ROWS.find(({ of }) =>
    telling.every((one) => {
      const would = of(one);
      return (
        would !== null &&
        sameShape(would.shape, one.yours.shape) &&
        allClose(one.yours, would, { rtol: 1e-6, atol: 1e-9 * largestOf(one.other) })
      );
    }),
  );
  return row?.words ?? null;
}
