import type { TensorValue } from "#lib/core/value.ts";
import type { Fields } from "../tensor-values.ts";
import type { Fingerprint } from "./probes.ts";

/** Of which source: an exercise version, a part, and a file in it. */
export type PrintsOf = { readonly exercise: string; readonly part: string; readonly file: string };

/**
 * Keeps what the slips of a source compute from one process to the next. What is kept belongs to one engine; the store sees to that.
 * Neither function rejects for a reason that a grading would have to wait for.
 */
export type PrintStore = {
  readonly read: (of: PrintsOf) => Promise<Uint8Array | null>;
  readonly write: (of: PrintsOf, kept: Uint8Array) => Promise<void>;
};

let store: PrintStore | null = null;

/** Where this process keeps them; null for nowhere. */
export function keepPrintsIn(place: PrintStore | null): void {
  store = place;
}

export const printStore = (): PrintStore | null => store;

/** Per mutant what it computes; null for one that is not told apart from the source. */
export type Prints = readonly (Fingerprint | null)[];

type Written = readonly (null | { readonly [fn: string]: readonly (null | { readonly [field: string]: number })[] })[];
type Head = { readonly shapes: readonly (readonly number[])[]; readonly prints: Written };

/** Bytes: the length of the head (u32), the head as JSON, which names tensors by number, and their values (f64), each tensor once. */
export function encodePrints(prints: Prints): Uint8Array {
  const tensors: TensorValue[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (tensor: TensorValue): number => {
    // Object.is tells −0 from 0, join does not.
    const key = `${tensor.shape.join()}:${[...tensor.data].map((x) => (Object.is(x, -0) ? "-0" : x)).join()}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, tensors.length);
    return tensors.push(tensor) - 1;
  };
  const fieldNumbers = (fields: Fields | null) => fields && mapValues(fields, numberOf);
  const written: Written = prints.map((print) => print && mapValues(print, (probes) => probes.map(fieldNumbers)));
  const head: Head = { shapes: tensors.map(({ shape }) => shape), prints: written };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const values = Float64Array.from(tensors.flatMap(({ data }) => [...data]));
  const bytes = new Uint8Array(4 + text.length + values.byteLength);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  bytes.set(new Uint8Array(values.buffer), 4 + text.length);
  return bytes;
}

/** What was encoded, equal tensors being one object; null for bytes that are not of this many mutants or not whole. */
export function decodePrints(bytes: Uint8Array, count: number): Prints | null {
  if (bytes.length < 4) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const rest = bytes.length - 4 - length;
  if (rest < 0) return null;
  const { shapes, prints } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Head;
  const sizes = shapes.map((shape) => shape.reduce((a, b) => a * b, 1));
  if (prints.length !== count || rest !== 8 * sizes.reduce((a, b) => a + b, 0)) return null;
  // A copy, since a Float64Array begins at a multiple of eight; `slice` of a Node Buffer is a window into the whole.
  const values = new Float64Array(new Uint8Array(bytes.subarray(4 + length)).buffer);
  let at = 0;
  const tensors = shapes.map((shape, i): TensorValue => {
    const data = values.subarray(at, at + (sizes[i] ?? 0));
    at += data.length;
    return { shape, data };
  });
  const tensorsOf = (fields: { readonly [field: string]: number } | null) =>
    fields && mapValues(fields, (number) => tensors[number] as TensorValue);
  return prints.map((print) => print && mapValues(print, (probes) => probes.map(tensorsOf)));
}

const mapValues = <A, B>(record: { readonly [key: string]: A }, change: (value: A) => B): { [key: string]: B } =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
