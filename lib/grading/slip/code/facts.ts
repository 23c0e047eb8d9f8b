import { examplesReader } from "./counts/examples.ts";
import { type Scopes, scopesOf } from "./counts/scope.ts";
import { isIdentity, type Known, knownAs } from "./functions.ts";
import { isName, isTensorStyle, type Operation, operationOf, takenFromNd } from "./operation.ts";
import { type Node, type Tree, within } from "./tree.ts";
import { univariateReader } from "./univariate.ts";

/** A known function somewhere in a file: one node, or several factors of one product. */
export type Use = {
  readonly known: Known;
  readonly nodes: readonly Node[];
  readonly leaf: Node;
  readonly tensor: boolean;
};

/** What can be told of a file's names and expressions without running it. */
export type Facts = {
  readonly tree: Tree;
  readonly operation: (node: Node) => Operation | null;
  /** The name behind an element, a copy or a field: `W1` for `p.W1`, `flat(p.W1)[i * n + j]` and its aliases. */
  readonly root: (node: Node) => string | null;
  readonly isCount: (node: Node) => boolean;
  /** Whether a count is certainly that of the examples. */
  readonly isExamples: (node: Node) => boolean;
  /** Whether a list certainly holds one element for each example. */
  readonly isRow: (list: Node) => boolean;
  /** Whether a list certainly holds one column for each example. */
  readonly isMatrix: (list: Node) => boolean;
  readonly scopes: Scopes;
  readonly uses: readonly Use[];
  /** Which activation a name holds values of, where the file shows it. */
  readonly activationOf: (name: string) => Known["of"] | null;
};

export const NAMES = {
  rate: /^(rate|lr|alpha|eta|learning_?rate|step_?size)$/i,
  lambda: /^(lambda|lam|lambd|lmbda|reg\w*|l2|weight_?decay|decay|shrink)$/i,
  target: /^(y|t|targets?|labels?|ys|truth)$/i,
  bias: /^(b\d*|bias\w*)$/i,
  weight: /^(w\d*|weights?\w*|v)$/i,
} as const;

export function factsOf(tree: Tree): Facts {
  const taken = takenFromNd(tree);
  const operations = new Map<Node, Operation | null>();
  const operation = (node: Node): Operation | null => {
    const there = operations.get(node);
    if (there !== undefined) return there;
    const found = operationOf(node, taken);
    operations.set(node, found);
    return found;
  };
  const inits = initsOf(tree);
  const root = (node: Node): string | null => rootOf(node, inits, 0);
  const helper = helpersOf(tree);
  const univariate = univariateReader({ text: tree.text, operation, helper });
  const uses = usesOf(tree, operation, univariate);
  const held = new Map<string, Known["of"]>();
  for (const { known, nodes } of uses) {
    if (known.kind !== "activation" || nodes.length !== 1) continue;
    const name = targetOf(tree, nodes[0] as Node, root);
    if (name !== null) held.set(name, known.of);
  }
  const scopes = scopesOf(tree);
  const isCount = (node: Node): boolean => countOf(node, inits, 0) !== null;
  return {
    tree,
    operation,
    root,
    isCount,
    ...examplesReader(tree, scopes),
    scopes,
    uses,
    activationOf: (name) => held.get(name) ?? null,
  };
}

type Inits = {
  readonly values: ReadonlyMap<string, Node>;
  readonly shapes: ReadonlyMap<string, string>;
  readonly text: Tree["text"];
};

function initsOf(tree: Tree): Inits {
  const values = new Map<string, Node>();
  const shapes = new Map<string, string>();
  for (const node of tree.nodes) {
    if (node.type !== "VariableDeclarator" || node.init == null) continue;
    const { init } = node;
    if (node.id.type === "Identifier") values.set(node.id.name, init);
    if (node.id.type === "ArrayPattern") {
      node.id.elements.forEach((one, k) => {
        if (one?.type !== "Identifier") return;
        if (/\.shape$/.test(tree.text(init))) shapes.set(one.name, `${tree.text(init)}[${k}]`);
        else if (init.type === "ArrayExpression" && init.elements[k]) values.set(one.name, init.elements[k] as Node);
        else values.set(one.name, init);
      });
    }
  }
  return { values, shapes, text: tree.text };
}

