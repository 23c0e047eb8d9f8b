import { kernelBase64, kernelSha256 } from "#generated/kernel/kernel-bytes.ts";

export * from "./layout.ts";

/** SHA-256 of the kernel's wasm bytes: part of the engine hash. */
export { kernelSha256 };

/** What the kernel needs from its surroundings. */
export type KernelImports = {
  readonly memory: WebAssembly.Memory;
  readonly malloc: (bytes: number) => number;
  readonly free: (address: number) => void;
  /** Makes the interpreter's opaque object for a tensor header; only the guest's kernel calls it. */
  readonly newHostRef: (ctx: number, header: number) => number;
  readonly getProp: (ctx: number, object: number, key: number) => number;
  readonly freeValue: (ctx: number, value: number) => void;
  /** Called inside an operation, with the frame filled: while recording, and for the host's own operations. */
  readonly hosted: (op: number) => void;
};

/** The kernel's exports; addresses are byte offsets in the shared memory. */
export type KernelExports = {
  bytesNeeded(): number;
  place(base: number): void;
  /** Runs an operation on the frame as filled by the host; 1 when it went well. */
  apply(op: number): number;
  endCall(): void;
  reset(): void;
  /** A tensor with data still unwritten, of up to three axes; 0 where there is no room. */
  makeShaped(ndim: number, d0: number, d1: number, d2: number): number;
  release(header: number): void;
  plain(header: number): number;
  isTensor(address: number): number;
  setRecording(recording: number): void;
  setLimits(work: bigint, perPoll: bigint, bytes: bigint): void;
  setWork(work: bigint): void;
  workLeft(): bigint;
  ranOut(): number;
  bytesLive(): bigint;
  poll(): number;
  charge(work: bigint): number;
  /** Ends the run: 1 for fuel, 2 for memory. */
  exhaust(reason: number): void;
  seed(x: number): void;
  configure(
    tensorClass: number,
    arrayClass: number,
    plainClass: number,
    opaqueAt: number,
    valuesAt: number,
    countAt: number,
    addendHigh: number,
  ): void;
  setKeys(axis: number, keepdims: number): void;
  tensorIn(value: number): number;
  call(ctx: number, self: number, argc: number, argv: number, op: number): number;
  give(ctx: number, header: number): number;
};

let compiled: WebAssembly.Module | null = null;

/** The compiled kernel; compiled once per thread. */
export function kernelModule(): WebAssembly.Module {
  if (compiled === null) compiled = new WebAssembly.Module(Uint8Array.from(atob(kernelBase64), (c) => c.charCodeAt(0)));
  return compiled;
}

/** A kernel on the given memory. `place` must follow before any operation. */
export function instantiateKernel(imports: KernelImports): KernelExports {
  const instance = new WebAssembly.Instance(kernelModule(), { env: imports });
  return instance.exports as unknown as KernelExports;
}
