import { fail, type Result } from "#lib/core/result.ts";
import { type FormulaNode, type FormulaProblem, problemAt, type Shape } from "./formula.ts";
import { shapeWords } from "./shape-rules.ts";
import { nodeWords } from "./write.ts";

/** Exponents that are computed: halves from −8 to 8. */
export function exponentOf(node: FormulaNode): number | null {
  const value = constant(node);
  return value !== null && Number.isInteger(2 * value) && Math.abs(value) <= 8 ? value : null;
}

function constant(node: FormulaNode): number | null {
  if (node.kind === "number") return node.value;
  if (node.kind === "negate") {
    const of = constant(node.of);
    return of === null ? null : -of;
  }
  if (node.kind !== "binary" || node.op !== "divide") return null;
  const [over, under] = [constant(node.left), constant(node.right)];
  return over === null || under === null ? null : over / under;
}

/** The shape of a power, from that of its base. */
export function powerShape(
  node: Extract<FormulaNode, { kind: "power" }>,
  base: Result<Shape, FormulaProblem>,
): Result<Shape, FormulaProblem> {
  if (!base.ok) return base;
  const exponent = exponentOf(node.exponent);
  if (exponent === null)
    return fail(
      problemAt(
        node.exponent,
        "exponent",
        "An exponent is a whole number from −8 to 8, or a half; ^T transposes. Write other powers with exp and log.",
      ),
    );
  const [rows, columns] = base.value;
  if (!node.entrywise && rows === columns && (rows ?? 1) > 1) {
    const words = nodeWords(node.base);
    return fail(
      problemAt(
        node,
        "power-of-square",
        `${words} is ${shapeWords(base.value)}, so its power can mean two things: write ${words} ${words} for the matrix product, or .^ for entry by entry.`,
      ),
    );
  }
  return base;
}