function rootOf(node: Node, inits: Inits, depth: number): string | null {
  if (depth > 8) return null;
  if (node.type === "Identifier") {
    const init = inits.values.get(node.name);
    const behind = init === undefined || !isCopy(init) ? null : rootOf(init, inits, depth + 1);
    return behind ?? node.name;
  }
  if (node.type === "MemberExpression") {
    if (node.computed || isName(node.property as Node, "T")) return rootOf(node.object as Node, inits, depth + 1);
    return node.property.type === "Identifier" ? node.property.name : null;
  }
  if (node.type === "ConditionalExpression") return rootOf(node.alternate, inits, depth + 1);
  if (node.type !== "CallExpression") return null;
  const { callee } = node;
  if (callee.type === "MemberExpression" && /^(from|array|copy)$/.test(inits.text(callee.property as Node)))
    return node.arguments[0] ? rootOf(node.arguments[0] as Node, inits, depth + 1) : null;
  if (callee.type === "MemberExpression") return rootOf(callee.object as Node, inits, depth + 1);
  return node.arguments.length === 1 ? rootOf(node.arguments[0] as Node, inits, depth + 1) : null;
}

/** An expression that hands out what is inside another value, or a copy of it, unchanged. */
function isCopy(node: Node): boolean {
  if (node.type === "MemberExpression") return true;
  if (node.type === "ConditionalExpression") return isCopy(node.alternate);
  if (node.type !== "CallExpression") return false;
  const { callee } = node;
  if (callee.type === "Identifier")
    return /^(plain|flat|unpack|to\w*|as\w*|rows?|col\w*|list|copy\w*|values?|nested|arr\w*)$/i.test(callee.name);
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return false;
  return /^(toArray|flat|slice|col|row|array|from|copy|item|get)$/.test(callee.property.name);
}

/** The text of the count that a node stands for (`X.shape[1]`), or null. */
function countOf(node: Node, { values, shapes, text }: Inits, depth: number): string | null {
  if (depth > 4) return null;
  if (node.type === "Identifier") {
    const shape = shapes.get(node.name);
    if (shape !== undefined) return shape;
    const init = values.get(node.name);
    if (init !== undefined) return countOf(init, { values, shapes, text }, depth + 1);
    return /^(m|N)$/.test(node.name) ? node.name : null;
  }
  if (node.type !== "MemberExpression") return null;
  // A worksheet's values by name: field.length is what is called so, and no number of entries.
  if (/^(field|given)$/.test(text(node.object as Node))) return null;
  if (!node.computed && /^(length|size)$/.test(text(node.property as Node))) return text(node);
  return node.computed && /\.shape$/.test(text(node.object as Node)) ? text(node) : null;
}

type Helper = { readonly parameter: string; readonly body: Node };

function helpersOf(tree: Tree): (name: string) => Helper | null {
  const found = new Map<string, Helper>();
  for (const node of tree.nodes) {
    const named =
      node.type === "FunctionDeclaration" && node.id
        ? { name: node.id.name, fn: node }
        : node.type === "VariableDeclarator" &&
            node.id.type === "Identifier" &&
            node.init?.type === "ArrowFunctionExpression"
          ? { name: node.id.name, fn: node.init }
          : null;
    const [parameter] = named?.fn.params ?? [];
    if (named === null || named.fn.params.length !== 1 || parameter?.type !== "Identifier") continue;
    const { body } = named.fn;
    const [only] = body.type === "BlockStatement" ? body.body : [];
    const value =
      body.type !== "BlockStatement"
        ? body
        : body.body.length === 1 && only?.type === "ReturnStatement"
          ? only.argument
          : null;
    if (value) found.set(named.name, { parameter: parameter.name, body: value as Node });
  }
  return (name) => found.get(name) ?? null;
}

