import * as K from "#lib/engine/kernel/index.ts";
import { explain } from "./messages.ts";
import { type Operation, operationOf, optionalOperationOf } from "./operations/index.ts";

export type Attributes = { readonly [name: string]: number | readonly number[] };

/** The kernel's call frame and tensor headers, as the host sees them. `view` is made anew whenever memory may have grown. */
export class Frame {
  readonly #memory: WebAssembly.Memory;
  readonly at: number;
  #view: DataView;

  constructor(memory: WebAssembly.Memory, block: number) {
    this.#memory = memory;
    this.at = block + K.TABLE_BYTES;
    this.#view = new DataView(memory.buffer);
  }

  get view(): DataView {
    if (this.#view.buffer !== this.#memory.buffer) this.#view = new DataView(this.#memory.buffer);
    return this.#view;
  }

  int(offset: number): number {
    return this.view.getInt32(this.at + offset, true);
  }
  float(offset: number): number {
    return this.view.getFloat64(this.at + offset, true);
  }

  setOperand(i: number, operand: { readonly header: number } | number): void {
    const at = this.at + K.F_OPERANDS + 16 * i;
    this.view.setInt32(at, typeof operand === "number" ? K.NUMBER : K.TENSOR, true);
    if (typeof operand === "number") this.view.setFloat64(at + 8, operand, true);
    else this.view.setUint32(at + 4, operand.header, true);
  }

  /** Operand i: a number, or the address of a tensor's header; null where there is none. */
  operand(i: number): number | { readonly header: number } | null {
    const at = this.at + K.F_OPERANDS + 16 * i;
    const kind = this.view.getInt32(at, true);
    if (kind === K.NUMBER) return this.view.getFloat64(at + 8, true);
    return kind === K.TENSOR ? { header: this.view.getUint32(at + 4, true) } : null;
  }

  setList(headers: readonly number[]): void {
    this.view.setInt32(this.at + K.F_LIST_COUNT, headers.length, true);
    headers.forEach((h, i) => {
      this.view.setUint32(this.at + K.F_LIST + 4 * i, h, true);
    });
  }
  list(): readonly number[] {
    const count = this.int(K.F_LIST_COUNT);
    return Array.from({ length: count }, (_, i) => this.view.getUint32(this.at + K.F_LIST + 4 * i, true));
  }

  setInt(slot: number, n: number): void {
    this.view.setInt32(this.at + K.F_INTS + 4 * slot, n, true);
  }
  setFloat(slot: number, x: number): void {
    this.view.setFloat64(this.at + K.F_FLOATS + 8 * slot, x, true);
  }

  /** Writes the attributes of an operation; throws when one is missing that has no value of its own. */
  setAttributes(op: Operation, given: Attributes): void {
    for (const a of op.attributes) {
      const value = given[a.name] ?? (a.kind === "axes" ? [] : a.otherwise);
      if (value === null || (a.kind === "shape" || a.kind === "axes") !== Array.isArray(value)) {
        throw new Error(`${op.name}: attribute ${a.name} is missing`);
      }
      if (typeof value === "object") {
        this.setInt(0, value.length);
        value.forEach((n, k) => {
          this.setInt(1 + k, n);
        });
      } else if (a.kind === "float") this.setFloat(a.slot, value);
      else this.setInt(a.slot, value);
    }
  }

  /** The attributes of the call in the frame; an axis that was left out is left out. */
  attributes(op: Operation): Attributes {
    const out: { [name: string]: number | readonly number[] } = {};
    for (const a of op.attributes) {
      if (a.kind === "shape" || a.kind === "axes") {
        const list = Array.from({ length: this.int(K.F_INTS) }, (_, k) => this.int(K.F_INTS + 4 + 4 * k));
        if (a.kind === "shape" || list.length > 0) out[a.name] = list;
      } else {
        const value = a.kind === "float" ? this.float(K.F_FLOATS + 8 * a.slot) : this.int(K.F_INTS + 4 * a.slot);
        if (value !== K.NO_AXIS) out[a.name] = value;
      }
    }
    return out;
  }

  shapeOf(header: number): readonly number[] {
    const { view } = this; // a getter that looks whether memory has grown, and a tensor is read a hundred times in a run
    const ndim = view.getInt32(header + K.H_NDIM, true);
    const shape: number[] = [];
    for (let i = 0; i < ndim; i++) shape.push(view.getInt32(header + K.H_SHAPE + 4 * i, true));
    return shape;
  }

  /** A copy of a tensor's data in row order, NaNs made equal. */
  dataOf(header: number): Float64Array {
    const { view } = this;
    const size = view.getInt32(header + K.H_SIZE, true);
    const from = view.getUint32(header + K.H_DATA, true);
    const data = new Float64Array(view.buffer as ArrayBuffer, from, size).slice();
    for (let i = 0; i < size; i++) if (Number.isNaN(data[i])) data[i] = Number.NaN;
    if (view.getUint32(header + K.H_TRANSPOSED, true) === 0) return data;
    const [rows = 0, cols = 0] = this.shapeOf(header);
    return data.map((_, i) => data[(i % cols) * rows + Math.floor(i / cols)] ?? Number.NaN);
  }

  /** Name and message for a call that the kernel did not carry out. `op` is the operation that was asked for. */
  complaint(op?: Operation) {
    const shapeAt = (offset: number) =>
      Array.from({ length: Math.max(0, this.int(offset)) }, (_, i) => this.int(offset + 4 + 4 * i)).slice(0, K.AXES);
    const status = this.int(K.F_STATUS);
    const asked = op ?? optionalOperationOf(this.int(K.F_OP)) ?? operationOf(1);
    const reshape = Array.from({ length: this.int(K.F_INTS) & 3 }, (_, k) => this.int(K.F_INTS + 4 + 4 * k));
    const lead = asked.operands === "list" ? 1 : asked.operands.length;
    const slot = status === K.E_ARGUMENT ? asked.attributes[this.int(K.F_ERROR_B) - lead] : undefined;
    return explain({
      status,
      op: asked.name,
      a: shapeAt(K.F_ERROR_A),
      b: status === K.E_RESHAPE ? reshape : shapeAt(K.F_ERROR_B),
      number: this.float(K.F_ERROR_NUMBER),
      ...(slot === undefined ? {} : { argument: { name: slot.name, whole: slot.kind !== "float" } }),
    });
  }
}
