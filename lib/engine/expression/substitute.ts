import { createRandom } from "#lib/core/random.ts";
import type { TensorValue } from "#lib/core/value.ts";
import type { Host } from "#lib/engine/tensor/index.ts";
import type { Activation } from "./entrywise.ts";
import { areEqual } from "./equal.ts";
import { evaluate } from "./evaluate.ts";
import { children, type Formula, type FormulaNode } from "./formula.ts";
import { SUMOVER } from "./indexed.ts";
import { drawPoint, type ReadNetwork } from "./network.ts";
import { scaleOf } from "./relation.ts";
import { inferShape } from "./shape.ts";

/** The formula with the formulas of some names in their place. */
export function substitute(formula: Formula, written: ReadonlyMap<string, Formula>): Formula {
  return written.size === 0 ? formula : { ...formula, root: replaced(formula.root, written) };
}

function replaced(node: FormulaNode, written: ReadonlyMap<string, Formula>): FormulaNode {
  switch (node.kind) {
    case "number":
      return node;
    case "symbol":
      return written.get(node.name)?.root ?? node;
    case "negate":
    case "transpose":
      return { ...node, of: replaced(node.of, written) };
    case "binary":
      return { ...node, left: replaced(node.left, written), right: replaced(node.right, written) };
    case "power":
      return { ...node, base: replaced(node.base, written), exponent: replaced(node.exponent, written) };
    case "call":
      return { ...node, args: node.args.map((arg) => replaced(arg, written)) };
  }
}

/** Whether some part of a formula equals another formula. Parts under a Σ are not looked at. */
export function occursIn(
  part: Formula,
  whole: Formula,
  network: ReadNetwork,
  seed: number | string,
  host: Host,
): boolean {
  const env = drawPoint(network, network.activations[0] as Activation, createRandom(seed), host);
  const wanted = evaluate(part, env, host);
  return parts(whole.root).some((root) => {
    const candidate: Formula = { text: whole.text, root };
    const shape = inferShape(candidate, network.shapes);
    if (!shape.ok || !near(evaluate(candidate, env, host), wanted)) return false;
    return areEqual(candidate, part, network, seed, host);
  });
}

function parts(node: FormulaNode): readonly FormulaNode[] {
  return node.kind === "call" && node.fn === SUMOVER ? [node] : [node, ...children(node).flatMap(parts)];
}

function near(a: TensorValue, b: TensorValue): boolean {
  if (a.data.length !== b.data.length) return false;
  const scale = scaleOf(b);
  return a.data.every((entry, i) => Math.abs(entry - (b.data[i] as number)) <= 1e-6 * scale || !Number.isFinite(scale));
}
