import type { TensorValue } from "#lib/core/value.ts";

export type Pair = { readonly candidate: TensorValue; readonly reference: TensorValue };

/** candidate = factor · reference, or its transpose, at every point. */
export type Relation = {
  /** `negated`, `doubled`, `halved`, `transposed`, `transposed-negated` …, `scaled` for another constant factor. */
  readonly name: string;
  readonly transposed: boolean;
  readonly factor: number;
};

const named: readonly { readonly factor: number; readonly name: string }[] = [
  { factor: 1, name: "" },
  { factor: -1, name: "negated" },
  { factor: 2, name: "doubled" },
  { factor: 0.5, name: "halved" },
  { factor: -2, name: "doubled-negated" },
  { factor: -0.5, name: "halved-negated" },
];

/** Largest absolute entry. */
export function scaleOf({ data }: TensorValue): number {
  let largest = 0;
  for (const entry of data) largest = Number.isNaN(entry) ? Number.NaN : Math.max(largest, Math.abs(entry));
  return largest;
}

/** The one simple relation that holds at every point, or null. */
export function findRelation(
  pairs: readonly Pair[],
  close: (candidate: TensorValue, reference: TensorValue) => boolean,
): Relation | null {
  for (const transposed of [false, true]) {
    const turned = pairs.map(({ candidate, reference }) => ({
      candidate,
      reference: transposed ? transpose(reference) : reference,
    }));
    const factor = ratio(turned[0]);
    if (factor === null) continue;
    if (!turned.every(({ candidate, reference }) => close(candidate, scaled(reference, factor)))) continue;
    const row = named.find((known) => Math.abs(known.factor - factor) <= 1e-9 * Math.abs(factor));
    const name = [transposed ? "transposed" : "", row ? row.name : "scaled"].filter(Boolean).join("-");
    return { name, transposed, factor: row?.factor ?? factor };
  }
  return null;
}

/** The factor between the entries where the reference is largest; null where there is none. */
function ratio(pair: Pair | undefined): number | null {
  if (!pair || pair.candidate.data.length !== pair.reference.data.length) return null;
  const largest = scaleOf(pair.reference);
  const at = pair.reference.data.findIndex((entry) => Math.abs(entry) === largest);
  const factor = (pair.candidate.data[at] ?? 0) / (pair.reference.data[at] ?? 0);
  return Number.isFinite(factor) && factor !== 0 ? factor : null;
}

const scaled = ({ shape, data }: TensorValue, factor: number): TensorValue => ({
  shape,
  data: data.map((entry) => entry * factor),
});

function transpose({ shape, data }: TensorValue): TensorValue {
  const [rows = 1, columns = 1] = shape;
  const turned = new Float64Array(data.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) turned[j * rows + i] = data[i * columns + j] as number;
  return { shape: [columns, rows], data: turned };
}
