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
