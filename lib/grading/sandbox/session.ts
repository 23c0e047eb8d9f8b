// Longer than most: one run from its first file to its last call, which shares its handles and its end.
import type { QuickJSHandle } from "quickjs-emscripten";
import {
  type Call,
  type CallResult,
  type GuestError,
  PlatformFault,
  RECURSION,
  type RunOptions,
  type RunOutcome,
  type RunRequest,
  type Tape,
} from "#lib/core/runner.ts";
import type { Value } from "#lib/core/value.ts";
import { addressOf, type Emitted, type GuestContext, type Instance } from "./boundary/index.ts";
import { Console } from "./console.ts";
import {
  child,
  type Ending,
  isOutOfMemory,
  isOverflow,
  isPending,
  isUnwound,
  messageOf,
  ofUnreadable,
  tapeOf,
} from "./endings.ts";
import { explained } from "./explained/index.ts";
import { decodeValue, Unreadable, WordReader } from "./harness/decode.ts";
import { encodeArguments, encodeReturns, type PlacedTensor } from "./harness/encode.ts";
import { malformed } from "./harness/sentences.ts";
import { type Harness, startHarness, takenOff } from "./harness/start.ts";
import { STATUS, TAGS } from "./harness/tags.ts";
import { importError, type Program, prepareOnce, resolveImport } from "./program.ts";
import { guestError } from "./stack.ts";

/** The backstops of one run, which never decide a verdict by themselves: their outcome is `killed`. */
export type SessionOptions = RunOptions & {
  /** Wall-clock milliseconds after which the interpreter stops at its next poll. */
  readonly deadlineMs?: number;
};

/** Polls left to the harness to tell where a run was when its budget ended. */
const GRACE = 4;

/** A module of our own that imports the person's, after one that says that everything was compiled and linked. */
const ENTRY = "entry:";
const BEGIN = "begin:";

/** Fuel in whole millionths: differences of large numbers carry noise behind that. */
const rounded = (fuel: number): number => Math.round(fuel * 1e6) / 1e6;

const skeletons = new WeakMap<Call["args"], ReturnType<typeof encodeArguments>>();

type Earlier = { readonly resultOf: number; readonly path?: readonly string[] };

const isEarlier = (argument: Call["args"][number]): argument is Earlier =>
  typeof argument === "object" && argument !== null && "resultOf" in argument && typeof argument.resultOf === "number";

/** Texts that stay in the guest for a run, and the longest of them. */
const KEPT_TEXTS = 64;
const KEPT_LENGTH = 1000;

/** Bytes of a tensor besides its numbers, for the limit. */
const HEADER_BYTES = 64;

/** `clean` is false when the instance must not be used again. */
export type Ran = { readonly outcome: RunOutcome; readonly clean: boolean };

/**
 * Runs a request in a fresh context of the instance. Whatever the guest does is an outcome; throws PlatformFault for
 * the platform's own faults.
 */
export function runSession(instance: Instance, request: RunRequest, options: SessionOptions = {}): Ran {
  const prepared = prepareOnce(request);
  if (!prepared.ok) {
    const error = explained(prepared.error, request.files);
    return { outcome: { status: "notParsed", error, results: [], console: [], fuel: 0 }, clean: true };
  }
  const session = new Session(instance, request, prepared.value, options);
  let outcome: RunOutcome;
  try {
    const ending = session.run();
    outcome = ending.status === "killed" ? ending : { ...ending, ...session.ended() };
  } catch (error) {
    session.dispose();
    if (isUnwound(error)) return { outcome: { status: "killed", timesKilled: 1 }, clean: false };
    throw error instanceof PlatformFault ? error : new PlatformFault(messageOf(error));
  }
  return { outcome, clean: session.dispose() && instance.healthy() };
}

/** What stood on the meters before a call. */
type Readings = { readonly fuel: number; readonly effort: number };

class Session {
  readonly #request: RunRequest;
  readonly #program: Program;
  readonly #context: GuestContext;
  readonly #harness: Harness;
  readonly #handles: QuickJSHandle[] = [];
  readonly #texts = new Map<string, QuickJSHandle>();
  readonly #console = new Console();
  readonly #results: CallResult[] = [];
  #refused: GuestError | null = null;
  #limit: "fuel" | "memory" | null = null;
  readonly #memoryBytes: number;
  #fuel = 0;

  constructor(instance: Instance, request: RunRequest, program: Program, options: SessionOptions) {
    this.#request = request;
    this.#program = program;
    const contextOptions = {
      ...request.budget,
      seed: request.seed,
      ...(options.deadlineMs === undefined ? {} : { deadlineMs: options.deadlineMs }),
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    };
    const { context, equipment } = instance.newEquipped(contextOptions, startHarness);
    this.#context = context;
    this.#harness = equipment;
    this.#memoryBytes = this.#context.memory.buffer.byteLength;
  }

