import type { QuickJSContext, QuickJSHandle, QuickJSRuntime } from "quickjs-emscripten";
import type { Progress } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import * as K from "#lib/engine/kernel/index.ts";
import { operationNamed } from "#lib/engine/tensor/index.ts";
import { FIRST_MARK } from "../marks.ts";
import { addressOf, contextAddress, handleOf } from "./engine.ts";
import type { Standing } from "./standing.ts";
import { type RawTape, Recorder } from "./tape.ts";
import type { Seldom, Wiring } from "./wiring.ts";

/** Jumps and calls from one poll to the next: the interpreter's own number. */
const JUMPS_PER_POLL = 10_000;
/**
 * What a plain loop over arrays would take for one element that an operation goes through, in jumps and calls: measured on the
 * course's own answers, where with it the styles of one function take nearly the same (fuel differs by a factor of forty).
 */
const JUMPS_PER_ELEMENT = 2;
/** Built-ins charge about so much work for an element of a list. */
const CHARGED_PER_ELEMENT = 40;
/** Kernel work (elements, multiply-adds) that counts as much as one interrupt poll (10,000 jumps or calls). */
const WORK_PER_POLL = 400_000;
const PROGRESS_MS = 50;

export type ContextOptions = {
  /** Polls, and kernel work in the same unit. */
  readonly fuel: number;
  /** Most bytes of live tensors. */
  readonly tensorBytes: number;
  /** Seeds `nd.random` and `Math.random`. */
  readonly seed: number;
  /** Wall-clock backstop in milliseconds from now on; its passing is told by `timedOut`, apart from the budget. */
  readonly deadlineMs?: number;
  /** Asked at each poll; true ends the run (a Stop button). Told by `timedOut` too. */
  readonly shouldStop?: () => boolean;
  readonly onProgress?: (points: readonly Progress[]) => void;
};

/** Something the guest handed out: a tensor or number in a numbered slot. `tapeId` is set while recording. */
export type Emitted = { readonly slot: number; readonly value: TensorValue | number; readonly tapeId: number | null };

/** One run in a fresh interpreter with `nd` in it. Only one lives in an instance at a time. */
export class GuestContext {
  readonly runtime: QuickJSRuntime;
  readonly vm: QuickJSContext;
  readonly natives: Standing["natives"];
  readonly #wiring: Wiring;
  readonly #options: ContextOptions;
  readonly #standing: Standing;
  readonly #end: (clean: boolean) => boolean;
  #seldom: Seldom | null = null;
  readonly #emitted: Emitted[] = [];
  #points: Progress[] = [];
  #flushed = 0;
  #recorder: Recorder | null = null;
  #timedOut = false;
  #polls = 0;
  #list = { at: 0, length: 0 };
  #deadline: number;

  constructor(wiring: Wiring, standing: Standing, options: ContextOptions, end: (clean: boolean) => boolean) {
    this.#wiring = wiring;
    this.#standing = standing;
    this.#options = options;
    this.#end = end;
    this.runtime = standing.runtime;
    this.vm = standing.vm;
    this.natives = standing.natives;
    wiring.enter({
      vm: this.vm,
      seldom: () => this.#compiled(),
      hosted: (op) => this.#hosted(op),
      poll: () => this.#poll(),
    });
    wiring.kernel.reset();
    wiring.kernel.seed(options.seed);
    this.#deadline =
      options.deadlineMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + options.deadlineMs;
    this.setFuel(options.fuel);
  }

  #compiled(): Seldom | number {
    if (this.#seldom !== null) return this.#seldom;
    const made = this.#standing.library.compileSeldom();
    if (typeof made !== "number") this.#seldom = made;
    return made;
  }

  /** The memory that interpreter and kernel share. */
  get memory(): WebAssembly.Memory {
    return this.#wiring.engine.memory;
  }

  // --- budget ---

