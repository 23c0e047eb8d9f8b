import type { TensorValue } from "#lib/core/value.ts";
import { type SlipRow, slips } from "../../slip/index.ts";
import { isClose, sameShape, shapedAs } from "../tensor-values.ts";
import {
  type Compared,
  changedPlaces,
  type Explanation,
  fitsBefore,
  isAsked,
  type KnownSlip,
  keyOf,
  wrongPlaces,
} from "./explain.ts";
import { agrees, type PlaceOf } from "./places.ts";

/** What a second slip makes of all entries of a tensor, and the rows that make it. */
type Second = { readonly rows: readonly string[]; readonly of: (x: TensorValue, m: number) => TensorValue };

const times =
  (factor: (m: number) => number) =>
  ({ shape, data }: TensorValue, m: number): TensorValue => ({
    shape,
    data: data.map((x) => x * factor(m)),
  });

const SECONDS: readonly Second[] = [
  { rows: ["target-exchanged", "difference-exchanged", "minus-left-out", "minus-extra"], of: times(() => -1) },
  { rows: ["mean-left-out", "sum-for-mean"], of: times((m) => m) },
  { rows: ["mean-twice"], of: times((m) => 1 / m) },
  { rows: ["two-extra", "half-left-out", "statement-twice"], of: times(() => 2) },
  { rows: ["half-extra", "two-left-out"], of: times(() => 0.5) },
  { rows: ["output-transposed", "product-transposed"], of: transpose },
];

/** Relative only, so that small numbers count as much as large ones. */
const SAME = { rtol: 1e-6, atol: 1e-12 };

/**
 * Two slips of which one multiplies what the other leaves by −1, 2, ½, m or 1/m, or turns it on its side. Every field that is off is
 * the first slip's alone, or the first slip's so changed; the change is the same everywhere and is seen in a field that is asked for.
 * `lengths` has the number of examples on each probe.
 */
export function explainScaled(
  compared: Compared,
  known: readonly KnownSlip[],
  fn: string,
  fields: readonly string[] | undefined,
  lengths: readonly number[],
): readonly Explanation[] | null {
  const wrong = wrongPlaces(compared, fn);
  if (!wrong.some(({ field }) => isAsked(field, fields))) return null;
  const off = new Set(wrong.map(keyOf));
  const firsts = known.filter(
    (one) =>
      fitsBefore(compared, one, fn) &&
      changedPlaces(compared, one, fn).length > 0 &&
      changedPlaces(compared, one, fn).every((place) => off.has(keyOf(place))),
  );
  for (const second of SECONDS) {
    const rows = second.rows.flatMap((id) =>
      slips.filter((one) => one.id === id && known.some(({ slip }) => slip === one)),
    );
    const matched = firsts.filter((one) => {
      const left = wrong.filter((place) => !agrees(compared.answer, one.print, fn, place));
      return (
        left.some(({ field }) => isAsked(field, fields)) &&
        left.every((place) => isSo(compared, one, fn, place, second, lengths))
      );
    });
    const [first] = matched;
    if (first === undefined || rows.length === 0) continue;
    return [matched, rows.map((slip: SlipRow): KnownSlip => ({ slip, code: first.code, print: first.print }))];
  }
  return null;
}

function isSo(
  { answer }: Compared,
  { print }: KnownSlip,
  fn: string,
  { probe, field }: PlaceOf,
  second: Second,
  lengths: readonly number[],
): boolean {
  const yours = answer[fn]?.[probe]?.[field];
  const theirs = print[fn]?.[probe]?.[field];
  const m = lengths[probe];
  if (yours === undefined || theirs === undefined || m === undefined) return false;
  const would = second.of(theirs, m);
  const own = shapedAs(yours, would.shape);
  if (!sameShape(own.shape, would.shape) || own.data.every(Number.isInteger)) return false;
  return own.data.every((x, i) => isClose(x, would.data[i] as number, SAME));
}

function transpose({ shape, data }: TensorValue): TensorValue {
  const [rows = 1, columns = 1] = shape;
  if (shape.length !== 2) return { shape, data };
  return {
    shape: [columns, rows],
    data: Float64Array.from(
      { length: data.length },
      (_, at) => data[(at % rows) * columns + Math.floor(at / rows)] as number,
    ),
  };
}
