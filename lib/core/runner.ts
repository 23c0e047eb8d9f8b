import type { TensorValue, Value } from "./value.ts";

/**
 * Where a run takes place. `guest` is for student code and never holds anything that a student may not know;
 * `trusted` is for what authors wrote (solutions, mistakes, variants, field functions). Each has memory of its own.
 */
export type Place = "guest" | "trusted";

/** Deterministic limits of one run; the verdict depends on nothing else. */
export type Budget = {
  /** Interpreter polls (one per 10,000 jumps or calls) plus kernel work (elements; n·k·m for matmul) scaled to the same unit. */
  readonly fuel: number;
  /** Bytes of live tensors, besides the interpreter's own bounded memory. */
  readonly tensorBytes: number;
};

/**
 * What a call gives back, read by the host with tag checks only. `tensor` accepts a tensor, a number or nested arrays
 * (made a tensor by the harness); `any` accepts numbers, booleans, short strings, null, tensors and lists and records of these.
 * A missing field or another type ends the run as `malformed`, naming the path (`backward(...).dW1`).
 */
export type Returns =
  | "tensor"
  | "number"
  | "boolean"
  | "string"
  | "any"
  | "nothing"
  | { readonly fields: { readonly [key: string]: Returns }; readonly optional?: readonly string[] }
  | { readonly list: Returns };

/** An argument: a value, or the result of an earlier call of the same run (`{ resultOf: 0, path: ["params"] }`). */
export type Argument = Value | { readonly resultOf: number; readonly path?: readonly string[] };

export type Call = {
  /** Name of an export of the last file. */
  readonly fn: string;
  readonly args: readonly Argument[];
  readonly returns: Returns;
  /** Names of top-level functions whose entries are counted during this call. */
  readonly count?: readonly string[];
  /** Record kernel operations during this call as a tape (see `TapeEntry`). Tensor arguments become its leaves. */
  readonly tape?: boolean;
  /** With `tape`: keep what each operation gave, where it stands in the last file and what that file calls it (`Tape.trace`). */
  readonly trace?: boolean;
};

export type RunRequest = {
  readonly place: Place;
  /** ES modules in TypeScript, types stripped inside. Later files may import earlier ones as `./name.ts`; the last is the entry. */
  readonly files: readonly { readonly name: string; readonly source: string }[];
  readonly calls: readonly Call[];
  readonly budget: Budget;
  /** Seeds `nd.random` and `Math.random`. */
  readonly seed: number;
};

/** One recorded kernel operation. Ids number tensors in order of appearance; a plain number operand is `{ scalar }`. */
export type TapeEntry = {
  readonly op: string;
  readonly inputs: readonly (number | { readonly scalar: number })[];
  readonly output: number;
  /** Operation attributes: axis, keepdims, target shape, slice bounds … */
  readonly attributes: { readonly [key: string]: number | readonly number[] };
};

export type Tape = {
  /** Leaves: id → value and the path in the arguments (`["0", "W1"]`), or null for a constant made by the guest. */
  readonly leaves: readonly {
    readonly id: number;
    readonly path: readonly string[] | null;
    readonly value: TensorValue;
  }[];
  readonly entries: readonly TapeEntry[];
  /** Result path (`["A2"]`, `[]` for a bare tensor) → id of the tensor returned there, where it is on the tape. */
  readonly outputs: readonly { readonly path: readonly string[]; readonly id: number }[];
  /** Of a traced call. */
  readonly trace?: TapeTrace;
};

/** What a traced call keeps beside its tape. The marks are the guest's own: nothing that decides may lean on them. */
export type TapeTrace = {
  /** One for each entry. */
  readonly steps: readonly {
    readonly at: SourcePlace | null;
    readonly name: string | null;
    readonly value: TensorValue;
  }[];
  /** Elements that left the tape as plain numbers: the tensor, and which of its elements (row-major). */
  readonly reads: readonly { readonly id: number; readonly element: number }[];
  /** False where there was more than is kept: 2,000 steps, 4,096 elements of one tensor. */
  readonly whole: boolean;
};

export type CallResult = {
  readonly value: Value;
  readonly counts: { readonly [fn: string]: number };
  /** Fuel this call used: interpreter polls come in whole ones. */
  readonly fuel: number;
  /**
   * Steps that it would have taken written out in plain loops: jumps and calls, and two for every element that an operation went
   * through. Exact, and nearly the same in every style of writing, so that two functions of one answer can be compared.
   */
  readonly effort: number;
  readonly tape: Tape | null;
};

/** Where in the person's own file; 1-based. */
export type SourcePlace = { readonly file: string; readonly line: number; readonly column: number };

export type GuestError = {
  readonly name: string;
  readonly message: string;
  readonly at: SourcePlace | null;
  /** Frames in the person's files, innermost first. */
  readonly stack: readonly (SourcePlace & { readonly fn: string })[];
};

/** The message of a RangeError where the stack was full: the same in every engine. */
export const RECURSION = "too many calls inside each other: a function calls itself too often, or without an end";

type Ended = {
  /** Results of the calls that completed before the end. */
  readonly results: readonly CallResult[];
  readonly console: readonly string[];
  readonly fuel: number;
};

/**
 * What the sandbox saw. All but `killed` are deterministic and replayable. `notParsed` comes before anything ran.
 * `atCall` is the index of the call that did not complete, or -1 while the module itself was evaluated.
 */
export type RunOutcome =
  | ({ readonly status: "ok" } & Ended)
  | ({ readonly status: "notParsed"; readonly error: GuestError } & Ended)
  | ({ readonly status: "threw"; readonly atCall: number; readonly error: GuestError } & Ended)
  | ({ readonly status: "outOfBudget"; readonly atCall: number; readonly at: SourcePlace | null } & Ended)
  | ({ readonly status: "outOfMemory"; readonly atCall: number; readonly at: SourcePlace | null } & Ended)
  | ({ readonly status: "malformed"; readonly atCall: number; readonly path: string; readonly message: string } & Ended)
  | { readonly status: "killed"; readonly timesKilled: number };

/** Streamed while a run goes on; never part of an outcome. */
export type Progress = { readonly epoch: number; readonly loss: number };

export type RunOptions = { readonly onProgress?: (points: readonly Progress[]) => void };

/**
 * Runs guest code. Implementations: in this thread (tests, browser worker), over worker threads (server).
 * Rejects only for the platform's own faults (`PlatformFault`); whatever the guest does is an outcome.
 */
export type Runner = { readonly run: (request: RunRequest, options?: RunOptions) => Promise<RunOutcome> };

export class PlatformFault extends Error {
  override readonly name = "PlatformFault";
}
