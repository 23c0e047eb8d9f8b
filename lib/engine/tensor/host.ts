import { isTensorValue, type TensorValue } from "#lib/core/value.ts";
import * as K from "#lib/engine/kernel/index.ts";
import { type Attributes, Frame } from "./frame.ts";
import { type Operation, operationNamed } from "./operations/index.ts";

/** Shapes that do not fit an operation, or an axis or index that is not there. The message names both shapes. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
}

export type Host = {
  /**
   * Carries out an operation by its `nd` name. `concat`, `stack`, `hstack` and `vstack` take their list as `inputs`.
   * An operation in place gives what its first operand becomes. Gives a tensor value with data of its own (a number comes back 0-D). Throws ShapeError when shapes do not fit.
   */
  readonly apply: (op: string, inputs: readonly (TensorValue | number)[], attributes?: Attributes) => TensorValue;
};

const LIMIT = 512 * 1024 * 1024;
const PAGE = 65536;

/**
 * A kernel with a memory of its own, apart from any guest's. Its allocator is a stack: what a call needed is dropped
 * when the call is over, so nothing of one call is left for the next.
 */
export function createHost(): Host {
  const memory = new WebAssembly.Memory({ initial: 4, maximum: LIMIT / PAGE });
  let top = PAGE;
  const malloc = (bytes: number): number => {
    const at = (top + 15) & ~15;
    const end = at + bytes;
    if (end > LIMIT) return 0;
    if (end > memory.buffer.byteLength) memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE));
    top = end;
    return at;
  };
  const never = (): number => {
    throw new Error("the host's kernel has no interpreter");
  };
  const kernel = K.instantiateKernel({
    memory,
    malloc,
    free: () => {},
    newHostRef: never,
    getProp: never,
    freeValue: never,
    hosted: never,
  });
  const block = malloc(kernel.bytesNeeded());
  kernel.place(block);
  const start = top;
  const frame = new Frame(memory, block);

  const enter = (value: TensorValue): { header: number } => {
    const [d0 = 0, d1 = 0, d2 = 0] = value.shape;
    if (value.shape.length > K.AXES) throw new ShapeError(`tensors have at most ${K.AXES} axes here`);
    const header = kernel.makeShaped(value.shape.length, d0, d1, d2);
    if (header === 0) throw new Error("the host's memory is used up");
    new Float64Array(memory.buffer, header + K.HEADER, value.data.length).set(value.data);
    return { header };
  };

  const fill = (op: Operation, inputs: readonly (TensorValue | number)[], attributes: Attributes): void => {
    if (op.operands === "list") {
      frame.setList(inputs.map((x) => enter(isTensorValue(x) ? x : { shape: [], data: Float64Array.of(x) }).header));
    } else {
      if (inputs.length !== op.operands.length) throw new Error(`${op.name} takes ${op.operands.length} inputs`);
      inputs.forEach((x, i) => {
        frame.setOperand(i, isTensorValue(x) ? enter(x) : x);
      });
    }
    frame.setAttributes(op, attributes);
  };

  const apply: Host["apply"] = (name, inputs, attributes = {}) => {
    const op = operationNamed(name);
    top = start;
    kernel.reset();
    kernel.setLimits(2n ** 62n, 1n, BigInt(LIMIT));
    if (typeof attributes.seed === "number" && op.name !== "seed") kernel.seed(attributes.seed);
    fill(op, inputs, attributes);
    if (kernel.apply(op.code) === 0) throw new ShapeError(frame.complaint(op).message);
    if (frame.int(K.F_KIND) !== K.TENSOR) return { shape: [], data: Float64Array.of(frame.float(K.F_NUMBER)) };
    const result = frame.int(K.F_RESULT);
    return { shape: frame.shapeOf(result), data: frame.dataOf(result) };
  };
  return { apply };
}
