import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten";
import * as K from "#lib/engine/kernel/index.ts";
import { type Frame, operationNamed, operationOf } from "#lib/engine/tensor/index.ts";
import type { Layout } from "./calibrate.ts";
import { addressOf, type Engine } from "./engine.ts";

/** Function ids from here on are operations; the library's own ids are below. */
const BASE = 0x40000000;
const TEXT = operationNamed("text").code;
const CHARGE = operationNamed("charge").code;
const OBJECT_TAG = -1;

/** The function id of an operation. */
export function callId(code: number): number {
  return BASE + code;
}

type Ffi = {
  QTS_NewFunction(ctx: number, name: string, length: number, isConstructor: boolean, id: number): number;
  QTS_Call(ctx: number, fn: number, self: number, argc: number, argv: number): number;
  QTS_ResolveException(ctx: number, value: number): number;
  QTS_FreeValuePointer(ctx: number, value: number): void;
  QTS_Throw(ctx: number, error: number): number;
};

/** The guest's own functions that most runs never need: reading arguments the slow way, and tensors as text. */
export type Seldom = { readonly slow: QuickJSHandle; readonly text: QuickJSHandle };

/** What the running context puts in: the guest's functions for seldom needs, and its ear for the host's operations. */
export type Current = {
  readonly vm: QuickJSContext;
  /** Compiles them when first asked; the address of a thrown value instead when the guest has no room left. */
  readonly seldom: () => Seldom | number;
  readonly hosted: (op: number) => void;
  /** Asked at each interrupt poll; true ends the run. */
  readonly poll: () => boolean;
};

/** Work charged for an error or for arguments read the slow way: both cost the host some microseconds. */
const SLOW_WORK = 8000n;
/** What the kernel charges for a call besides its elements. */
const CALL_WORK = 300;

/**
 * Joins interpreter and kernel: calls of the reserved ids go to the kernel, and a tensor that the guest drops is freed
 * at once. An exception in here means that the engine was unwound in mid-call: the instance is spent.
 */
export class Wiring {
  readonly engine: Engine;
  readonly kernel: K.KernelExports;
  readonly frame: Frame;
  readonly layout: Layout;
  readonly ffi: Ffi;
  spent = false;
  /** Work of this run that stands for no element: of calls, of what was slow, and charged by built-ins for what they go through. */
  #calls = 0;
  #slow = 0;
  #charged = 0;
  #current: Current | null = null;
  #recording = 0;

  constructor(engine: Engine, kernel: K.KernelExports, frame: Frame, layout: Layout) {
    this.engine = engine;
    this.kernel = kernel;
    this.frame = frame;
    this.layout = layout;
    this.ffi = engine.ffi as unknown as Ffi;
    const { callbacks } = engine;
    const callFunction = callbacks.callFunction.bind(callbacks);
    const freeHostRef = callbacks.freeHostRef.bind(callbacks);
    type CallFunction = typeof callbacks.callFunction;
    type Value = ReturnType<CallFunction>;
    callbacks.callFunction = (asyncify, ctx, self, argc, argv, id) => {
      if (id < BASE) return callFunction(asyncify, ctx, self, argc, argv, id);
      return this.#call(ctx, self, argc, argv, id - BASE) as Value;
    };
    callbacks.freeHostRef = (asyncify, runtime, id) => {
      if (id >= BASE) return;
      if (id > 0 && kernel.isTensor(id)) kernel.release(id);
      else freeHostRef(asyncify, runtime, id);
    };
  }

  enter(current: Current): void {
    this.#calls = 0;
    this.#slow = 0;
    this.#charged = 0;
    this.#current = current;
  }
  leave(): void {
    this.#current = null;
  }
  /**
   * Calls of operations in this run; the work of those that went through elements of tensors comes about by subtracting `aside` from
   * the kernel's; `charged` is what built-ins of the interpreter charged.
   */
  tally(): { readonly calls: number; readonly aside: number; readonly charged: number } {
    const aside = this.#calls * CALL_WORK + this.#slow * Number(SLOW_WORK) + this.#charged;
    return { calls: this.#calls, aside, charged: this.#charged };
  }
  nextRecording(): number {
    this.#recording += 1;
    return this.#recording;
  }

  /** An interrupt poll of the interpreter: true when the run must stop. */
  poll(): boolean {
    return this.#current?.poll() ?? false;
  }

  /** The kernel's import: an operation of the host's, or one to be recorded. */
  hosted(op: number): void {
    this.#current?.hosted(op);
  }

  #call(ctx: number, self: number, argc: number, argv: number, op: number): number {
    try {
      this.#calls++;
      const value = this.kernel.call(ctx, self, argc, argv, op);
      if (op === CHARGE) this.#charged += chargedBy(this.frame.float(K.F_FLOATS));
      return value === 0 ? this.#settle(ctx, self, argc, argv, op) : value;
    } catch (error) {
      this.spent = true;
      throw error;
    }
  }