  ended() {
    return { results: this.#results, console: this.#console.lines(), fuel: rounded(this.#fuel) };
  }

  run(): Ending {
    const harness = this.#harness;
    harness.listen({ say: (line) => this.#console.add(line), settle: () => this.#closeAccount() });
    if (this.#program.counted !== null) harness.count(this.#program.counted);
    if (this.#program.traced !== null) harness.mark(this.#program.traced.marker);
    const { fuel } = this.#request.budget;
    this.#context.setFuel(fuel);
    const namespace = this.#evaluate(harness);
    if ("status" in namespace) return namespace;
    for (const [index, call] of this.#request.calls.entries()) {
      const fuel = this.#context.fuelLeft();
      const effort = this.#context.effort();
      try {
        const end = this.#call(harness, namespace.handle, index, call, { fuel, effort });
        if (end !== null) return end;
      } catch (error) {
        return ofUnreadable(error, this.#request.place, index, call.fn);
      }
    }
    return { status: "ok" };
  }

  // --- setting up ---

  #keep(handle: QuickJSHandle): QuickJSHandle {
    this.#handles.push(handle);
    return handle;
  }

  /** A text in the guest: calls have most of theirs in common, so a short one stays until the run is over. */
  #text(text: string, passing: QuickJSHandle[]): QuickJSHandle {
    const kept = this.#texts.get(text);
    if (kept !== undefined) return kept;
    const handle = this.#context.vm.newString(text);
    if (text.length > KEPT_LENGTH || this.#texts.size === KEPT_TEXTS) {
      passing.push(handle);
      return handle;
    }
    this.#texts.set(text, handle);
    return this.#keep(handle);
  }

  #evaluate(harness: Harness): { readonly handle: QuickJSHandle } | Ending {
    const { vm, runtime } = this.#context;
    const { files } = this.#request;
    const { names, code } = this.#program;
    const entry = names.at(-1) ?? "";
    const told = this.#program.counted?.counter ?? this.#program.traced?.marker ?? null;
    const own = new Map([[BEGIN, told === null ? "begin();" : `import "${told}"; begin();`]]);
    if (told !== null) own.set(told, takenOff(told));
    runtime.setModuleLoader(
      (name) => code.get(name) ?? own.get(name) ?? "",
      (from, specifier) => {
        if (from === ENTRY || specifier === told) return specifier;
        const found = resolveImport(this.#program, from, specifier);
        if (found.ok) return found.value;
        this.#refused ??= importError(files, from, specifier, found.error);
        return { error: new Error(found.error) };
      },
    );
    this.#context.takeEmitted();
    const source = `import "${BEGIN}"; export * as file from ${JSON.stringify(entry)};`;
    const result = vm.evalCode(source, ENTRY, { type: "module" });
    const began = this.#context.takeEmitted().length > 0;
    const handle = this.#keep(result.error ?? result.value);
    const stopped = this.#stopped(harness, -1, result.error ?? null);
    if (stopped !== null) return stopped;
    if (this.#refused !== null) return { status: "notParsed", error: this.#refused };
    if (result.error === undefined)
      return isPending(vm, handle) ? this.#awaits() : { handle: this.#keep(vm.getProp(handle, "file")) };
    const error = this.#told(harness, handle);
    if (error === null) return { status: "outOfMemory", atCall: -1, at: null };
    return began ? this.#threw(-1, error) : { status: "notParsed", error: explained(error, files) };
  }

  #awaits(): Ending {
    const message = "The file waits for something at its top level; promises are not carried out here.";
    return { status: "threw", atCall: -1, error: { name: "Error", message, at: null, stack: [] } };
  }

  // --- calls ---

  #call(harness: Harness, namespace: QuickJSHandle, index: number, call: Call, before: Readings): Ending | null {
    const skeleton = this.#skeletonOf(call.args);
    const tensors = this.#tensors(skeleton.tensors);
    if (tensors === null) return { status: "outOfMemory", atCall: index, at: null };
    if (call.tape) this.#context.startTape(call.trace);
    const leaves = new Map<number, readonly string[]>();
    for (const [i, { path }] of call.tape ? skeleton.tensors.entries() : []) {
      const id = tensors[i] === undefined ? null : this.#context.leaf(tensors[i]);
      if (id !== null) leaves.set(id, path);
    }
    const passing: QuickJSHandle[] = [];
    const texts = [call.fn, skeleton.json, skeleton.places, encodeReturns(call.returns)].map((text) =>
      addressOf(this.#text(text, passing)),
    );
    this.#context.takeEmitted();
    const thrown = this.#context.call(harness.run, [addressOf(namespace), ...texts, ...tensors]);
    for (const handle of passing) handle.dispose();
    for (const address of tensors) this.#context.free(address);
    const emitted = this.#context.takeEmitted();
    if (thrown !== null) this.#keep(thrown);
    const error = thrown === null ? this.#errorIn(emitted) : null;
    const stopped = this.#stopped(harness, index, thrown ?? error);
    if (stopped !== null) return stopped;
    if (thrown !== null) return { status: "outOfMemory", atCall: index, at: null };
    if (error !== null) return this.#threw(index, error);

    const status = emitted.at(-1);
    if (status?.slot !== TAGS.STATUS) throw new Unreadable("the harness gave no status");
    if (status.value === STATUS.BAD) {
      const from = emitted.findIndex((word) => word.slot === TAGS.BAD);
      return {
        status: "malformed",
        atCall: index,
        ...malformed(new WordReader(emitted.slice(from)), call.fn, call.returns),
      };
    }
    const words = new WordReader(emitted);
    const entries = new Map(this.#program.counted?.names.map((name) => [name, words.number(TAGS.COUNT)]));
    const outputs: Tape["outputs"][number][] = [];
    const value = decodeValue(words, call.returns, (id, path) => outputs.push({ path, id }));
    this.#results.push({
      value,
      counts: Object.fromEntries((call.count ?? []).map((name) => [name, entries.get(name) ?? 0])),
      fuel: rounded(before.fuel - this.#context.fuelLeft()),
      effort: Math.round(this.#context.effort() - before.effort),
      tape: call.tape ? tapeOf(this.#context.stopTape(), leaves, outputs, this.#program.traced) : null,
    });
    return null;
  }

  /** Arguments that are all given are the same in every run that has them. */
  #skeletonOf(args: Call["args"]): ReturnType<typeof encodeArguments> {
    const there = skeletons.get(args);
    if (there !== undefined) return there;
    const made = encodeArguments(args.map((argument) => this.#resolve(argument)));
    if (!args.some(isEarlier)) skeletons.set(args, made);
    return made;
  }

  /** A value given, or found in the result of an earlier call: copies either way, so no call sees another's changes. */
  #resolve(argument: Call["args"][number]): Value {
    if (!isEarlier(argument)) return argument;
    const result = this.#results[argument.resultOf];
    if (result === undefined) throw new Error(`there is no result ${argument.resultOf} yet`);
    return (argument.path ?? []).reduce((value, key) => child(value, key), result.value);
  }

  #tensors(placed: readonly PlacedTensor[]): number[] | null {
    const room = this.#request.budget.tensorBytes - this.#context.tensorBytes();
    const needed = placed.reduce((sum, { value }) => sum + value.data.byteLength + HEADER_BYTES, 0);
    return needed > room ? null : placed.map(({ value }) => this.#context.placeTensor(value));
  }

  // --- endings ---

  /**
   * What stopped the run, if anything did: consulted before any result, since a guest can swallow an interrupt.
   * `error` is what came of the run: a value of the guest's, or an error that the harness told of.
   */
  #stopped(harness: Harness, atCall: number, error: QuickJSHandle | GuestError | null): Ending | null {
    if (this.#context.timedOut()) return { status: "killed", timesKilled: 1 };
    this.#closeAccount();
    if (this.#limit === null) return null;
    const told = error === null || "name" in error ? error : this.#told(harness, error);
    return { status: this.#limit === "fuel" ? "outOfBudget" : "outOfMemory", atCall, at: told?.at ?? null };
  }

  /**
   * Notes the fuel used and the limit reached, if any; then gives the harness some to tell where the run was. Called by
   * the harness too, once the person's code has thrown; what it did until then is settled for good.
   */
  #closeAccount(): void {
    if (this.#limit !== null) return;
    const { fuel } = this.#request.budget;
    this.#fuel = Math.min(fuel, fuel - this.#context.fuelLeft());
    this.#limit = this.#context.ranOut();
    if (this.#limit !== null) this.#context.setFuel(GRACE);
  }

  #threw(atCall: number, error: GuestError): Ending {
    if (isOutOfMemory(error, this.#hasGrown())) return { status: "outOfMemory", atCall, at: error.at };
    return {
      status: "threw",
      atCall,
      error: isOverflow(error) ? { ...error, name: "RangeError", message: RECURSION } : error,
    };
  }

  /** An error that reached the host, told by the harness; null when there was no memory to tell it. */
  #told(harness: Harness, handle: QuickJSHandle): GuestError | null {
    const { vm } = this.#context;
    this.#context.takeEmitted();
    const result = vm.callFunction(harness.describe, vm.undefined, handle);
    (result.error ?? result.value).dispose();
    const emitted = this.#context.takeEmitted();
    return result.error === undefined ? this.#errorIn(emitted) : null;
  }

  /** The error that the harness told of last, if it told of one. */
  #errorIn(emitted: readonly Emitted[]): GuestError | null {
    const from = emitted.findLastIndex((word) => word.slot === TAGS.ERROR);
    if (from < 0) return null;
    const words = new WordReader(emitted.slice(from + 1));
    const told = { name: words.text(), message: words.text(), stack: words.text() };
    const { files } = this.#request;
    return explained(guestError(told, this.#program.places, files), files);
  }

  /**
   * Whether everything was given back, and memory is as large as it was: how much of it can still grow would make the
   * next run depend on this one.
   */
  dispose(): boolean {
    let whole = !this.#hasGrown();
    this.#harness.listen(null);
    try {
      for (const handle of this.#handles) if (handle.alive) handle.dispose();
    } catch {
      whole = false;
    }
    return this.#context.dispose() && whole;
  }

  #hasGrown(): boolean {
    return this.#context.memory.buffer.byteLength > this.#memoryBytes;
  }
}
