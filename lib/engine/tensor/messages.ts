import * as K from "#lib/engine/kernel/index.ts";
import { shapeText } from "./shape.ts";

/** What the kernel's frame says of a call that was not carried out. */
export type Complaint = {
  readonly status: number;
  readonly op: string;
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly number: number;
  /** For an argument that is of no use: its name, and whether it must be whole. */
  readonly argument?: { readonly name: string; readonly whole: boolean };
};

type Row = {
  readonly name: "ShapeError" | "TypeError" | "RangeError" | "Error";
  readonly text: (c: Complaint) => string;
};

const shapes = (c: Complaint) => `A is ${shapeText(c.a)}, B is ${shapeText(c.b)}`;
/** A tensor of one entry may stand beside a sign like a number, and gives one. */
const numberWords = ({ a, b }: Complaint): string =>
  a.length > 0 && b.length > 0
    ? ""
    : `; 0-D is a number: a product with one is mul(a, b), and signs such as - and * give numbers, where sub(a, b) and mul(a, b) give tensors`;
const ordinal = (n: number) => ["first", "second", "third", "fourth"][n] ?? `${n + 1}th`;

/** What an operation asks of its arguments beyond their kind. */
const ranges: { readonly [op: string]: string } = {
  zeros: "lengths must not be negative",
  ones: "lengths must not be negative",
  full: "lengths must not be negative",
  eye: "lengths must not be negative",
  linspace: "num must not be negative",
  arange: "step must lead from start to stop",
  normal: "scale must not be negative",
  uniform: "lengths must not be negative",
  integers: "high must be above low",
  round: "decimals must lie between -22 and 22",
  permutation: "the number must be whole and not negative",
};

function argumentText(c: Complaint): string {
  if (c.argument && Number.isNaN(c.number))
    return `${c.op}: ${c.argument.name} must be a ${c.argument.whole ? "whole " : ""}number`;
  if (c.argument) return `${c.op}: ${c.argument.name} must be a whole number, ${c.number} given`;
  if (c.op === "get" || c.op === "set") {
    return `${c.op} needs one index per axis: the tensor is ${shapeText(c.a)}, ${c.number} given`;
  }
  return `${c.op}: ${ranges[c.op] ?? "an argument is out of range"}${Number.isNaN(c.number) ? "" : `, ${c.number} given`}`;
}

/** One sentence per status, in the words of `nd`: what was asked, what was seen. */
const rows: { readonly [status: number]: Row } = {
  [K.E_BROADCAST]: { name: "ShapeError", text: (c) => `${c.op} needs shapes that broadcast: ${shapes(c)}` },
  [K.E_INNER]: { name: "ShapeError", text: (c) => `${c.op} needs the inner sizes to agree: ${shapes(c)}` },
  [K.E_NDIM]: {
    name: "ShapeError",
    text: (c) =>
      c.op === "matmul" || c.op === "outer"
        ? `${c.op} needs tensors with 1 to 3 axes: ${shapes(c)}${numberWords(c)}`
        : c.op === "dot" && c.a.length > 1
          ? `dot does not multiply matrix by matrix, matmul does: ${shapes(c)}`
          : `${c.op}: tensors have at most ${K.AXES} axes here`,
  },
  [K.E_OPERAND]: {
    name: "TypeError",
    text: (c) =>
      `${c.op} takes tensors, numbers or nested lists of numbers; the ${ordinal(c.number)} argument is none of these`,
  },
  [K.E_AXIS]: {
    name: "RangeError",
    text: (c) => `${c.op}: there is no axis ${c.number} in a tensor of shape ${shapeText(c.a)}`,
  },
  [K.E_INDEX]: {
    name: "RangeError",
    text: (c) => `${c.op}: index ${c.number} lies outside a tensor of shape ${shapeText(c.a)}`,
  },
  [K.E_RESHAPE]: {
    name: "ShapeError",
    text: (c) => `reshape must keep the number of elements: A is ${shapeText(c.a)}, the new shape is ${shapeText(c.b)}`,
  },
  [K.E_FUEL]: { name: "Error", text: () => "the budget of this run is used up" },
  [K.E_BYTES]: { name: "Error", text: () => "the memory for tensors is used up" },
  [K.E_ALLOC]: { name: "Error", text: () => "the memory for tensors is used up" },
  [K.E_RAGGED]: {
    name: "ShapeError",
    text: (c) => `${c.op}: the rows of a nested list must be equally long (see row ${c.number})`,
  },
  [K.E_JOIN]: {
    name: "ShapeError",
    text: (c) =>
      `${c.op}: tensor ${c.number} of the list is ${shapeText(c.b)} and does not fit the first, which is ${shapeText(c.a)}`,
  },
  [K.E_SCALAR]: { name: "ShapeError", text: (c) => `${c.op} needs a tensor of one element: A is ${shapeText(c.a)}` },
  [K.E_ARGUMENT]: { name: "TypeError", text: argumentText },
  [K.E_LIST]: { name: "RangeError", text: (c) => `${c.op} takes a list of 1 to ${K.LIST_MAX} tensors` },
  [K.E_EMPTY]: { name: "ShapeError", text: (c) => `${c.op} of no elements is not defined: A is ${shapeText(c.a)}` },
  [K.E_OUTPUT]: {
    name: "ShapeError",
    text: (c) => `${c.op} keeps the shape of the tensor that it writes into, and B does not fit into it: ${shapes(c)}`,
  },
  [K.E_AXES]: {
    name: "ShapeError",
    text: (c) => `${c.op} needs every axis once: A is ${shapeText(c.a)}, ${c.number} named`,
  },
  [K.E_SIZE]: { name: "RangeError", text: (c) => `${c.op}: a tensor this large cannot be made` },
};

/** Name and message of the error for a complaint. */
export function explain(c: Complaint): { readonly name: Row["name"]; readonly message: string } {
  const row = rows[c.status];
  if (!row) throw new Error(`the kernel gave status ${c.status} in ${c.op}`);
  return { name: row.name, message: row.text(c) };
}
