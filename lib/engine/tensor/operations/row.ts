/** An attribute of an operation: where the call frame keeps it, and what it is when left out. */
export type AttributeSlot = {
  readonly name: string;
  /** `int` and `float` are single numbers; `shape` is a list of lengths kept from int slot 0 on, `axes` one that may be left out. */
  readonly kind: "int" | "float" | "flag" | "shape" | "axes";
  readonly slot: number;
  /** Null: must be given. */
  readonly otherwise: number | null;
};

/**
 * One operation, for the host, the guest and the editor alike.
 *
 * `operands` are tensors or numbers; `"list"` is one list of tensors. `attributes` stand after the operands in a
 * positional call, in this order, and are the names of an options object and of a tape entry.
 */
export type Operation = {
  readonly name: string;
  /** The same number as in ../../kernel/assembly/codes.ts. */
  readonly code: number;
  readonly operands: readonly string[] | "list";
  readonly attributes: readonly AttributeSlot[];
  /** What comes out. */
  readonly gives: "tensor" | "number" | "boolean" | "nothing";
  /** Also a method of tensors (the first operand is `this`). */
  readonly method: boolean;
  /** `nd.NAME`, `nd.random.NAME`, only a method, or reached only by our own code. */
  readonly home: "nd" | "random" | "method" | "inner";
  /** Whether a gradient can flow through it: autodiff has a row for it. */
  readonly differentiable: boolean;
  /** Whether its result has entries of its operands, at other places, and none that is computed. */
  readonly moves: boolean;
  /** Signatures in TypeScript, `(…): …`; the method's is made by leaving out the first parameter. */
  readonly signatures: readonly string[];
  readonly doc: string;
};

type Parts = Partial<Omit<Operation, "name" | "code" | "doc" | "signatures">> & {
  readonly signatures?: readonly string[];
};

/** A row with the usual parts filled in: one operand, a tensor out, function and method, differentiable. */
export function row(name: string, code: number, doc: string, parts: Parts = {}): Operation {
  const usual = {
    operands: ["a"],
    attributes: [],
    gives: "tensor",
    method: true,
    home: "nd",
    differentiable: true,
    moves: false,
    signatures: ["(a: TensorLike): Tensor"],
  } as const;
  return { name, code, doc, ...usual, ...parts };
}

export const int = (name: string, slot: number, otherwise: number | null = null): AttributeSlot => ({
  name,
  kind: "int",
  slot,
  otherwise,
});
export const flag = (name: string, slot: number): AttributeSlot => ({ name, kind: "flag", slot, otherwise: 0 });
export const float = (name: string, slot: number, otherwise: number | null = null): AttributeSlot => ({
  name,
  kind: "float",
  slot,
  otherwise,
});
export const shape = (name = "shape"): AttributeSlot => ({ name, kind: "shape", slot: 0, otherwise: null });
/** An order of axes, from int slot 0 on: none means the usual one. */
export const axes = (name = "axes"): AttributeSlot => ({ name, kind: "axes", slot: 0, otherwise: null });
