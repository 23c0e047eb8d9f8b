import type { Node, Tree } from "../tree.ts";
import { isCopier } from "./copies.ts";
import type { Scopes } from "./scope.ts";

/** Values whose columns are the examples, by the names that the course and its readers give them. */
const DATA = /^([XYTH]|[AZS]\d*|[xyt]s?|Y_?hat|targets?|labels?|inputs?|data|d[AZ]\d*|[dD]elta\d*|errors?)$/;

/** A part of a value: how often an index was taken, and whether it lies on its side. */
type Part = { readonly of: string; readonly depth: number; readonly turned: boolean };

/** Most steps of a way from a name to what it is a copy of. */
const FAR = 10;

/**
 * Whether a count is certainly that of the examples. Names tell little: `N` may be the number of inputs, and `y.length` that of the
 * outputs where `y` is a matrix. It is certain of the columns of inputs, targets and values: `X.shape[1]`, `x[0].length`, the length of
 * a row, and what was declared as one of these. `m` alone is believed only where nothing says what it is.
 */
export function examplesReader(
  tree: Tree,
  scopes: Scopes,
): {
  readonly isExamples: (count: Node) => boolean;
  readonly isRow: (list: Node) => boolean;
  readonly isMatrix: (list: Node) => boolean;
} {
  const partOf = (node: Node, far: number): Part | null => {
    if (far > FAR) return null;
    if (node.type === "Identifier") return named(node, far);
    if (node.type === "ConditionalExpression") return partOf(node.alternate, far + 1);
    if (node.type === "MemberExpression") {
      if (!node.computed && tree.text(node.property as Node) !== "T")
        return { of: tree.text(node.property as Node), depth: 0, turned: false };
      const inner = partOf(node.object as Node, far + 1);
      if (inner === null) return null;
      if (!node.computed) return inner.depth === 0 ? { ...inner, turned: !inner.turned } : null;
      if (node.property.type === "Literal" && typeof node.property.value === "string")
        return { of: node.property.value, depth: 0, turned: false };
      return { ...inner, depth: inner.depth + 1 };
    }
    if (node.type !== "CallExpression") return null;
    const { callee } = node;
    const [first] = node.arguments as Node[];
    if (callee.type === "Identifier")
      return first !== undefined && node.arguments.length === 1 && isCopier(tree, scopes, callee as Node)
        ? partOf(first, far + 1)
        : null;
    if (callee.type !== "MemberExpression" || callee.computed) return null;
    const method = tree.text(callee.property as Node);
    const holder = callee.object as Node;
    if (/^(nd|Array|Float64Array)$/.test(tree.text(holder))) {
      const inner = first === undefined ? null : partOf(first, far + 1);
      if (inner === null || node.arguments.length !== 1) return null;
      return /^(array|from|copy)$/.test(method)
        ? inner
        : method === "transpose"
          ? { ...inner, turned: !inner.turned }
          : null;
    }
    const inner = partOf(holder, far + 1);
    if (inner === null) return null;
    if (/^(toArray|copy)$/.test(method)) return inner;
    if (method === "transpose" && first === undefined) return { ...inner, turned: !inner.turned };
    return method === "row" ? { ...inner, depth: inner.depth + 1 } : null;
  };

  function named(node: Node, far: number): Part | null {
    const binding = scopes.bindingOf(node);
    const { path = [], init = null } = binding ?? {};
    if (binding?.reassigned && init !== null) return null;
    const key = path.findLastIndex((step) => typeof step === "string");
    if (key >= 0) return { of: path[key] as string, depth: path.length - key - 1, turned: false };
    const whole = init === null ? null : partOf(init, far + 1);
    if (whole !== null) return { ...whole, depth: whole.depth + path.length };
    // The shape of what is computed is not known: a list of rows may have been turned on the way.
    return init === null && path.length === 0 ? { of: tree.text(node), depth: 0, turned: false } : null;
  }

  const isColumns = (part: Part | null, depth: 0 | 1): boolean =>
    part !== null && DATA.test(part.of) && part.depth === depth && (depth === 1 ? !part.turned : part.turned);

  const isExamples = (node: Node, far: number): boolean => {
    if (far > FAR) return false;
    if (node.type === "Identifier") {
      const binding = scopes.bindingOf(node);
      if (binding === null || binding.kind === "parameter") return tree.text(node) === "m";
      if (binding.init === null || binding.reassigned) return false;
      const [axis, ...more] = binding.path;
      if (axis === undefined) return isExamples(binding.init, far + 1);
      if (more.length > 0 || typeof axis !== "number") return false;
      const { init } = binding;
      if (init.type === "ArrayExpression")
        return init.elements[axis] ? isExamples(init.elements[axis] as Node, far + 1) : false;
      return isAxis(init, axis);
    }
    if (node.type !== "MemberExpression") return false;
    if (!node.computed && tree.text(node.property as Node) === "length") {
      const part = partOf(node.object as Node, 0);
      return isColumns(part, 1) || isColumns(part, 0);
    }
    return node.computed && node.property.type === "Literal" && isAxis(node.object as Node, node.property.value);
  };

  const isAxis = (shape: Node, axis: unknown): boolean => {
    if (shape.type !== "MemberExpression" || shape.computed || tree.text(shape.property as Node) !== "shape")
      return false;
    const part = partOf(shape.object as Node, 0);
    return part !== null && DATA.test(part.of) && part.depth === 0 && axis === (part.turned ? 0 : 1);
  };

  return {
    isExamples: (count) => isExamples(count, 0),
    isMatrix: (list) => {
      const part = partOf(list, 0);
      return part !== null && DATA.test(part.of) && part.depth === 0 && !part.turned;
    },
    isRow: (list) => {
      const part = partOf(list, 0);
      return isColumns(part, 1) || isColumns(part, 0);
    },
  };
}
