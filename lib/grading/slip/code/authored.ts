import { type Facts, factsOf } from "./facts.ts";
import { evenly, type IsWanted, type Mutant, mutantOf, NODES } from "./mutants.ts";
import { row } from "./repairs/change.ts";
import { replaced, type Site } from "./row.ts";
import { isRead } from "./rows/names.ts";
import { childrenOf, type Node, type Tree, treeOf, within } from "./tree.ts";

/** A mistake by its author has its own words: of these only the place is asked. */
const AUTHORED = row("authored", "a known mistake", "A known mistake.", "Compare with the formula.");

/** Changes that are tried of one mistake. */
const MOST = 120;
/** A mistake that changes more places than this is no change of one line. */
const PLACES = 2;

/** What a mistake has and the solution has there. */
type Difference = { readonly from: Node; readonly to: Node };

/**
 * Changes of an answer's text that would take an author's mistake back, at every place where it may be: what the mistake's file has in
 * place of the solution's is looked for in the answer, with anything for the parts that both have. Whether a change makes the answer
 * right is for the caller to see. Empty where the two files differ in more than an expression or two.
 */
export function authoredRepairs(
  answer: string,
  mistake: string,
  solution: string,
  isWanted: IsWanted = () => true,
): Mutant[] {
  const [wrong, right, tree] = [treeOf(mistake), treeOf(solution), treeOf(answer)];
  if (wrong === null || right === null || tree === null || tree.nodes.length > NODES) return [];
  const [a, b, own] = [factsOf(wrong), factsOf(right), factsOf(tree)];
  const differences = differencesOf(a, b, wrong.program as Node, right.program as Node);
  if (differences === null || differences.length === 0 || differences.length > PLACES) return [];
  const sites = differences.map((one) => sitesOf(a, b, one, own));
  const [first = [], second] = sites;
  const together = second === undefined ? first : pairsOf(tree, first, second);
  const made = together.flatMap((site) => mutantOf(tree, AUTHORED.id, AUTHORED, site, isWanted));
  return [...evenly(made, MOST)];
}

const plain = (text: string): string => text.replace(/\s+/g, "");

/** The smallest expressions in which two texts differ; null where they differ in more. */
function differencesOf(a: Facts, b: Facts, from: Node, to: Node): readonly Difference[] | null {
  if (plain(a.tree.text(from)) === plain(b.tree.text(to))) return [];
  const [p, q] = [a.operation(from), b.operation(to)];
  const isOne = p !== null && q !== null && p.name === q.name && p.args.length === q.args.length;
  const [left, right] = isOne ? [p.args, q.args] : [partsOf(from), partsOf(to)];
  const isAlike = isOne || (p === null && q === null && from.type === to.type && left.length > 0);
  if (!isAlike || left.length !== right.length) return isValue(from) && isValue(to) ? [{ from, to }] : null;
  const texts = [left.map((one) => plain(a.tree.text(one))), right.map((one) => plain(b.tree.text(one)))];
  const [mine, theirs] = texts.map((all) => [...all].sort().join("\0"));
  // The same parts in another order are one difference.
  if (mine === theirs && isValue(from) && isValue(to)) return [{ from, to }];
  const found: Difference[] = [];
  for (const [i, one] of left.entries()) {
    const inner = differencesOf(a, b, one, right[i] as Node);
    if (inner === null) return isValue(from) && isValue(to) ? [{ from, to }] : null;
    found.push(...inner);
  }
  return found;
}

/** The parts of a node; of a field its value, so that `{ W }` and `{ W: W.mul(s) }` differ in that. */
const partsOf = (node: Node): readonly Node[] =>
  node.type === "Property" ? [node.value as Node] : node.type === "Identifier" ? [] : childrenOf(node);

const isValue = ({ type }: Node): boolean =>
  /^(Identifier|Literal|\w*(Call|Member|Binary|Unary|Conditional|Logical|Object|Array)Expression)$/.test(type);

/** Every place of the answer that has what the mistake has, with what the solution has there. */
function sitesOf(a: Facts, b: Facts, { from, to }: Difference, own: Facts): Site[] {
  const inside = new Set(
    within(from)
      .filter(isOpen)
      .map((one) => plain(a.tree.text(one))),
  );
  const holes = outermost(to, (one) => isOpen(one) && inside.has(plain(b.tree.text(one))));
  const names = new Set(holes.map((one) => plain(b.tree.text(one))));
  const free = new Set(
    within(to).flatMap((one) =>
      one.type === "Identifier" &&
      !holes.some((hole) => hole.start <= one.start && one.end <= hole.end) &&
      b.scopes.bindingOf(one) !== null &&
      isVariable(b.tree, one)
        ? [one.name]
        : [],
    ),
  );
  const places = own.tree.nodes.filter((node) => isPlace(own, node));
  // Where the whole of it may be anything, what is of its kind comes first: a quotient for a quotient.
  const alike = names.has(plain(a.tree.text(from))) ? places.filter((node) => isKin(a, from, own, node)) : places;
  return (alike.length > 0 ? alike : places).flatMap((node): Site[] => {
    const bound = new Map<string, string>();
    if (!matches(a, from, own, node, names, bound)) return [];
    const there = new Set(own.scopes.visibleAt(node).map(({ name }) => name));
    if ([...free].some((name) => !there.has(name))) return [];
    let text = "";
    let at = to.start;
    for (const hole of holes) {
      text += `${b.tree.code.slice(at, hole.start)}(${bound.get(plain(b.tree.text(hole))) ?? ""})`;
      at = hole.end;
    }
    text = `(${text}${b.tree.code.slice(at, to.end)})`;
    const parent = own.tree.parentOf(node);
    return [
      parent?.type === "Property" && parent.shorthand
        ? [replaced(parent as Node, `${own.tree.text(parent.key as Node)}: ${text}`)]
        : [replaced(node, text)],
    ];
  });
}