  #poll(): boolean {
    this.#polls++;
    if (performance.now() > this.#deadline || this.#options.shouldStop?.()) this.#timedOut = true;
    return this.#wiring.kernel.poll() !== 0 || this.#timedOut;
  }
  /** Fuel left, in polls; below zero when it ran out. */
  fuelLeft(): number {
    return Number(this.#wiring.kernel.workLeft()) / WORK_PER_POLL;
  }
  /**
   * Steps that a program in plain loops would have taken to get here, counted from anywhere: a difference tells what a call has
   * taken, to the jump, and the same for answers in different styles. Fuel tells what it has cost: a loop in the kernel is cheap.
   */
  effort(): number {
    const { frame, layout, kernel } = this.#wiring;
    const countdown = frame.view.getInt32(contextAddress(this.vm) + layout.countdownAt, true);
    const { calls, aside, charged } = this.#wiring.tally();
    const elements = -Number(kernel.workLeft()) - this.#polls * WORK_PER_POLL - aside;
    const jumps = this.#polls * JUMPS_PER_POLL - countdown;
    return jumps + calls + JUMPS_PER_ELEMENT * elements + charged / CHARGED_PER_ELEMENT;
  }
  /** Sets the fuel that is left, and forgets that it had run out. */
  setFuel(fuel: number): void {
    const work = BigInt(Math.round(fuel * WORK_PER_POLL));
    this.#wiring.kernel.setLimits(work, BigInt(WORK_PER_POLL), BigInt(this.#options.tensorBytes));
  }
  /** Which limit ended the run: for good, whatever the guest did with the error. */
  ranOut(): "fuel" | "memory" | null {
    return (["fuel", "memory"] as const)[this.#wiring.kernel.ranOut() - 1] ?? null;
  }
  /** True when the wall-clock deadline passed or the run was told to stop: not deterministic. */
  timedOut(): boolean {
    return this.#timedOut;
  }
  /** Bytes of live tensors. */
  tensorBytes(): number {
    return Number(this.#wiring.kernel.bytesLive());
  }

  // --- tensors across the boundary ---

  /** A tensor for the guest with a copy of the values. Throws when there is no room (a platform matter). */
  makeTensor(value: TensorValue): QuickJSHandle {
    return handleOf(this.vm, this.placeTensor(value));
  }

  /** As `makeTensor`, at an address that `free` gives back. */
  placeTensor(value: TensorValue): number {
    const { kernel, engine } = this.#wiring;
    const [d0 = 0, d1 = 0, d2 = 0] = value.shape;
    const header = kernel.makeShaped(value.shape.length, d0, d1, d2);
    if (header === 0) throw new Error("no room for the tensor");
    new Float64Array(engine.memory.buffer, header + K.HEADER, value.data.length).set(value.data);
    const address = kernel.give(contextAddress(this.vm), header);
    if (kernel.tensorIn(address) !== header) throw new Error("no room for the tensor's object");
    return address;
  }

  /** Gives back a value of the guest's. */
  free(address: number): void {
    this.#wiring.ffi.QTS_FreeValuePointer(contextAddress(this.vm), address);
  }

  /** Calls a function of our own in the guest with values at these addresses; gives what was thrown, or null. Makes no object for each. */
  call(fn: QuickJSHandle, given: readonly number[]): QuickJSHandle | null {
    const { engine, ffi } = this.#wiring;
    const ctx = contextAddress(this.vm);
    const list = this.#listOf(given.length);
    new Uint32Array(engine.memory.buffer, list, given.length).set(given);
    const result = ffi.QTS_Call(ctx, addressOf(fn), addressOf(this.vm.undefined), given.length, list);
    const thrown = ffi.QTS_ResolveException(ctx, result);
    this.free(result);
    return thrown === 0 ? null : handleOf(this.vm, thrown);
  }

  /** Room for addresses, which stays for the run. */
  #listOf(length: number): number {
    if (length <= this.#list.length) return this.#list.at;
    const at = this.#wiring.engine.malloc(4 * length);
    if (at === 0) throw new Error("no room for the arguments of a call");
    if (this.#list.length > 0) this.#wiring.engine.free(this.#list.at);
    this.#list = { at, length };
    return at;
  }

  #headerAt(address: number): number | null {
    return this.#wiring.kernel.tensorIn(address) || null;
  }

  /** The values of a tensor, read from kernel memory; null for any other value. Runs no guest code. */
  readTensor(handle: QuickJSHandle): TensorValue | null {
    const header = this.#headerAt(addressOf(handle));
    if (header === null) return null;
    return { shape: this.#wiring.frame.shapeOf(header), data: this.#wiring.frame.dataOf(header) };
  }

  /** What was emitted since the last call of this. */
  takeEmitted(): readonly Emitted[] {
    return this.#emitted.splice(0);
  }

  #hosted(op: number): void {
    const { frame } = this.#wiring;
    const name = emitters[op];
    if (name === undefined) this.#recorder?.record(op);
    else if (name === "progress") this.#progress({ epoch: frame.float(K.F_FLOATS), loss: frame.float(K.F_FLOATS + 8) });
    else if (this.#isMark(frame.int(K.F_INTS))) this.#mark(name, frame.int(K.F_INTS));
    else if (name === "emitNumber") this.#emit(frame.int(K.F_INTS), frame.float(K.F_FLOATS), null);
    else {
      const operand = frame.operand(0);
      if (operand === null || typeof operand === "number") this.#emit(frame.int(K.F_INTS), operand ?? Number.NaN, null);
      else {
        const value = { shape: frame.shapeOf(operand.header), data: frame.dataOf(operand.header) };
        this.#emit(frame.int(K.F_INTS), value, this.#recorder?.idOf(operand.header) ?? null);
      }
    }
  }

  #isMark(slot: number): boolean {
    return slot >= FIRST_MARK;
  }

  /** 0 marks the place of what came before it, a tensor its name, after a number one more than the index in that name. */
  #mark(kind: "emitTensor" | "emitNumber", slot: number): void {
    const { frame } = this.#wiring;
    const mark = slot - FIRST_MARK;
    if (kind === "emitNumber") {
      const index = frame.float(K.F_FLOATS) - 1;
      if (index >= 0) this.#recorder?.index(index);
      else this.#recorder?.place(mark);
      return;
    }
    const operand = frame.operand(0);
    if (operand !== null && typeof operand === "object") this.#recorder?.name(mark, operand.header);
  }

  #emit(slot: number, value: TensorValue | number, tapeId: number | null): void {
    this.#emitted.push({ slot, value, tapeId });
  }

  #progress(point: Progress): void {
    if (!this.#options.onProgress) return;
    this.#points.push(point);
    const now = performance.now();
    if (now - this.#flushed < PROGRESS_MS && this.#points.length < 1000) return;
    this.#flushed = now;
    this.#options.onProgress(this.#points);
    this.#points = [];
  }

  // --- tape ---

  startTape(tracing = false): void {
    this.#recorder = new Recorder(this.#wiring.frame, this.#wiring.nextRecording(), tracing);
    this.#wiring.kernel.setRecording(1);
  }
  /** Makes the tensor at an address a leaf of the running tape and gives its id; null when it is no tensor or nothing is recorded. */
  leaf(address: number): number | null {
    const header = this.#headerAt(address);
    return header === null || this.#recorder === null ? null : this.#recorder.leaf(header);
  }
  /** The id of a tensor on the running tape, or null. */
  tapeId(handle: QuickJSHandle): number | null {
    const header = this.#headerAt(addressOf(handle));
    return header === null || this.#recorder === null ? null : this.#recorder.idOf(header);
  }
  /** Ends the recording. Throws when none was begun. */
  stopTape(): RawTape {
    if (this.#recorder === null) throw new Error("no tape was begun");
    const tape = this.#recorder.finish();
    this.#recorder = null;
    this.#wiring.kernel.setRecording(0);
    return tape;
  }

  // --- making and unmaking ---

  /**
   * Ends the run; after it the instance can make the next context. False when it did not go clean: some guest programs
   * make the engine itself lose an object (a stack overflow inside its parser does), and then the instance is spent and
   * must be replaced.
   */
  dispose(): boolean {
    if (this.#points.length > 0) this.#options.onProgress?.(this.#points);
    this.#points = [];
    this.#wiring.kernel.setRecording(0);
    let clean = true;
    try {
      for (const handle of Object.values(this.#seldom ?? {})) handle.dispose();
    } catch {
      clean = false;
    }
    this.#wiring.leave();
    return this.#end(clean);
  }
}

/** The host's own operations by number. */
const emitters: { readonly [code: number]: "emitTensor" | "emitNumber" | "progress" | undefined } = {
  [operationNamed("emitTensor").code]: "emitTensor",
  [operationNamed("emitNumber").code]: "emitNumber",
  [operationNamed("progress").code]: "progress",
};
