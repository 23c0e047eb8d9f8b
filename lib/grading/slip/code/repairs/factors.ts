import { countersAt } from "../counts/counters.ts";
import type { Facts } from "../facts.ts";
import { NAMES, productsOf } from "../facts.ts";
import { KNOWN } from "../functions.ts";
import { replaced, type Site } from "../row.ts";
import { type Node, within } from "../tree.ts";
import { type Change, changes, row, rowOf } from "./change.ts";

const WEIGHT = row(
  "weight-left-out",
  "a weight left out",
  "An error or a value is passed on without the weight that lies between.",
  "Between two units lies a weight: what goes through it is multiplied by it, forward and back.",
);

/** Most changes of one kind. */
const MOST = 48;

/** Products of numbers, and numbers on their own where a value is made of them: what a callback gives back, a branch, a step of a sum. */
function numbers(facts: Facts): Node[] {
  const { tree, operation } = facts;
  const products = tree.nodes.filter((node) => {
    const op = operation(node);
    if (op?.name !== "mul" || op.style !== "operator") return false;
    const parent = tree.parentOf(node);
    return parent === null || operation(parent)?.name !== "mul";
  });
  const alone = tree.nodes.filter((node) => {
    if (node.type !== "Identifier" && !(node.type === "MemberExpression" && node.computed)) return false;
    const parent = tree.parentOf(node);
    return parent?.type === "ConditionalExpression" && parent.test !== node;
  });
  return [...products, ...alone].filter((node) => tree.homeOf(node) !== null || facts.tree.homes.length === 0);
}

/** An element of weights that are in reach as a factor more: `delta * a * (1 - a)` with `w2[i]`. */
function weights(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  const found = numbers(facts).flatMap((node): Site[] => {
    const text = tree.text(node);
    if (/\b[wW]\w*\b/.test(text) || isStepOrGradient(facts, node)) return [];
    const counters = countersAt(facts, node).map(({ name }) => name);
    const lists = scopes
      .visibleAt(node)
      .filter(
        ({ name, kind, init }) =>
          /^[wW](eights?)?\d*$/.test(name) && kind !== "function" && (init === null || init.end <= node.start),
      )
      .map(({ name }) => name);
    return lists.flatMap((list) =>
      counters
        .slice(0, 2)
        .flatMap((counter) => [`${list}[${counter}]`, `${list}[0][${counter}]`])
        .map((factor): Site => [replaced(node, `(${text}) * ${factor}`)]),
    );
  });
  return changes(WEIGHT, found.slice(0, MOST));
}

/** Steps, gradients of weights and the slope `1 - a * a` have no weight in them. */
function isStepOrGradient({ tree, operation }: Facts, node: Node): boolean {
  if (within(node).some((one) => one.type === "Identifier" && NAMES.rate.test(one.name))) return true;
  const parent = tree.parentOf(node);
  const op = parent === null ? null : operation(parent);
  if (op?.name === "sub" && op.args[0]?.type === "Literal") return true;
  return parent?.type === "AssignmentExpression" && /^(d|g)[wWb]/.test(tree.text(parent.left as Node));
}

/** The slope of a known activation as a factor more, beside weights that an error comes back through. */
function slopes(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  const backwards = [...numbers(facts).filter((node) => isSentBack(tree.text(node))), ...matrices(facts)];
  const found = backwards.flatMap((node): Site[] => {
    const isTensor = node.type === "CallExpression";
    const names = scopes
      .visibleAt(node)
      .filter(
        ({ name, kind, at }) =>
          kind === "variable" && at.end <= node.start && (isTensor ? /^[AHZ]\d?$/i : /^[ahz]\d?$/).test(name),
      )
      .map(({ name }) => name);
    return names.flatMap((name) =>
      KNOWN.filter(({ kind }) => kind === (/^[zZ]/.test(name) ? "slope-in-z" : "slope-in-a")).map(
        (known): Site => [
          replaced(
            node,
            isTensor
              ? `nd.mul(${tree.text(node)}, ${known.tensor(name)})`
              : `(${tree.text(node)}) * ${known.number(name)}`,
          ),
        ],
      ),
    );
  });
  return changes(rowOf("slope-left-out"), found.slice(0, MOST));
}

/** An error times a weight, without a slope. */
const isSentBack = (text: string): boolean =>
  /\b[wW](eights?)?\d*\b/.test(text) &&
  /\b(d|e|err|error|delta|back|signal)[A-Z]?\d*\b/.test(text) &&
  !/1 - /.test(text);

/** Products of transposed weights and an error. */
const matrices = ({ tree, operation }: Facts): Node[] =>
  tree.nodes.filter((node) => {
    const op = operation(node);
    const [first] = op?.args ?? [];
    return op?.name === "matmul" && first !== undefined && /\bW\w*\.T$|transpose\(.*\bW/.test(tree.text(first));
  });

/** A factor that is there, `1 - a`, with its square: the slope of tanh. */
function squares(facts: Facts): Change[] {
  const { tree, operation } = facts;
  const isFactor = new Set(productsOf(tree, operation).flat());
  return tree.nodes.flatMap((node) => {
    const op = operation(node);
    const [one, a] = op?.args ?? [];
    if (op?.name !== "sub" || op.style === "own" || a === undefined || !isFactor.has(node)) return [];
    if (one?.type !== "Literal" || one.value !== 1 || /\*|square|pow/.test(tree.text(a))) return [];
    const text = tree.text(a);
    const square = op.style === "operator" ? `(${text}) * (${text})` : `nd.square(${text})`;
    return changes(rowOf("slope-square-left-out"), [[replaced(a, square)]]);
  });
}

/** What is added up over the examples, divided by their number: one place, and all of a function. */
function means(facts: Facts): Change[] {
  const { tree, operation, scopes } = facts;
  const sums = tree.nodes.flatMap((node): { readonly node: Node; readonly value: Node }[] => {
    if (node.type === "AssignmentExpression" && node.operator === "+=") return [{ node, value: node.right as Node }];
    const isReducer = node.type === "ArrowFunctionExpression" && node.params.length === 2;
    const op = isReducer ? operation(node.body as Node) : null;
    return op?.name === "add" && op.style === "operator" && op.args[1] ? [{ node, value: op.args[1] }] : [];
  });
  const sites = sums.flatMap(({ node, value }): { readonly home: string; readonly site: Site }[] => {
    const count = countAt(facts, node);
    return count === null
      ? []
      : [{ home: tree.homeOf(node)?.name ?? "", site: [replaced(value, `(${tree.text(value)}) / ${count}`)] }];
  });
  const together = [...new Set(sites.map(({ home }) => home))].flatMap((home) => {
    const all = sites.filter((one) => one.home === home);
    return all.length > 1 ? [all.flatMap(({ site }) => site)] : [];
  });
  return changes(rowOf("mean-left-out"), [...sites.map(({ site }) => site), ...together].slice(0, MOST));

  function countAt(where: Facts, node: Node): string | null {
    const all = scopes.visibleAt(node).filter(({ at, kind }) => kind !== "function" && at.end <= node.start);
    const named = all.find(({ at, init }) => init !== null && where.isExamples(at));
    if (named !== undefined) return named.name;
    const list = all.find(({ at }) => where.isRow(at));
    if (list !== undefined) return `${list.name}.length`;
    const rows = all.find(({ at, init }) => init !== null && within(init).length < 12 && where.isMatrix(at));
    return rows === undefined ? null : `${rows.name}[0].length`;
  }
}

export const factorChanges = (facts: Facts): Change[] => [
  ...squares(facts),
  ...weights(facts),
  ...slopes(facts),
  ...means(facts),
];
