import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten";
import { PlatformFault } from "#lib/core/runner.ts";
import type { Standing } from "../boundary/index.ts";
import { MARKER } from "./marker.ts";
import { PRELUDE } from "./prelude.ts";
import { SELDOM } from "./seldom.ts";

/** What the host hears of one run. */
type Hearing = {
  /** A line that was printed. */
  readonly say: (line: string) => void;
  /** The person's code has thrown; the harness is about to tell of it. */
  readonly settle: () => void;
};

/** The harness's functions, held by the host alone: `run` makes one call, `describe` tells of an error. */
export type Harness = {
  readonly run: QuickJSHandle;
  readonly describe: QuickJSHandle;
  /** Starts counting in a run whose code has entries counted. */
  readonly count: (counted: Counted) => void;
  /** Makes the function that traced code calls. */
  readonly mark: (marker: string) => void;
  /** Says who hears the run that begins; null once it is over. */
  readonly listen: (hearing: Hearing | null) => void;
};

/** A module that takes a function of the harness off the globals, for code that imports it. */
export const takenOff = (name: string): string =>
  `export const ${name} = globalThis.${name}; delete globalThis.${name};`;

/** Told, so that the engine need not find out whether the text is a module. */
const SCRIPT = { type: "global", strict: true } as const;

/** Starts the harness in an interpreter in which nothing of a person's has run yet. Its handles live as long as that. */
export function startHarness({ vm, natives }: Pick<Standing, "vm" | "natives">): Harness {
  const { emitNumber, emitTensor, isTensor, progress, plain } = natives;
  let hearing: Hearing | null = null;
  const make = vm.unwrapResult(vm.evalCode(PRELUDE, "harness", SCRIPT));
  const heard = [
    vm.newFunction("say", (text) => hearing?.say(vm.getString(text))),
    vm.newFunction("settle", () => hearing?.settle()),
    vm.newFunction("compile", () => vm.evalCode(SELDOM, "harness", SCRIPT)),
  ];
  const made = vm.callFunction(make, vm.undefined, emitNumber, emitTensor, isTensor, progress, plain, ...heard);
  const api = vm.unwrapResult(made);
  const [run, describe, counter] = [0, 1, 2].map((i) => vm.getProp(api, i));
  if (!run || !describe || !counter) throw new PlatformFault("the harness did not start");
  return {
    run,
    describe,
    count: (counted) => startCounter(vm, counter, counted),
    mark: (marker) => startMarker(vm, natives, marker),
    listen: (next) => {
      hearing = next;
    },
  };
}

function startMarker(vm: QuickJSContext, natives: Standing["natives"], marker: string): void {
  const make = vm.unwrapResult(vm.evalCode(MARKER, "harness", SCRIPT));
  const name = vm.newString(marker);
  const { emitNumber, emitTensor, isTensor } = natives;
  vm.unwrapResult(vm.callFunction(make, vm.undefined, emitNumber, emitTensor, isTensor, name)).dispose();
  make.dispose();
  name.dispose();
}

type Counted = { readonly counter: string; readonly names: readonly string[] };

function startCounter(vm: QuickJSContext, counter: QuickJSHandle, { counter: name, names }: Counted): void {
  const args = [vm.newString(name), vm.newNumber(names.length)];
  vm.unwrapResult(vm.callFunction(counter, vm.undefined, ...args)).dispose();
  for (const handle of args) handle.dispose();
}
