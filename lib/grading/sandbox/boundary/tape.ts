import type { Tape, TapeEntry } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import * as K from "#lib/engine/kernel/index.ts";
import { type Frame, operationOf } from "#lib/engine/tensor/index.ts";

/** What was recorded, before the run's result paths are known. */
export type RawTape = {
  readonly leaves: readonly { readonly id: number; readonly value: Tape["leaves"][number]["value"] }[];
  readonly entries: readonly TapeEntry[];
  /** True when a tensor was written to in place during the recording: then the tape says nothing. */
  readonly broken: boolean;
  readonly trace: RawTrace | null;
};

type NameMark = { readonly mark: number; readonly index: number | null };

/** What is kept of a traced recording. Places and names are numbers of marks that were put into the code. */
export type RawTrace = {
  readonly values: readonly TensorValue[];
  readonly places: readonly (number | null)[];
  readonly names: readonly (NameMark | null)[];
  readonly reads: readonly { readonly id: number; readonly element: number }[];
  readonly whole: boolean;
};

/** Most entries of one tape; a longer recording is broken. */
const ENTRIES = 100_000;
/** Most steps, reads, and elements of one tensor that a trace keeps. */
const STEPS = 2_000;
const ELEMENTS = 4_096;

/**
 * Records kernel operations. A tensor's id stands in its header together with the recording's number, so that ids
 * of an earlier recording mean nothing in this one.
 */
export class Recorder {
  readonly #frame: Frame;
  readonly #recording: number;
  readonly #leaves: { id: number; value: Tape["leaves"][number]["value"] }[] = [];
  readonly #entries: TapeEntry[] = [];
  #next = 0;
  #broken = false;
  readonly #trace: Tracing | null;

  constructor(frame: Frame, recording: number, tracing = false) {
    this.#frame = frame;
    this.#recording = recording;
    this.#trace = tracing ? new Tracing(frame) : null;
  }

  /** A mark of the code: what was carried out since the last one stands there. */
  place(mark: number): void {
    this.#trace?.place(mark);
  }
  /** The index in the name that comes next. */
  index(index: number): void {
    this.#trace?.index(index);
  }
  /** A mark of the code: the tensor is bound to a name. */
  name(mark: number, header: number): void {
    const id = this.idOf(header);
    if (id !== null) this.#trace?.name(mark, id);
  }

  /** The id of a tensor in this recording, or null if it does not occur in it. */
  idOf(header: number): number | null {
    const { view } = this.#frame;
    if (view.getUint32(header + K.H_RECORDING, true) !== this.#recording) return null;
    return view.getUint32(header + K.H_TAPE_ID, true);
  }

  /** The id of a tensor; one not seen before becomes a leaf with its value of now. */
  leaf(header: number): number {
    const known = this.idOf(header);
    if (known !== null) return known;
    const id = this.#mark(header);
    this.#leaves.push({ id, value: { shape: this.#frame.shapeOf(header), data: this.#frame.dataOf(header) } });
    return id;
  }

  #mark(header: number): number {
    const id = this.#next++;
    this.#frame.view.setUint32(header + K.H_RECORDING, this.#recording, true);
    this.#frame.view.setUint32(header + K.H_TAPE_ID, id, true);
    return id;
  }

  /** The operation in the frame, just carried out. */
  record(code: number): void {
    const op = operationOf(code);
    if (op.gives === "nothing" && op.home !== "inner" && op.name !== "seed") this.#broken = true;
    if (this.#trace !== null && (op.home === "method" || op.name === "flat") && op.gives === "number") this.#read();
    if (op.gives !== "tensor" || this.#broken) return;
    if (this.#entries.length >= ENTRIES) {
      this.#broken = true;
      return;
    }
    const result = this.#frame.int(K.F_RESULT);
    if (op.operands !== "list" && op.operands.length === 0) return; // a constant: a leaf once it is used
    const operands =
      op.operands === "list"
        ? this.#frame.list().map((header) => ({ header }))
        : op.operands.map((_, i) => this.#frame.operand(i));
    const inputs = operands.map((o) => {
      if (o === null) throw new Error(`${op.name}: an operand is missing in the frame`);
      return typeof o === "number" ? { scalar: o } : this.leaf(o.header);
    });
    const attributes = this.#frame.attributes(op);
    const output = this.#mark(result);
    this.#entries.push({ op: op.name, inputs, output, attributes });
    this.#trace?.made(output, result);
  }

  /** The element in the frame was read out of its tensor; of several that are equal, the first is meant. */
  #read(): void {
    const operand = this.#frame.operand(0);
    if (operand === null || typeof operand === "number") return;
    const id = this.idOf(operand.header);
    if (id !== null) this.#trace?.read(id, operand.header, this.#frame.float(K.F_NUMBER));
  }

  finish(): RawTape {
    const trace = this.#trace?.finish() ?? null;
    return { leaves: this.#leaves, entries: this.#entries, broken: this.#broken, trace };
  }
}

/** Keeps values, places and names of what a recorder records. */
class Tracing {
  readonly #frame: Frame;
  readonly #values: TensorValue[] = [];
  readonly #places: (number | null)[] = [];
  readonly #names: (NameMark | null)[] = [];
  #index: number | null = null;
  readonly #steps = new Map<number, number>();
  readonly #reads = new Map<string, { id: number; element: number }>();
  #placed = 0;
  #whole = true;

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  made(id: number, header: number): void {
    const size = this.#frame.shapeOf(header).reduce((a, b) => a * b, 1);
    if (this.#values.length === STEPS || size > ELEMENTS) this.#whole = false;
    if (!this.#whole) return;
    this.#steps.set(id, this.#values.length);
    this.#values.push({ shape: this.#frame.shapeOf(header), data: this.#frame.dataOf(header) });
    this.#places.push(null);
    this.#names.push(null);
  }

  place(mark: number): void {
    for (; this.#placed < this.#places.length; this.#placed++) this.#places[this.#placed] = mark;
  }

  index(index: number): void {
    this.#index = index;
  }

  name(mark: number, id: number): void {
    const step = this.#steps.get(id);
    if (step !== undefined) this.#names[step] ??= { mark, index: this.#index };
    this.#index = null;
  }

  read(id: number, header: number, x: number): void {
    if (!this.#whole) return;
    const element = Math.max(0, this.#frame.dataOf(header).indexOf(x));
    const key = `${id} ${element}`;
    if (this.#reads.size >= STEPS && !this.#reads.has(key)) this.#whole = false;
    else this.#reads.set(key, { id, element });
  }

  finish(): RawTrace {
    const [values, places, names] = [this.#values, this.#places, this.#names];
    return { values, places, names, reads: [...this.#reads.values()], whole: this.#whole };
  }
}
