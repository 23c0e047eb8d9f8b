import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten";
import { PlatformFault } from "#lib/core/runner.ts";
import type { GuestContext } from "../boundary/index.ts";
import { PRELUDE } from "./prelude.ts";
import { SELDOM } from "./seldom.ts";

/** The harness's functions, held by the host alone: `run` makes one call, `describe` tells of an error. */
export type Harness = { readonly run: QuickJSHandle; readonly describe: QuickJSHandle };

type Hearing = {
  /** A line that was printed. */
  readonly say: (line: string) => void;
  /** The person's code has thrown; the harness is about to tell of it. */
  readonly settle: () => void;
  /** Takes charge of a handle until the end of the run. */
  readonly keep: (handle: QuickJSHandle) => QuickJSHandle;
};

/** Told, so that the engine need not find out whether the text is a module. */
const SCRIPT = { type: "global", strict: true } as const;

/** Starts the harness in a context in which nothing of the person's has run yet. */
export function startHarness({ vm, natives }: GuestContext, { say, settle, keep }: Hearing, counted: Counted): Harness {
  const { emitNumber, emitTensor, isTensor, progress } = natives;
  const make = keep(vm.unwrapResult(vm.evalCode(PRELUDE, "harness", SCRIPT)));
  const heard = [
    vm.newFunction("say", (text) => say(vm.getString(text))),
    vm.newFunction("settle", () => settle()),
    vm.newFunction("compile", () => vm.evalCode(SELDOM, "harness", SCRIPT)),
  ].map(keep);
  const made = vm.callFunction(make, vm.undefined, emitNumber, emitTensor, isTensor, progress, ...heard);
  const api = keep(vm.unwrapResult(made));
  const [run, describe, counter] = [0, 1, 2].map((i) => keep(vm.getProp(api, i)));
  if (!run || !describe || !counter) throw new PlatformFault("the harness did not start");
  if (counted !== null) startCounter(vm, counter, counted);
  return { run, describe };
}

type Counted = { readonly counter: string; readonly names: readonly string[] } | null;

function startCounter(
  vm: QuickJSContext,
  counter: QuickJSHandle,
  { counter: name, names }: NonNullable<Counted>,
): void {
  const args = [vm.newString(name), vm.newNumber(names.length)];
  vm.unwrapResult(vm.callFunction(counter, vm.undefined, ...args)).dispose();
  for (const handle of args) handle.dispose();
}
