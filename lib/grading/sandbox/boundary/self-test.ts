import { evaluate } from "./engine.ts";
import type { Instance } from "./instance.ts";

const LIMITS = { fuel: 1000, tensorBytes: 1 << 20, seed: 1 };

/** Programs with what they must give; together they touch each calibrated place. */
const programs: readonly (readonly [string, readonly number[] | number])[] = [
  ["nd.matmul([[1, 2], [3, 4]], nd.array([[5, 6], [7, 8]]).T)", [17, 23, 39, 53]],
  ["nd.array([[1.5, 2], [3, 4]]).sum({ axis: 0, keepdims: true })", [4.5, 6]],
  ["nd.add(nd.array([1, 2]), 0.5)", [1.5, 2.5]],
  ["nd.exp(0)", [1]],
];
/** Programs that must throw: nothing but the kernel's own objects passes for a tensor. */
const refused = ["nd.matmul([[1, 2]], [[1, 2]])", "nd.add({ shape: [1] }, 1)", "nd.array([1]).T.sum.call(nd.add)"];

/** Throws when the boundary does not work as calibrated; also when anything is left unfreed. */
export function selfTest(instance: Pick<Instance, "newContext" | "healthy">): void {
  const context = instance.newContext(LIMITS);
  for (const [code, expected] of programs) {
    const handle = evaluate(context.vm, code, "self-test.js");
    const value = context.readTensor(handle);
    if (value === null || `${[...value.data]}` !== `${expected}`) throw new Error(`self-test: ${code}`);
    handle.dispose();
  }
  for (const code of refused) {
    const result = context.vm.evalCode(code);
    if (!result.error) throw new Error(`self-test: ${code} was not refused`);
    result.error.dispose();
  }
  const plain = context.vm.newObject();
  if (context.readTensor(plain) !== null) throw new Error("self-test: an object passed for a tensor");
  plain.dispose();
  const made = context.makeTensor({ shape: [2], data: Float64Array.of(1, 2) });
  if (context.tensorBytes() === 0) throw new Error("self-test: tensor bytes are not counted");
  made.dispose();
  context.dispose();
  if (!instance.healthy()) throw new Error("self-test: something was left unfreed");
}
