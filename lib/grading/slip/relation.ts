import type { TensorValue } from "#lib/core/value.ts";

/** A pair seen on one case: what the answer gave, what it was compared with, and the number of examples if there is one. */
export type Seen = { readonly yours: TensorValue; readonly other: TensorValue; readonly m: number | null };

type Row = { readonly id: string; readonly words: string; readonly of: (seen: Seen) => TensorValue | null };

const times = (factor: number, { shape, data }: TensorValue): TensorValue => ({
  shape,
  data: data.map((x) => x * factor),
});

/** What a small slip makes of a tensor, the likelier first. Each row says what `yours` would be if it were this slip. */
export const relations: readonly Row[] = [
  { id: "sign", words: "opposite sign", of: ({ other }) => times(-1, other) },
  { id: "times-2", words: "twice as large", of: ({ other }) => times(2, other) },
  { id: "half", words: "half as large", of: ({ other }) => times(0.5, other) },
  { id: "times-m", words: "m times as large", of: ({ other, m }) => (m === null ? null : times(m, other)) },
  { id: "over-m", words: "1/m of it", of: ({ other, m }) => (m === null ? null : times(1 / m, other)) },
  { id: "transposed", words: "turned on its side", of: ({ other }) => transpose(other) },
  { id: "zero", words: "zero everywhere", of: ({ other }) => times(0, other) },
];

const RTOL = 1e-6;
const NOTHING = 1e-9;

/** The one relation that holds for a tensor on every case where the two differ, in words; null where none does. */
export function relationOf(seen: readonly Seen[]): string | null {
  const telling = seen.filter(({ other }) => largestOf(other) > NOTHING);
  if (telling.length === 0) return null;
  return relations.find(({ of }) => telling.every((one) => explains(of(one), one)))?.words ?? null;
}

function explains(would: TensorValue | null, { yours, other }: Seen): boolean {
  if (would === null || would.shape.join() !== yours.shape.join()) return false;
  const within = NOTHING * largestOf(other);
  return yours.data.every((x, i) => {
    const expected = would.data[i] as number;
    return Math.abs(x - expected) <= within + RTOL * Math.abs(expected);
  });
}

const largestOf = ({ data }: TensorValue): number => data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

function transpose({ shape, data }: TensorValue): TensorValue {
  const [rows = 1, columns = 1] = shape;
  if (shape.length !== 2) return { shape, data };
  const turned = new Float64Array(data.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) turned[j * rows + i] = data[i * columns + j] as number;
  return { shape: [columns, rows], data: turned };
}
