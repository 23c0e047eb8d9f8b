import type { Tape, TapeEntry } from "#lib/core/runner.ts";
import * as K from "#lib/engine/kernel/index.ts";
import { type Frame, operationOf } from "#lib/engine/tensor/index.ts";

/** What was recorded, before the run's result paths are known. */
export type RawTape = {
  readonly leaves: readonly { readonly id: number; readonly value: Tape["leaves"][number]["value"] }[];
  readonly entries: readonly TapeEntry[];
  /** True when a tensor was written to in place during the recording: then the tape says nothing. */
  readonly broken: boolean;
};

/** Most entries of one tape; a longer recording is broken. */
const ENTRIES = 100_000;

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

  constructor(frame: Frame, recording: number) {
    this.#frame = frame;
    this.#recording = recording;
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
    this.#entries.push({ op: op.name, inputs, output: this.#mark(result), attributes });
  }

  finish(): RawTape {
    return { leaves: this.#leaves, entries: this.#entries, broken: this.#broken };
  }
}
