import { instantiateKernel } from "#lib/engine/kernel/index.ts";
import { Frame } from "#lib/engine/tensor/index.ts";
import { calibrate } from "./calibrate.ts";
import { type ContextOptions, GuestContext } from "./context.ts";
import { type EngineOptions, loadEngine } from "./engine.ts";
import { Equipped } from "./equipped.ts";
import { createCamera } from "./pristine.ts";
import { selfTest } from "./self-test.ts";
import { Standing } from "./standing.ts";
import { Wiring } from "./wiring.ts";

/** Above this much memory an instance is replaced rather than wiped (wasm memory never shrinks). */
const REPLACE_BYTES = 64 * 1024 * 1024;

export type Instance = {
  /** A fresh interpreter with `nd`. Throws when one is alive already or the instance is spent. */
  readonly newContext: (options: ContextOptions) => GuestContext;
  /**
   * As `newContext`, with equipment in the interpreter (code of our own, before any of a person's). Made once: each later
   * run with the same `equip` begins from the memory as it was then, so that nothing is compiled again. The equipment's
   * handles stay good for all of these runs, and must be neither disposed nor dropped by the guest.
   */
  readonly newEquipped: <T>(
    options: ContextOptions,
    equip: (standing: Standing) => T,
  ) => { readonly context: GuestContext; readonly equipment: T };
  /**
   * Puts the memory back to what it was before any code of a person's ran (a tenth of a millisecond or two). Gives false when
   * the instance must be replaced instead: after a host exception, after a context that did not go clean, or when memory has
   * grown large.
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
  const takePicture = createCamera(engine);
  const restore = takePicture();

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
  let kept: Equipped<unknown> | null = null;
  let spent = false;
  const healthy = () => !spent && !wiring.spent;

  const begin = (contextOptions: ContextOptions, prepare: () => Standing, finish: (standing: Standing) => boolean) => {
    if (live !== null) throw new Error("the last context is still alive");
    if (!healthy()) throw new Error("this instance is spent");
    spent = true; // until the context stands
    const standing = prepare();
    live = new GuestContext(wiring, standing, contextOptions, (clean) => {
      live = null;
      const whole = finish(standing) && clean;
      if (!whole) spent = true;
      return whole;
    });
    spent = false;
    return live;
  };
  const newContext: Instance["newContext"] = (contextOptions) => {
    const prepare = () => {
      if (kept !== null) restore();
      kept = null;
      return new Standing(wiring);
    };
    return begin(contextOptions, prepare, (standing) => {
      try {
        standing.dispose();
        return kernel.bytesLive() === 0n;
      } catch {
        return false;
      }
    });
  };
  const newEquipped: Instance["newEquipped"] = (contextOptions, equip) => {
    let equipped = kept?.for(equip) ?? null;
    const context = begin(
      contextOptions,
      () => {
        if (equipped === null) {
          restore();
          equipped = new Equipped(wiring, equip, takePicture);
          kept = equipped;
        }
        return equipped.begin();
      },
      () => equipped?.end() ?? false,
    );
    if (equipped === null) throw new Error("a context stands without its equipment");
    return { context, equipment: equipped.equipment };
  };
  const restorePristine = () => {
    if (live !== null) throw new Error("the last context is still alive");
    if (!healthy() || engine.memory.buffer.byteLength > REPLACE_BYTES) return false;
    if (kept === null) restore();
    else kept.restore();
    return true;
  };
  const instance = { newContext, newEquipped, restorePristine, healthy };
  selfTest(instance);
  restore();
  return instance;
}
