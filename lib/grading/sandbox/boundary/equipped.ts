import { noteWrappers } from "./engine.ts";
import type { Restore } from "./pristine.ts";
import { Standing } from "./standing.ts";
import type { Wiring } from "./wiring.ts";

type Equip<T> = (standing: Standing) => T;

/**
 * An interpreter that stands with its equipment in it, as it was before any run. It is never taken down: putting the
 * memory back undoes a run, and the host's objects for it stay good, since every address is the same again.
 */
export class Equipped<T> {
  readonly equipment: T;
  readonly #equip: Equip<T>;
  readonly #standing: Standing;
  readonly #memory: WebAssembly.Memory;
  readonly #bytes: number;
  readonly #putBack: Restore;
  readonly #settleWrappers: () => boolean;
  #used = false;

  /** The memory must be pristine. Throws when the equipment holds tensors: how many there are is not in the memory. */
  constructor(wiring: Wiring, equip: Equip<T>, takePicture: () => Restore) {
    this.#equip = equip;
    this.#standing = new Standing(wiring);
    this.equipment = equip(this.#standing);
    if (wiring.kernel.bytesLive() !== 0n) throw new Error("the equipment holds tensors");
    this.#memory = wiring.engine.memory;
    this.#bytes = this.#memory.buffer.byteLength;
    this.#settleWrappers = noteWrappers(this.#standing.vm);
    this.#putBack = takePicture();
  }

  /** This, if it was made by `equip`. */
  for<U>(equip: Equip<U>): Equipped<U> | null {
    return (equip as unknown) === this.#equip ? (this as unknown as Equipped<U>) : null;
  }

  /** The interpreter as it was when equipped, for one run. */
  begin(): Standing {
    this.restore();
    this.#used = true;
    return this.#standing;
  }

  /** Puts the memory back, if there was a run. */
  restore(): void {
    if (this.#used) this.#putBack();
    this.#used = false;
  }

  /**
   * Ends a run. False when the memory as it was no longer fits what lies outside it: it has grown, or the guest has let
   * go of a function of the host's.
   */
  end(): boolean {
    return this.#settleWrappers() && this.#memory.buffer.byteLength === this.#bytes;
  }
}
