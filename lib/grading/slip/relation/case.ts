import type { TensorValue } from "#lib/core/value.ts";

/** A value of a case that the relations may speak of, under the name that the exercise gives it. */
export type Known = {
  readonly name: string;
  readonly value: TensorValue;
  /** An argument of the call, another field of the same result, or what another function of the solution gives on the case. */
  readonly from: "argument" | "field" | "function";
};

/** One tensor on one case: what the answer gave, what it was compared with, and what else is known there. */
export type RelationCase = {
  readonly yours: TensorValue;
  readonly other: TensorValue;
  readonly sizes: { readonly [size: string]: number };
  readonly known: readonly Known[];
};

/** All cases of one tensor. `atol` is the error that `other` itself may have, as central differences do. */
export type RelationCases = {
  readonly cases: readonly RelationCase[];
  readonly atol: number;
  /** The size that counts examples, if there is one. */
  readonly examples: string | null;
};

/** A relation that holds on every case. */
export type Related = {
  readonly id: string;
  /** To be read after "is" or "as": "m times as large". */
  readonly words: string;
  readonly next: string;
  /** Lesson slug, or null. */
  readonly lesson: string | null;
};

/** One kind of relation: what it finds on all cases together, the likeliest first. */
export type Row = { readonly id: string; readonly of: (all: RelationCases) => readonly Related[] };