function usesOf(tree: Tree, operation: Facts["operation"], univariate: ReturnType<typeof univariateReader>): Use[] {
  const uses: Use[] = [];
  const inside = new Set<Node>();
  const recognise = (nodes: readonly Node[], leaf: Node, f: (x: number) => number): void => {
    const known = isIdentity(f) ? null : knownAs(f);
    if (known !== null) uses.push({ known, nodes, leaf, tensor: isTensorUse(tree, operation, nodes[0] as Node) });
  };
  for (const node of tree.nodes) {
    const { leaf, f } = univariate(node);
    if (leaf === null || leaf === node || inside.has(node) || isTest(tree, operation, node)) continue;
    const before = uses.length;
    recognise([node], leaf, f);
    // A slope is seen whole: the activation inside one is no use of its own.
    if (uses.length > before) for (const part of partsOf(node, leaf)) inside.add(part);
  }
  for (const factors of productsOf(tree, operation)) {
    for (const { leaf, nodes, fs } of ofOneLeaf(tree, factors, univariate).values())
      if (nodes.length > 1 && nodes.length < factors.length)
        recognise(nodes, leaf, (x) => fs.reduce((product, f) => product * f(x), 1));
  }
  return uses;
}

/** A comparison that decides between two cases, or whether a loop goes on, is no slope, though both are 1 or 0. */
function isTest(tree: Tree, operation: Facts["operation"], node: Node): boolean {
  const parent = tree.parentOf(node);
  if (parent === null) return false;
  if (parent.type === "LogicalExpression") return isTest(tree, operation, parent);
  if (/^(ConditionalExpression|(If|For|While|DoWhile)Statement)$/.test(parent.type))
    return "test" in parent && parent.test === node;
  const outer = operation(parent);
  return outer?.name === "where" && outer.args[0] === node;
}

/** What lies inside a node, the leaf left out. */
const partsOf = (node: Node, leaf: Node): Node[] =>
  within(node).filter((one) => one !== node && !(leaf.start <= one.start && one.end <= leaf.end));

/** Factors of a product by the value that they are functions of. */
function ofOneLeaf(tree: Tree, factors: readonly Node[], univariate: ReturnType<typeof univariateReader>) {
  const groups = new Map<string, { leaf: Node; nodes: Node[]; fs: ((x: number) => number)[] }>();
  for (const factor of factors) {
    const { leaf, f } = univariate(factor);
    if (leaf === null) continue;
    const group = groups.get(tree.text(leaf)) ?? { leaf, nodes: [], fs: [] };
    group.nodes.push(factor);
    group.fs.push(f);
    groups.set(tree.text(leaf), group);
  }
  return groups;
}

/** Whether tensors stand there rather than numbers, by how it and what is around it is written. */
function isTensorUse(tree: Tree, operation: Facts["operation"], node: Node): boolean {
  const own = operation(node);
  if (own !== null && own.style !== "own") return isTensorStyle(own);
  if (node.type === "ConditionalExpression") return false;
  const outer = tree.parentOf(node);
  const around = outer === null ? null : operation(outer);
  if (around !== null && around.style !== "own") return isTensorStyle(around);
  const elements = own?.args.some((one) => one.type === "MemberExpression" && one.computed) ?? true;
  return !elements && !/Math\./.test(tree.code);
}

/** The factors of every product that is not a factor itself. */
export function productsOf(tree: Tree, operation: Facts["operation"]): Node[][] {
  const isProduct = (node: Node | null): boolean => node !== null && operation(node)?.name === "mul";
  const flat = (node: Node): Node[] => (isProduct(node) ? (operation(node) as Operation).args.flatMap(flat) : [node]);
  return tree.nodes.filter((node) => isProduct(node) && !isProduct(tree.parentOf(node))).map(flat);
}

/** The name that takes a value: of a declaration, an assignment or a field. */
function targetOf(tree: Tree, node: Node, root: Facts["root"]): string | null {
  const parent = tree.parentOf(node);
  if (parent?.type === "VariableDeclarator" && parent.id.type === "Identifier") return parent.id.name;
  if (parent?.type === "AssignmentExpression" && parent.right === node) return root(parent.left as Node);
  if (parent?.type === "Property" && parent.key.type === "Identifier") return parent.key.name;
  return null;
}
