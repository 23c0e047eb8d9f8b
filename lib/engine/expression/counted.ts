import type { Formula } from "./formula.ts";
import { countOf } from "./lengths.ts";
import { mapped } from "./mapped.ts";
import { shapeOf } from "./shape.ts";
import type { Shapes } from "./shapes.ts";

/** The formula with X.shape[1] and the like as the numbers that they are, so that a size may be made of them: ones(X.shape[1]). */
export function counted(formula: Formula, shapes: Shapes): Formula {
  const root = mapped((node) => {
    const [of, axis] = node.kind === "call" ? node.args : [];
    if (node.kind !== "call" || of === undefined || !shapeOf(node, shapes).ok) return node;
    const shape = shapeOf(of, shapes);
    const count = shape.ok ? countOf(node.fn, shape.value, axis) : null;
    return typeof count === "number" ? { kind: "number", value: count, from: node.from, to: node.to } : node;
  })(formula.root);
  return { ...formula, root };
}
