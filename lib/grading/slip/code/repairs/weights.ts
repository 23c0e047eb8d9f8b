import { countersAt } from "../counts/counters.ts";
import { type Facts, NAMES } from "../facts.ts";
import { replaced, type Site } from "../row.ts";
import { sumsOf } from "../sums.ts";
import { type Node, within } from "../tree.ts";
import { type Change, changes, row } from "./change.ts";
import { numbers } from "./factors.ts";

const WEIGHT = row(
  "weight-left-out",
  "a weight left out",
  "An error or a value is passed on without the weight that lies between.",
  "Between two units lies a weight: what goes through it is multiplied by it, forward and back.",
);

/** Most changes. */
const MOST = 64;

const WEIGHTS = /^[wW](eights?)?\d*$/;

/** An element of weights that are in reach as a factor more: `delta * a * (1 - a)` with `w2[i]`, with `p.W2.get(0, i)`. */
export function weightChanges(facts: Facts): Change[] {
  const { tree } = facts;
  const places = [...new Set([...numbers(facts), ...summands(facts)])].filter(
    (node) => !/\b[wW]\w*\b/.test(tree.text(node)) && !isStepOrGradient(facts, node),
  );
  const found = places.map((node): Site[] =>
    factorsAt(facts, node).map((factor) => [replaced(node, `(${tree.text(node)}) * ${factor}`)]),
  );
  // The likeliest of each place before the others of any.
  const most = Math.max(0, ...found.map(({ length }) => length));
  const inTurn = Array.from({ length: most }, (_, k) => found.flatMap((sites) => sites.slice(k, k + 1))).flat();
  return changes(WEIGHT, inTurn.slice(0, MOST));
}

/** Elements on their own that a sum adds up: `s += d2[o]`. */
const summands = (facts: Facts): Node[] =>
  sumsOf(facts).flatMap(({ value }) =>
    value.type === "Identifier" || (value.type === "MemberExpression" && value.computed) || isRead(facts, value)
      ? [value]
      : [],
  );

const isRead = ({ tree }: Facts, node: Node): boolean =>
  node.type === "CallExpression" &&
  node.callee.type === "MemberExpression" &&
  tree.text(node.callee.property as Node) === "get";

/** Elements of weights in the words of a place: those that the file has, and those by its innermost counters. */
function factorsAt(facts: Facts, node: Node): string[] {
  const { tree } = facts;
  const counters = countersAt(facts, node).map(({ name }) => name);
  const there = new Set(facts.scopes.visibleAt(node).map(({ name }) => name));
  return [
    ...new Set(
      listsAt(facts, node).flatMap((list) => {
        const used = elementsOf(facts, list).filter((one) =>
          within(one).every((part) => part.type !== "Identifier" || isKey(facts, part) || there.has(part.name)),
        );
        return [...used.map(tree.text), ...byCounters(facts, list, counters)];
      }),
    ),
  ];
}

/** Names of weights, and fields of what a function is given: `W2`, `p.W2`. */
function listsAt({ tree, scopes }: Facts, node: Node): string[] {
  const visible = scopes.visibleAt(node).filter(({ kind }) => kind !== "function");
  const names = visible.filter(({ name, init }) => WEIGHTS.test(name) && (init === null || init.end <= node.start));
  const given = new Set(visible.filter(({ kind }) => kind === "parameter").map(({ name }) => name));
  const fields = tree.nodes.filter(
    (one) =>
      one.type === "MemberExpression" &&
      !one.computed &&
      WEIGHTS.test(tree.text(one.property as Node)) &&
      given.has(tree.text(one.object as Node)),
  );
  return [...new Set([...names.map(({ name }) => name), ...fields.map(tree.text)])];
}

/** Elements of a list that are read somewhere: `W2[i * n + j]`, `W2[0][i]`, `W2.get(0, i)`. */
const elementsOf = ({ tree }: Facts, list: string): Node[] =>
  tree.nodes.filter((one) => {
    const text = tree.text(one);
    const parent = tree.parentOf(one);
    if (text.startsWith(`${list}.get(`)) return one.type === "CallExpression";
    if (!text.startsWith(`${list}[`) || one.type !== "MemberExpression" || !one.computed) return false;
    const isPart = parent?.type === "MemberExpression" && parent.object === one;
    return !isPart && !(parent?.type === "AssignmentExpression" && parent.left === one);
  });

const isKey = ({ tree }: Facts, part: Node): boolean => {
  const parent = tree.parentOf(part);
  return parent?.type === "MemberExpression" && parent.property === part && !parent.computed;
};

function byCounters({ tree }: Facts, list: string, [i, j]: readonly string[]): string[] {
  if (i === undefined) return [];
  const isTensor =
    tree.code.includes(`${list}.get(`) ||
    (list.includes(".") && !tree.code.includes(`${list}[`) && /\.get\(/.test(tree.code));
  // A field that nothing is read of by place is no list of numbers.
  if (list.includes(".") && !isTensor && !tree.code.includes(`${list}[`)) return [];
  const at = (a: string, b: string) => (isTensor ? `${list}.get(${a}, ${b})` : `${list}[${a}][${b}]`);
  const flat = (a: string) => (isTensor ? [] : [`${list}[${a}]`]);
  const first = [...flat(i), at("0", i)];
  return j === undefined ? first : [...first, ...flat(j), at("0", j), at(i, j), at(j, i)];
}

/** Steps, gradients of weights and the slope `1 - a * a` have no weight in them. */
function isStepOrGradient({ tree, operation }: Facts, node: Node): boolean {
  if (within(node).some((one) => one.type === "Identifier" && NAMES.rate.test(one.name))) return true;
  const parent = tree.parentOf(node);
  const op = parent === null ? null : operation(parent);
  if (op?.name === "sub" && op.args[0]?.type === "Literal") return true;
  for (let one = parent; one !== null && !/Statement$|Function/.test(one.type); one = tree.parentOf(one)) {
    if (one.type === "AssignmentExpression") return /^(d|g)[wWb]/.test(tree.text(one.left as Node));
    if (one.type === "CallExpression" && /^(d|g)[wWb]\w*\.set\(/.test(tree.text(one))) return true;
  }
  return false;
}
