import {
  type AssignmentExpression,
  type CallExpression,
  type Expression,
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

/** Where an expression of the stripped code stands, 1-based, or the name that its value is bound to, with KEY for a number found as it runs. */
export type Mark = { readonly line: number; readonly column: number; readonly name: string | null };

/** In a name: the number that an index has. */
export const KEY = "#";

/** Slots of marks begin here; the harness's own words lie below. */
export const FIRST_MARK = 1024;

type Marked = { readonly edits: readonly Edit[]; readonly marker: string; readonly marks: readonly Mark[] };

/**
 * Wraps what may carry out an operation, and what binds a tensor to a name, in calls of the marker: `marker(slot, value)` once
 * the value is there, so that the innermost speaks first, and `marker(slot, value, 1)` for a name, with an index after it where the name has one. Neither changes a value,
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
  const visit = (node: Node, parent: Node | null, name: Name | null, inChain: boolean): void => {
    const bound = name !== null && MAY_BE_TENSOR.has(node.type);
    if (bound) open(node, node, name.text);
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
    if (bound) edits.push({ at: node.end, text: name.key === null ? ",1)" : `,1,${name.key})` });
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

/** A name, and the code of its index: nothing but names and numbers, so that it can be read once more. */
type Name = { readonly text: string; readonly key: string | null };

const plain = (text: string): Name => ({ text, key: null });

/** The name that `child` is bound to by its parent. */
const nameFor = (node: Node, child: Node, code: string): Name | null => NAMES[node.type]?.(node, child, code) ?? null;

const NAMES: { readonly [type: string]: ((node: Node, child: Node, code: string) => Name | null) | undefined } = {
  VariableDeclarator: (node, child) => {
    const { id, init } = node as VariableDeclarator;
    return init === child && id.type === "Identifier" ? plain(id.name) : null;
  },
  AssignmentExpression: (node, child, code) => {
    const { left, right, operator } = node as AssignmentExpression;
    return right === child && operator === "=" ? written(left, code) : null;
  },
  Property: (node, child) => {
    const { key, value, shorthand, computed, kind } = node as Property;
    const named = value === child && !shorthand && !computed && kind === "init";
    return named && key.type === "Identifier" ? plain(key.name) : null;
  },
};

const LONGEST = 24;

/** `dZ`, the last part of `grads.dZ`, `Z[2]` and `dW2` where an index is 2; a pattern has no one name. */
function written(left: Node, code: string): Name | null {
  if (left.type === "Identifier") return plain((left as Identifier).name);
  if (left.type !== "MemberExpression") return null;
  const { object, property, computed } = left as MemberExpression;
  if (!computed) return property.type === "Identifier" ? plain(property.name) : null;
  const source = (node: Node) => code.slice(node.start, node.end);
  const owner = object.type === "MemberExpression" ? object.property : object;
  const key = indexIn(property as Expression);
  if (key?.index != null && key.before === "" && owner.type === "Identifier")
    return { text: `${owner.name}[${KEY}]`, key: source(key.index) };
  if (key?.index != null && key.before !== "") return { text: `${key.before}${KEY}`, key: source(key.index) };
  if (key !== null && key.index === null) return plain(key.before);
  const text = source(left);
  return text.length <= LONGEST && !text.includes("\n") && !text.includes(KEY) ? plain(text) : null;
}

type Index = { readonly before: string; readonly index: Node | null };

/** `l`, `l - 1`, `"dW" + l`, a template with one index at its end, or a text alone. */
function indexIn(key: Expression): Index | null {
  if (isNumber(key)) return { before: "", index: key };
  if (key.type === "Literal" && typeof key.value === "string" && NAME.test(key.value))
    return { before: key.value, index: null };
  if (key.type === "TemplateLiteral" && key.expressions.length === 1 && key.quasis[1]?.value.cooked === "") {
    const [before, index] = [key.quasis[0]?.value.cooked ?? "", key.expressions[0] as Expression];
    return NAME.test(before) && isNumber(index) ? { before, index } : null;
  }
  if (key.type !== "BinaryExpression" || key.operator !== "+" || key.left.type !== "Literal") return null;
  const before = key.left.value;
  const inner = key.right;
  return typeof before === "string" && NAME.test(before) && isNumber(inner) ? { before, index: inner } : null;
}

const NAME = /^[A-Za-z_]\w{0,19}$/;

/** An expression of names and numbers: reading it twice changes nothing. */
function isNumber(node: Expression): boolean {
  if (node.type === "Identifier") return true;
  if (node.type === "Literal") return typeof node.value === "number";
  if (node.type !== "BinaryExpression" || !["+", "-"].includes(node.operator)) return false;
  return node.left.type !== "PrivateIdentifier" && isNumber(node.left) && isNumber(node.right);
}
