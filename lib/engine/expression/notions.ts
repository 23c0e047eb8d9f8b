import type { Formula, Shape } from "./formula.ts";
import type { ReadNetwork } from "./network.ts";
import { parseIn } from "./parse-in.ts";
import { inferShape } from "./shape.ts";

/** Derivatives by vectors, products of them, and limits: notions, which are said on the way and not computed. */
export const NOTION = /\\partial|∂|\\nabla|∇|\\?\blim(?![a-z])|\\frac\s*\{\s*d|\bd[A-Za-z]\w*\s*\/\s*d/;

export const LIMIT = /\\?\blim(?![a-z])/;
/** A derivative by a vector with nothing beside it: a column of slopes to one, the Jacobian to another. */
export const ALONE =
  /^\s*(?:\\[dt]?frac\s*\{(?:[^{}]|\{[^{}]*\})*\}\s*\{(?:[^{}]|\{[^{}]*\})*\}|(?:d|∂|\\partial\s*)\w+(?:\([^()]*\))?\s*\/\s*(?:d|∂|\\partial\s*)\w+)\s*$/;

/** What a derivative is, and its shape. */
export type Standing = { readonly formula: Formula; readonly shape: Shape };

/** What a derivative alone stands for, where it can be computed. */
export function standing(text: string, scope: ReadNetwork): readonly Standing[] {
  const read = ALONE.test(text) ? parseIn(text, scope) : null;
  if (!read?.ok) return [];
  const { root } = read.value;
  const slopes = root.kind === "call" && root.fn === "diag" ? root.args : [];
  return [root, ...slopes].flatMap((one) => {
    const formula = { ...read.value, root: one };
    const shape = inferShape(formula, scope.shapes);
    return shape.ok ? [{ formula, shape: shape.value }] : [];
  });
}
