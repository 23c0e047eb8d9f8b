import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten";
import { operationNamed } from "#lib/engine/tensor/index.ts";
import { addressOf, contextAddress, evaluate, handleOf } from "./engine.ts";
import { natives, prelude, seldom } from "./prelude.ts";
import { callId, type Seldom, type Wiring } from "./wiring.ts";

/** `nd` in one context: its native functions, the prototype of tensors, and the guest's own code for seldom needs. */
export class Library {
  readonly #wiring: Wiring;
  readonly #vm: QuickJSContext;
  readonly #captured: QuickJSHandle;

  /** Must come before any student code: the prelude captures what it uses of the guest's globals. */
  constructor(wiring: Wiring, vm: QuickJSContext) {
    this.#wiring = wiring;
    this.#vm = vm;
    const build = evaluate(vm, prelude, "nd.js");
    const made = this.#callWithNatives(build);
    build.dispose();
    this.#captured = vm.getProp(made, 0);
    const proto = vm.getProp(made, 1);
    made.dispose();
    this.#setPrototype(proto);
    proto.dispose();
  }

  #newFunction(name: string, length: number, code: number): number {
    return this.#wiring.ffi.QTS_NewFunction(contextAddress(this.#vm), name, length, false, callId(code));
  }

  /** The function of one operation, for the harness. */
  native(name: string): QuickJSHandle {
    const op = operationNamed(name);
    return handleOf(this.#vm, this.#newFunction(name, op.operands.length + op.attributes.length, op.code));
  }

  /** Built-ins that charge nothing, for the harness. */
  plain(): QuickJSHandle {
    return this.#vm.getProp(this.#captured, "plain");
  }

  #callWithNatives(build: QuickJSHandle): QuickJSHandle {
    const { ffi, engine } = this.#wiring;
    const ctx = contextAddress(this.#vm);
    const functions = natives.map((n) => this.#newFunction(n.name, n.length, n.code));
    const list = engine.malloc(4 * functions.length);
    new Uint32Array(engine.memory.buffer, list, functions.length).set(functions);
    const made = ffi.QTS_Call(ctx, addressOf(build), addressOf(this.#vm.undefined), functions.length, list);
    for (const address of functions) ffi.QTS_FreeValuePointer(ctx, address);
    engine.free(list);
    return handleOf(this.#vm, made);
  }

  /** The class's prototype slot takes a reference of its own, which the context gives back when it goes. */
  #setPrototype(proto: QuickJSHandle): void {
    const { engine, layout } = this.#wiring;
    const view = new DataView(engine.memory.buffer);
    const slot = view.getUint32(contextAddress(this.#vm) + layout.classProtoAt, true) + 8 * layout.tensorClass;
    const object = view.getUint32(addressOf(proto), true);
    view.setBigUint64(slot, view.getBigUint64(addressOf(proto), true), true);
    view.setInt32(object, view.getInt32(object, true) + 1, true);
  }

  /** Compiled when a run first asks, in the guest's own time and room; the address of what that threw, if it did. */
  compileSeldom(): Seldom | number {
    const vm = this.#vm;
    const made = vm.evalCode(seldom, "nd.js", { type: "global", strict: true });
    if (made.error) return this.#throw(made.error);
    const result = vm.callFunction(made.value, vm.undefined, this.#captured);
    made.value.dispose();
    if (result.error) return this.#throw(result.error);
    const functions = { slow: vm.getProp(result.value, 0), text: vm.getProp(result.value, 1) };
    result.value.dispose();
    return functions;
  }

  #throw(error: QuickJSHandle): number {
    const thrown = this.#wiring.ffi.QTS_Throw(contextAddress(this.#vm), addressOf(error));
    error.dispose();
    return thrown;
  }

  dispose(): void {
    this.#captured.dispose();
  }
}
