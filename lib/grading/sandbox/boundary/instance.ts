import { instantiateKernel } from "#lib/engine/kernel/index.ts";
import { Frame } from "#lib/engine/tensor/index.ts";
import { calibrate } from "./calibrate.ts";
import { type ContextOptions, GuestContext } from "./context.ts";
import { type EngineOptions, loadEngine } from "./engine.ts";
import { takePicture } from "./pristine.ts";
import { selfTest } from "./self-test.ts";
import { Wiring } from "./wiring.ts";

/** Above this much memory an instance is replaced rather than wiped (wasm memory never shrinks). */
const REPLACE_BYTES = 64 * 1024 * 1024;

export type Instance = {
  /** A fresh interpreter with `nd`. Throws when one is alive already or the instance is spent. */
  readonly newContext: (options: ContextOptions) => GuestContext;
  /**
   * Puts the memory back to what it was before any code ran (a tenth of a millisecond or two). Gives false when the instance
   * must be replaced instead: after a host exception, after a context that did not go clean, or when memory has grown large.
   */
  readonly restorePristine: () => boolean;
  /** False once the instance must not be used any more. */
  readonly healthy: () => boolean;
};

/**
 * An interpreter and a kernel on one bounded memory. Finds the interpreter's layout by calibration and runs a self-test;
 * rejects when either fails, so that a changed engine is noticed before any code is run in it.
 */
export async function createInstance(options: EngineOptions = {}): Promise<Instance> {
  const engine = await loadEngine(options);
  let hosted: (op: number) => void = () => {};
  const kernel = instantiateKernel({
    memory: engine.memory,
    malloc: engine.malloc,
    free: engine.free,
    ...engine.native,
    hosted: (op) => hosted(op),
  });
  const block = engine.malloc(kernel.bytesNeeded());
  kernel.place(block);
  const frame = new Frame(engine.memory, block);
  const restore = takePicture(engine);

  const probe = engine.quickjs.newContext();
  const { freeHostRef } = engine.callbacks;
  engine.callbacks.freeHostRef = () => {}; // the calibration's host references are only numbers
  const layout = calibrate(engine, probe);
  engine.callbacks.freeHostRef = freeHostRef;
  kernel.configure(
    layout.tensorClass,
    layout.arrayClass,
    layout.plainClass,
    layout.opaqueAt,
    layout.valuesAt,
    layout.countAt,
    layout.addendHigh,
  );
  probe.dispose();
  restore();

  const wiring = new Wiring(engine, kernel, frame, layout);
  hosted = (op) => wiring.hosted(op);
  let live: GuestContext | null = null;
  let spent = false;
  const healthy = () => !spent && !wiring.spent;

  const newContext: Instance["newContext"] = (contextOptions) => {
    if (live !== null) throw new Error("the last context is still alive");
    if (!healthy()) throw new Error("this instance is spent");
    spent = true; // until the context stands
    live = new GuestContext(wiring, contextOptions, (clean) => {
      live = null;
      if (!clean) spent = true;
    });
    spent = false;
    return live;
  };
  const restorePristine = () => {
    if (live !== null) throw new Error("the last context is still alive");
    if (!healthy() || engine.memory.buffer.byteLength > REPLACE_BYTES) return false;
    restore();
    return true;
  };
  const instance = { newContext, restorePristine, healthy };
  selfTest(instance);
  restore();
  return instance;
}
