import { float, int, type Operation, row } from "./row.ts";

const element = (name: string, code: number, doc: string, parts: Partial<Operation>): Operation =>
  row(name, code, doc, { home: "method", differentiable: false, ...parts });
const inner = (name: string, code: number, parts: Partial<Operation>): Operation =>
  row(name, code, "", { home: "inner", method: false, differentiable: false, signatures: [], ...parts });

/** Single elements. Plain numbers leave the tape: what is computed from them has no gradient. */
export const elements: readonly Operation[] = [
  element(
    "get",
    100,
    "One element as a number: `get(i, j)` of a matrix, one index per axis. Negative indices count from the end.",
    {
      gives: "number",
      signatures: ["(a: Tensor, ...index: number[]): number"],
    },
  ),
  element(
    "set",
    101,
    "Writes one element in place: `set(i, j, value)` of a matrix, one index per axis, then the value.",
    {
      gives: "nothing",
      signatures: [
        "(a: Tensor, i: number, value: number): void",
        "(a: Tensor, i: number, j: number, value: number): void",
        "(a: Tensor, i: number, j: number, k: number, value: number): void",
      ],
    },
  ),
  element("item", 102, "The only element of a tensor of one element, as a number.", {
    gives: "number",
    signatures: ["(a: Tensor): number"],
  }),
  inner("size", 103, { gives: "number" }),
  inner("ndim", 104, { gives: "number" }),
  inner("dim", 105, { gives: "number", attributes: [int("axis", 0, 0)] }),
  inner("flat", 106, { gives: "number", attributes: [int("index", 0)] }),
  inner("isTensor", 108, { gives: "boolean" }),
  inner("text", 109, { gives: "number" }),
  inner("random", 116, { operands: [], gives: "number" }),
  inner("charge", 117, { operands: [], gives: "nothing", attributes: [float("work", 0)] }),
  inner("mathExp", 146, { operands: [], gives: "number", attributes: [float("x", 0)] }),
  inner("mathLog", 147, { operands: [], gives: "number", attributes: [float("x", 0)] }),
  inner("mathSin", 148, { operands: [], gives: "number", attributes: [float("x", 0)] }),
  inner("mathCos", 149, { operands: [], gives: "number", attributes: [float("x", 0)] }),
  inner("mathTanh", 150, { operands: [], gives: "number", attributes: [float("x", 0)] }),
  inner("mathPow", 160, { operands: [], gives: "number", attributes: [float("x", 0), float("y", 1)] }),
  inner("emitTensor", 170, { gives: "nothing", attributes: [int("slot", 0)] }),
  inner("emitNumber", 171, { operands: [], gives: "nothing", attributes: [int("slot", 0), float("value", 0)] }),
  inner("progress", 172, { operands: [], gives: "nothing", attributes: [float("epoch", 0), float("loss", 1)] }),
];
