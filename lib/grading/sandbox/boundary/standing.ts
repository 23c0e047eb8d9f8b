import { DefaultIntrinsics, type QuickJSContext, type QuickJSHandle, type QuickJSRuntime } from "quickjs-emscripten";
import { addressOf } from "./engine.ts";
import { Library } from "./library.ts";
import type { Wiring } from "./wiring.ts";

/** Guest stack: more, and deep recursion overflows the host's stack first and poisons the instance. */
const STACK_BYTES = 128 * 1024;
/** Interpreter memory of one run; below the wasm maximum, so that the tensors have room too. */
const HEAP_BYTES = 48 * 1024 * 1024;
/** Bytes of live tensors while nothing of a person's runs yet. */
const OWN_TENSOR_BYTES = 1n << 20n;

/** Native functions for the harness. Never make them reachable for student code: what they emit is believed. */
type HarnessNatives = {
  /** `(slot, tensor | number | nested lists) → undefined` */
  readonly emitTensor: QuickJSHandle;
  /** `(slot, number) → undefined` */
  readonly emitNumber: QuickJSHandle;
  /** `(value) → boolean`: whether a value is a tensor of the kernel's. */
  readonly isTensor: QuickJSHandle;
  /** `(epoch, loss) → undefined` */
  readonly progress: QuickJSHandle;
  /** Built-ins that charge nothing: `{ apply, parse, stringify, keys, slice, charCodeAt }`. */
  readonly plain: QuickJSHandle;
};

/** An interpreter with `nd` in it, before any run: the same whatever the run's seed, budget or listeners. */
export class Standing {
  readonly runtime: QuickJSRuntime;
  readonly vm: QuickJSContext;
  readonly natives: HarnessNatives;
  readonly library: Library;
  readonly #keys: readonly QuickJSHandle[];

  constructor(wiring: Wiring) {
    const { kernel, engine } = wiring;
    kernel.reset();
    kernel.setLimits(2n ** 62n, 1n, OWN_TENSOR_BYTES);
    this.runtime = engine.quickjs.newRuntime({ maxStackSizeBytes: STACK_BYTES, memoryLimitBytes: HEAP_BYTES });
    this.vm = this.runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Date: false, Proxy: false } });
    this.#keys = [this.vm.newString("axis"), this.vm.newString("keepdims")];
    kernel.setKeys(...(this.#keys.map(addressOf) as [number, number]));
    this.library = new Library(wiring, this.vm);
    this.natives = {
      emitTensor: this.library.native("emitTensor"),
      emitNumber: this.library.native("emitNumber"),
      isTensor: this.library.native("isTensor"),
      progress: this.library.native("progress"),
      plain: this.library.plain(),
    };
    this.runtime.setInterruptHandler(() => wiring.poll());
  }

  /** Frees everything. Throws when the engine has lost an object. */
  dispose(): void {
    this.runtime.removeInterruptHandler();
    for (const handle of [...this.#keys, ...Object.values(this.natives)]) handle.dispose();
    this.library.dispose();
    this.vm.dispose();
    this.runtime.dispose();
  }
}
