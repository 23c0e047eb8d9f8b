import { FUZZ_PROGRAM } from "./fuzz-program.testing.ts";
import { createInstance, type GuestContext, type Instance } from "./index.ts";

/** What a piece of guest code came to. */
export type Outcome = { readonly value: unknown } | { readonly error: string; readonly stack: string };

/** Runs code in a context and reads the result: a tensor by the kernel, anything else by the library. For tests only. */
export function run(context: GuestContext, code: string): Outcome {
  const result = context.vm.evalCode(code, "student.ts");
  if (result.error) {
    const said = context.vm.dump(result.error) as { name?: string; message?: string; stack?: string } | undefined;
    result.error.dispose();
    return { error: `${said?.name}: ${said?.message}`, stack: said?.stack ?? "" };
  }
  const value = context.readTensor(result.value) ?? context.vm.dump(result.value);
  result.value.dispose();
  return { value };
}

export const LIMITS = { fuel: 2000, tensorBytes: 32 * 1024 * 1024, seed: 1 };

let shared: Promise<Instance> | null = null;

/** Does something in a fresh context on pristine memory, and demands that nothing is left afterwards. */
export async function inContext<T>(
  use: (context: GuestContext, evaluate: (code: string) => Outcome) => T,
  limits: Partial<Parameters<Instance["newContext"]>[0]> = {},
): Promise<T> {
  shared ??= createInstance();
  const instance = await shared;
  if (!instance.restorePristine()) {
    shared = null;
    return inContext(use, limits);
  }
  const context = instance.newContext({ ...LIMITS, ...limits });
  let result: T;
  try {
    result = use(context, (code) => run(context, code));
  } finally {
    context.dispose();
  }
  if (!instance.healthy()) throw new Error("the context left something behind");
  return result;
}

/**
 * One run of `fuzz` in the instance; gives how many calls gave a result. Throws when the engine trapped, an error of an
 * unknown kind came up, a plain product afterwards is not right, or a tensor was left behind.
 */
export function fuzzOnce(instance: Instance, seed: number, calls: number, taped: boolean): number {
  const context = instance.newContext({ fuel: 1e6, tensorBytes: 32 * 1024 * 1024, seed });
  run(context, FUZZ_PROGRAM);
  if (taped) context.startTape();
  const outcome = run(context, `fuzz(${seed}, ${calls})`);
  if (taped) context.stopTape();
  const limit = context.ranOut();
  const after = limit === null ? run(context, "nd.matmul([[1, 2]], [[3], [4]]).item()") : { value: 11 };
  const clean = context.dispose();
  if (!instance.healthy() || (!clean && limit === null)) throw new Error(`seed ${seed} harmed the engine`);
  if (limit === null && (!("value" in outcome) || typeof outcome.value !== "number"))
    throw new Error(`seed ${seed}: ${"error" in outcome ? outcome.error : "no count"}`);
  if (!("value" in after) || after.value !== 11) throw new Error(`seed ${seed}: a product is not right afterwards`);
  return "value" in outcome && typeof outcome.value === "number" ? outcome.value : 0;
}
