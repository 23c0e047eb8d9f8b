import {
  type AssignmentExpression,
  type CallExpression,
  type Identifier,
  type MemberExpression,
  type Node,
  type Property,
  parse,
  type TaggedTemplateExpression,
  type UnaryExpression,
  type VariableDeclarator,
} from "acorn";
import { type Edit, freshName } from "./instrument.ts";

/** Where an expression of the stripped code stands, 1-based, or the name that its value is bound to. */
export type Mark = { readonly line: number; readonly column: number; readonly name: string | null };

/** Slots of marks begin here; the harness's own words lie below. */
export const FIRST_MARK = 1024;

type Marked = { readonly edits: readonly Edit[]; readonly marker: string; readonly marks: readonly Mark[] };

/**
 * Wraps what may carry out an operation, and what binds a tensor to a name, in calls of the marker: `marker(slot, value)` once
 * the value is there, so that the innermost speaks first, and `marker(slot, value, 1)` for a name. Neither changes a value,
 * `this`, the order of evaluation or a line. Throws acorn's SyntaxError.
 */
export function marksOf(code: string): Marked {
  const program = parse(code, { ecmaVersion: "latest", sourceType: "module", locations: true });
  const marker = freshName(code);
  const edits: Edit[] = [];
  const marks: Mark[] = [];
  const open = (node: Node, at: Node, name: string | null): void => {
    const { line = 1, column = 0 } = at.loc?.start ?? {};
    edits.push({ at: node.start, text: ` ${marker}(${FIRST_MARK + marks.length},` });
    marks.push({ line, column: column + 1, name });
  };
  const visit = (node: Node, parent: Node | null, name: string | null, inChain: boolean): void => {
    const bound = name !== null && MAY_BE_TENSOR.has(node.type);
    if (bound) open(node, node, name);
    const at = inChain ? null : placeOf(node, parent);
    if (at !== null) open(node, at, null);
    for (const child of childrenOf(node))
      visit(
        child,
        node,
        nameFor(node, child, code),
        node.type === "ChainExpression" || (inChain && isSpine(node, child)),
      );
    if (at !== null) edits.push({ at: node.end, text: ")" });
    if (bound) edits.push({ at: node.end, text: ",1)" });
  };
  visit(program, null, null, false);
  return { edits, marker, marks };
}

function* childrenOf(node: Node): Generator<Node> {
  for (const value of Object.values(node)) {
    for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) yield one;
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

/** Of an optional chain nothing but the whole can be wrapped: `a?.b().c()` may end early. */
const isSpine = (node: Node, child: Node): boolean =>
  (node as CallExpression).callee === child || (node as MemberExpression).object === child;

type Place = (node: Node, parent: Node | null) => Node | null;

/** Kinds of nodes after which operations may have been carried out, and where such a one is said to stand. */
const PLACED: { readonly [type: string]: Place | undefined } = {
  CallExpression: (node) => calledAt(node as CallExpression),
  ChainExpression: (node, parent) => (isCallee(node, parent) ? null : node),
  MemberExpression: (node, parent) => {
    const { property, computed } = node as MemberExpression;
    const turned = !computed && property.type === "Identifier" && property.name === "T";
    return turned && !isTarget(node, parent) && !isCallee(node, parent) ? property : null;
  },
};

const placeOf = (node: Node, parent: Node | null): Node | null => PLACED[node.type]?.(node, parent) ?? null;

/** `a.mul(b)` stands where `mul` stands, `nd.mul(a, b)` where it begins. */
function calledAt(node: CallExpression): Node | null {
  const { callee } = node;
  if (callee.type === "Super") return null;
  return callee.type === "MemberExpression" && callee.object.type !== "Identifier" ? callee.property : node;
}

const isCallee = (node: Node, parent: Node | null): boolean =>
  ((parent?.type === "CallExpression" || parent?.type === "NewExpression") &&
    (parent as CallExpression).callee === node) ||
  (parent?.type === "TaggedTemplateExpression" && (parent as TaggedTemplateExpression).tag === node);

const TARGETS = new Set(["UpdateExpression", "ForInStatement", "ForOfStatement", "ArrayPattern", "RestElement"]);

function isTarget(node: Node, parent: Node | null): boolean {
  if (parent === null) return false;
  if (parent.type === "AssignmentExpression" || parent.type === "AssignmentPattern")
    return (parent as AssignmentExpression).left === node;
  if (parent.type === "UnaryExpression") return (parent as UnaryExpression).operator === "delete";
  return TARGETS.has(parent.type) || (parent.type === "Property" && (parent as Property).value === node);
}

const MAY_BE_TENSOR = new Set([
  "CallExpression",
  "MemberExpression",
  "ConditionalExpression",
  "ChainExpression",
  "LogicalExpression",
  "AwaitExpression",
]);

/** The name that `child` is bound to by its parent. */
const nameFor = (node: Node, child: Node, code: string): string | null => NAMES[node.type]?.(node, child, code) ?? null;

const NAMES: { readonly [type: string]: ((node: Node, child: Node, code: string) => string | null) | undefined } = {
  VariableDeclarator: (node, child) => {
    const { id, init } = node as VariableDeclarator;
    return init === child && id.type === "Identifier" ? id.name : null;
  },
  AssignmentExpression: (node, child, code) => {
    const { left, right, operator } = node as AssignmentExpression;
    return right === child && operator === "=" ? written(left, code) : null;
  },
  Property: (node, child) => {
    const { key, value, shorthand, computed, kind } = node as Property;
    const named = value === child && !shorthand && !computed && kind === "init";
    return named && key.type === "Identifier" ? key.name : null;
  },
};

const LONGEST = 24;

/** `dZ`, the last part of `grads.dZ`, `dW[2]` as it is written; a pattern has no one name. */
function written(left: Node, code: string): string | null {
  if (left.type === "Identifier") return (left as Identifier).name;
  if (left.type !== "MemberExpression") return null;
  const { property, computed } = left as MemberExpression;
  if (!computed) return property.type === "Identifier" ? property.name : null;
  const text = code.slice(left.start, left.end);
  return text.length <= LONGEST && !text.includes("\n") ? text : null;
}