/** Whether two nodes are of one kind: the same operation, or none and the same kind of expression. */
const isKin = (a: Facts, from: Node, own: Facts, node: Node): boolean =>
  from.type === node.type && a.operation(from)?.name === own.operation(node)?.name && isSpoken(from, node);

/** Names that stand for themselves are of one kind if they are called the same, as `g.db1` and `grads.db1`. */
const isSpoken = (from: Node, node: Node): boolean => {
  const last = (one: Node): string | null =>
    one.type === "MemberExpression" && one.property.type === "Identifier" && !one.computed
      ? one.property.name
      : one.type === "Identifier"
        ? one.name
        : null;
  return last(from) === last(node);
};

/** What may stand for another in the answer: no number, and no function's name. */
const isOpen = (node: Node): boolean => isValue(node) && node.type !== "Literal" && !/^(nd|Math)$/.test(nameOf(node));
const nameOf = (node: Node): string => (node.type === "Identifier" ? node.name : "");

const isVariable = ({ parentOf }: Tree, node: Node): boolean => {
  const parent = parentOf(node);
  return !(parent?.type === "MemberExpression" && parent.property === node && !parent.computed);
};

/** The outermost nodes of which something holds, in the order of the text. */
function outermost(node: Node, holds: (node: Node) => boolean): Node[] {
  return holds(node) ? [node] : childrenOf(node).flatMap((one) => outermost(one, holds));
}

/** Whether a value is read at a node of the answer, in a function. */
function isPlace(own: Facts, node: Node): boolean {
  const { tree } = own;
  if (!isValue(node) || tree.homeOf(node) === null || /^(nd|Math)$/.test(nameOf(node))) return false;
  const parent = tree.parentOf(node);
  if (parent?.type === "Property" && parent.shorthand)
    return parent.value === node && tree.parentOf(parent)?.type === "ObjectExpression";
  if (node.type === "Identifier") return isRead(own, node) || parent?.type === "ReturnStatement";
  if (parent?.type === "CallExpression" && parent.callee === node) return false;
  return !(parent?.type === "AssignmentExpression" && parent.left === node);
}

/** Whether a node of the answer is what a mistake has; `names`: texts of the mistake in whose place anything may be, the same for one. */
function matches(
  a: Facts,
  pattern: Node,
  own: Facts,
  node: Node,
  names: ReadonlySet<string>,
  bound: Map<string, string>,
): boolean {
  const [mine, theirs] = [plain(own.tree.text(node)), plain(a.tree.text(pattern))];
  if (names.has(theirs)) {
    const there = bound.get(theirs);
    if (there !== undefined) return plain(there) === mine;
    bound.set(theirs, own.tree.text(node));
    return isValue(node);
  }
  if (mine === theirs) return true;
  const [p, q] = [a.operation(pattern), own.operation(node)];
  const isOne = p !== null && q !== null && p.name === q.name;
  const [left, right] = isOne ? [p.args, q.args] : [partsOf(pattern), partsOf(node)];
  if (!isOne && (p !== null || q !== null || pattern.type !== node.type || left.length === 0)) return false;
  if (left.length !== right.length) return false;
  return left.every((one, i) => matches(a, one, own, right[i] as Node, names, bound));
}

/** Two places at once, in one statement. */
function pairsOf(tree: Tree, first: readonly Site[], second: readonly Site[]): Site[] {
  const statement = (site: Site): number | undefined =>
    tree.nodes.findLast(
      ({ type, start, end }) =>
        /Statement$|Declaration$/.test(type) && site.every((one) => start <= one.start && one.end <= end),
    )?.start;
  const home = new Map([...first, ...second].map((one) => [one, statement(one)]));
  return first.flatMap((one) =>
    second
      .filter((other) => home.get(one) === home.get(other))
      .filter(([edit]) => one.every(({ start, end }) => edit !== undefined && (end <= edit.start || edit.end <= start)))
      .map((other): Site => [...one, ...other]),
  );
}