  /** The kernel gave no value: the result is `undefined`, the arguments need the slow way, or something is amiss. */
  #settle(ctx: number, self: number, argc: number, argv: number, op: number): number {
    const status = this.frame.int(K.F_STATUS);
    if (status === K.OK) return 0;
    this.kernel.charge(SLOW_WORK);
    this.#slow++;
    const current = this.#current;
    if (current !== null && this.kernel.ranOut() === 0) {
      if (op === TEXT) return this.#inGuest(current, ctx, "text", argc > 0 ? [argv] : []);
      if (slowly.has(status)) return this.#slowly(current, ctx, self, argc, argv, op);
    }
    // Once the budget is spent only that is told: a call that asked for the slow way has no other word for what was amiss.
    const spent = this.kernel.ranOut() !== 0 && (op === TEXT || slowly.has(status));
    return this.#throw(ctx, op, spent ? K.E_FUEL : status);
  }

  #throw(ctx: number, op: number, status: number): number {
    const vm = this.#current?.vm;
    if (vm === undefined) throw new Error("an operation failed while no context runs");
    this.frame.view.setInt32(this.frame.at + K.F_STATUS, status, true);
    const error = vm.newError(this.frame.complaint(operationOf(op)));
    const thrown = this.ffi.QTS_Throw(ctx, addressOf(error));
    error.dispose();
    return thrown;
  }

  /** Calls one of the guest's own functions; gives the address of its result, or of what it threw. */
  #inGuest(current: Current, ctx: number, name: "slow" | "text", args: readonly number[]): number {
    const { engine } = this;
    const seldom = current.seldom();
    if (typeof seldom === "number") return seldom;
    const list = engine.malloc(4 * args.length);
    if (list === 0) return this.#noRoom();
    new Uint32Array(engine.memory.buffer, list, args.length).set(args);
    const result = this.ffi.QTS_Call(ctx, addressOf(seldom[name]), addressOf(current.vm.undefined), args.length, list);
    engine.free(list);
    return result === 0 ? this.#noRoom() : result;
  }
  #noRoom(): number {
    this.kernel.exhaust(2);
    return 0;
  }

  /** Lets the guest's own prelude bring the arguments into plain form, then calls once more. */
  #slowly(current: Current, ctx: number, self: number, argc: number, argv: number, op: number): number {
    const { layout, kernel } = this;
    const code = current.vm.newNumber(op);
    const lead = kernel.tensorIn(self) === 0 ? [addressOf(code)] : [addressOf(code), self];
    const result = this.#inGuest(current, ctx, "slow", [
      ...lead,
      ...Array.from({ length: argc }, (_, i) => argv + 8 * i),
    ]);
    code.dispose();
    const view = this.frame.view;
    if (result === 0 || view.getInt32(result + 4, true) !== OBJECT_TAG) return result; // an exception on its way
    const object = view.getUint32(result, true);
    const values = view.getUint32(object + layout.valuesAt, true);
    const size = view.getUint32(object + layout.countAt, true);
    this.#calls++;
    const value = kernel.call(ctx, 0, size, values, op);
    const status = this.frame.int(K.F_STATUS);
    const settled = value === 0 && status !== K.OK ? this.#throw(ctx, op, status) : value;
    this.ffi.QTS_FreeValuePointer(ctx, result);
    return settled;
  }
}

/** As the kernel takes it: whole, and nothing for less than nothing. */
const chargedBy = (amount: number): number => (amount >= 0 ? Math.trunc(Math.min(amount, 4e18)) : 0);

const slowly = new Set([K.E_OPERAND, K.E_ARGUMENT, K.E_RAGGED]);
