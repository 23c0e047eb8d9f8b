import variant from "@jitl/quickjs-wasmfile-release-sync";
import {
  type EmscriptenModuleCallbacks,
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
} from "quickjs-emscripten";

/** How the interpreter's own wasm is found: by the package (Node), at an address, or as bytes (browser bundles). */
export type EngineOptions = {
  readonly wasmLocation?: string;
  readonly wasmBinary?: ArrayBuffer;
  /** Most memory that interpreter and tensors may take together, in bytes; the engine's own limit does not hold. */
  readonly memoryBytes?: number;
};

/** The unstable corners of quickjs-emscripten 0.32 that this folder stands on, in one place. */
export type Engine = {
  readonly quickjs: QuickJSWASMModule;
  readonly memory: WebAssembly.Memory;
  readonly ffi: ReturnType<QuickJSWASMModule["getFFI"]>;
  readonly callbacks: EmscriptenModuleCallbacks;
  readonly malloc: (bytes: number) => number;
  readonly free: (address: number) => void;
  /** Exports of the interpreter's wasm, called from the kernel without a detour through JavaScript. */
  readonly native: {
    readonly newHostRef: (ctx: number, id: number) => number;
    readonly getProp: (ctx: number, object: number, key: number) => number;
    readonly freeValue: (ctx: number, value: number) => void;
  };
};

const PAGE = 65536;
/** The engine asks for 16 MiB at least. */
const FIRST_PAGES = 256;
const MEMORY_BYTES = 96 * 1024 * 1024;

type RawModule = {
  readonly callbacks: EmscriptenModuleCallbacks;
  readonly _malloc: Engine["malloc"];
  readonly _free: Engine["free"];
  readonly _QTS_NewHostRef: Engine["native"]["newHostRef"];
  readonly _QTS_GetProp: Engine["native"]["getProp"];
  readonly _QTS_FreeValuePointer: Engine["native"]["freeValue"];
};

/** The engine's last words go to the error it throws; printing them too would only fill the log. */
const quiet = { print: () => {}, printErr: () => {} } as object;

export async function loadEngine(options: EngineOptions): Promise<Engine> {
  const maximum = Math.floor((options.memoryBytes ?? MEMORY_BYTES) / PAGE);
  const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum });
  const quickjs = await newQuickJSWASMModuleFromVariant(
    newVariant(variant, {
      wasmMemory: memory,
      log: () => {},
      emscriptenModule: quiet,
      ...(options.wasmLocation === undefined ? {} : { wasmLocation: options.wasmLocation }),
      ...(options.wasmBinary === undefined ? {} : { wasmBinary: options.wasmBinary }),
    }),
  );
  const raw = (quickjs as unknown as { readonly module: RawModule }).module;
  if (quickjs.getWasmMemory() !== memory) throw new Error("the interpreter did not take the memory it was given");
  return {
    quickjs,
    memory,
    ffi: quickjs.getFFI(),
    callbacks: raw.callbacks,
    malloc: raw._malloc,
    free: raw._free,
    native: { newHostRef: raw._QTS_NewHostRef, getProp: raw._QTS_GetProp, freeValue: raw._QTS_FreeValuePointer },
  };
}

/** A handle for a JS value at an address; the handle frees it. */
export function handleOf(vm: QuickJSContext, address: number): QuickJSHandle {
  const inner = vm as unknown as { readonly memory: { heapValueHandle(at: number): QuickJSHandle } };
  return inner.memory.heapValueHandle(address);
}

/** Address of the JSContext. */
export function contextAddress(vm: QuickJSContext): number {
  return (vm as unknown as { readonly ctx: { readonly value: number } }).ctx.value;
}

/** Address of the JS value in a handle. */
export function addressOf(handle: QuickJSHandle): number {
  return handle.value as number;
}

/**
 * Evaluates code of our own, in strict mode. Throws an error with the guest's words only: the library's own error drags
 * the whole engine along, and printing that takes thousands of lines.
 */
export function evaluate(vm: QuickJSContext, code: string, file: string): QuickJSHandle {
  const result = vm.evalCode(code, file, { type: "global", strict: true });
  if (!result.error) return result.value;
  const said = vm.getProp(result.error, "message");
  const message = vm.getString(said);
  said.dispose();
  result.error.dispose();
  throw new Error(`${file}: ${message}`);
}

type Fields = { [name: string]: unknown };

/**
 * Notes what the package's own objects know of an interpreter, which lies outside its memory, and gives what puts it
 * back. What that gives is false when the guest has let go of a function of the host's: then these objects no longer
 * fit the memory as it was.
 */
export function noteWrappers(vm: QuickJSContext): () => boolean {
  const wrappers = [vm, vm.runtime] as unknown as readonly Fields[];
  const noted = wrappers.map((wrapper) => ({ ...wrapper }));
  const refs = () => {
    const { groups, freelist, nextId } = (vm.runtime as unknown as { readonly hostRefs: HostRefs }).hostRefs;
    return `${[...groups.values()].map((group) => [...group.keys()])} ${freelist} ${nextId}`;
  };
  const before = refs();
  return () => {
    for (const [i, wrapper] of wrappers.entries()) Object.assign(wrapper, noted[i]);
    return refs() === before;
  };
}

type HostRefs = {
  readonly groups: ReadonlyMap<number, ReadonlyMap<number, object>>;
  readonly freelist: readonly number[];
  readonly nextId: number;
};
