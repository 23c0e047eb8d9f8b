import type { SourcePlace } from "./runner.ts";

/** A tensor of the traced case. An entry that is not a finite number is null. */
export type TraceValue = { readonly shape: readonly number[]; readonly data: readonly (number | null)[] };

/** What an operation took: the output of an earlier step, an argument of the call (`p.W1`), a plain number, or a constant. */
export type TraceOperand =
  | { readonly step: number }
  | { readonly argument: string; readonly value: TraceValue }
  | { readonly scalar: number }
  | { readonly constant: TraceValue };

/** What a value of the backward pass was recognised as. */
export type TraceMatch = {
  readonly state: "right" | "off";
  /** The quantity that it was compared with, as TeX: `\partial L/\partial Z_1`. */
  readonly of: string;
  /** The true gradient of the answer's own loss with respect to that quantity; of a slope (`\partial A_1/\partial Z_1`) or a value, that. */
  readonly truth: TraceValue;
  /** How it differs, in words: "m times as large", "turned on its side"; of a right one the factor that it carries along; null where there is none. */
  readonly relation: string | null;
};

/** One operation of the answer on the traced case, in the order in which it was carried out. */
export type TraceStep = {
  readonly pass: "forward" | "backward";
  /** By nd's name: `matmul`, `multiply`. */
  readonly op: string;
  /** What the answer calls the result (`dZ1`), or null where it has no name. */
  readonly name: string | null;
  readonly at: SourcePlace | null;
  readonly inputs: readonly TraceOperand[];
  readonly output: TraceValue;
  /** Of a forward step: the true gradient of the answer's own loss with respect to its output; null where it is not known. */
  readonly gradient: TraceValue | null;
  /** Of a backward step: what its output is; null where it is no gradient of a known quantity. */
  readonly match: TraceMatch | null;
};

/** A link of the chain from the loss back to the parameters, as the report shows it. */
export type ChainLink = {
  /** The quantity, as TeX. */
  readonly tex: string;
  /** Index of the step that computes it, or null where only a returned value could be compared. */
  readonly step: number | null;
  readonly at: SourcePlace | null;
  readonly state: "right" | "first-off" | "after";
  /** Of the first that is off: its line does the same rightly elsewhere, so that what it was given is at fault, and not the line. */
  readonly given?: boolean;
  readonly relation: string | null;
};

/** The answer's passes on the smallest case on which its gradient is not the derivative of its loss. */
export type Trace = {
  readonly sizes: { readonly [size: string]: number };
  readonly loss: number | null;
  readonly steps: readonly TraceStep[];
  readonly chain: readonly ChainLink[];
  /** Index in `steps` of the first that is off, or null. */
  readonly firstOff: number | null;
  /** Why less is shown (a backward pass of plain loops, …), in words for the student; else null. */
  readonly note: string | null;
};
