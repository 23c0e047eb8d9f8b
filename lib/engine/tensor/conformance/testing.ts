import { readFileSync } from "node:fs";
import type { TensorValue } from "#lib/core/value.ts";

type Word = number | "nan" | "inf" | "-inf";
type Written = { readonly shape: readonly number[]; readonly data: readonly Word[] };
type Raw = {
  readonly op: string;
  readonly inputs: readonly (Word | Written | { readonly list: readonly Written[] })[];
  readonly attributes: { readonly [name: string]: number | readonly number[] };
  readonly expected: Written | boolean;
  readonly exact?: boolean;
};

/** A call of `nd` with NumPy's result; a list operand comes as `inputs` with `list` set. */
export type Case = {
  readonly title: string;
  readonly op: string;
  readonly list: boolean;
  readonly inputs: readonly (TensorValue | number)[];
  readonly attributes: Raw["attributes"];
  readonly expected: TensorValue | boolean;
  /** Every bit counts, that of the sign of a zero too. */
  readonly exact: boolean;
};

const words = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY, "-inf": Number.NEGATIVE_INFINITY };
const number = (w: Word): number => (typeof w === "number" ? w : words[w]);
const tensor = (t: Written): TensorValue => ({ shape: t.shape, data: Float64Array.from(t.data, number) });

/** The cases of cases.json, made by make-cases.py. */
export function readCases(): readonly Case[] {
  const raw = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8")) as readonly Raw[];
  return raw.map((c, i) => {
    const [first] = c.inputs;
    const listed = typeof first === "object" && "list" in first ? first.list : null;
    const inputs = listed
      ? listed.map(tensor)
      : c.inputs.map((x) => (typeof x === "object" ? ("list" in x ? Number.NaN : tensor(x)) : number(x)));
    const shapes = inputs.map((x) => (typeof x === "number" ? `${x}` : `[${x.shape}]`)).join(" ");
    const attributes = Object.entries(c.attributes)
      .map(([k, v]) => `${k}=${v}`)
      .join(" ");
    return {
      title: `${i}: ${c.op} ${shapes} ${attributes}`.trim(),
      op: c.op,
      list: listed !== null,
      inputs,
      attributes: c.attributes,
      exact: c.exact ?? false,
      expected: typeof c.expected === "boolean" ? c.expected : tensor(c.expected),
    };
  });
}

const signed = (x: number) => (Object.is(x, -0) ? "-0" : `${x}`);

/** The first place where a result is not NumPy's to within rtol (or, where asked for, to the bit), or null. NaN equals NaN here. */
export function difference(got: TensorValue, expected: TensorValue, exact = false, rtol = 1e-13): string | null {
  if (`${got.shape}` !== `${expected.shape}`) return `shape [${got.shape}], expected [${expected.shape}]`;
  // sums of products round in another order than NumPy's: measured against the largest element
  const scale = Math.max(...expected.data.filter(Number.isFinite).map(Math.abs), 0);
  for (const [i, y] of expected.data.entries()) {
    const x = got.data[i] ?? Number.NaN;
    if (Object.is(x, y) || (x === y && !exact)) continue;
    if (exact || !(Math.abs(x - y) <= rtol * Math.max(Math.abs(y), scale)))
      return `element ${i} is ${signed(x)}, expected ${signed(y)}`;
  }
  return null;
}
