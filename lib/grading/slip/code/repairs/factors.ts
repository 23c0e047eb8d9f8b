import { countersAt } from "../counts/counters.ts";
import type { Facts } from "../facts.ts";
import { NAMES, productsOf } from "../facts.ts";
import { KNOWN } from "../functions.ts";
import { instead, replaced, type Site } from "../row.ts";
import { hasLambda } from "../rows/means.ts";
import { isRead } from "../rows/names.ts";
import { sumsOf } from "../sums.ts";
import { type Node, within } from "../tree.ts";
import { type Change, changes, row, rowOf } from "./change.ts";

/** Most changes of one kind. */
const MOST = 48;

/** Products of numbers, and numbers on their own where a value is made of them: what a callback gives back, a branch, a step of a sum. */
export function numbers(facts: Facts): Node[] {
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
    if (parent?.type === "VariableDeclarator" && parent.init === node) return isLoopValue(facts, node);
    return parent?.type === "ConditionalExpression" && parent.test !== node;
  });
  return [...products, ...alone].filter((node) => tree.homeOf(node) !== null || facts.tree.homes.length === 0);
}

/** A value under another name inside of a loop: `const dz = d;`. */
const isLoopValue = (facts: Facts, node: Node): boolean =>
  node.type === "Identifier" && countersAt(facts, node).length > 0 && !facts.isCount(node);

export const FACTOR_EXTRA = row(
  "factor-extra",
  "a factor too many",
  "A product has one factor more than is asked for.",
  "Compare the factors with those of the formula, one by one.",
);

/** A matrix product as one of its two factors. */
const matrixFactors = ({ tree, operation }: Facts): Change[] =>
  tree.nodes.flatMap((node) => {
    const op = operation(node);
    if (op?.name !== "matmul" || op.style === "own" || op.args.length !== 2) return [];
    return changes(FACTOR_EXTRA, instead(node, ...op.args.map((one) => `(${tree.text(one)})`)));
  });

/** The slope of a known activation as a factor more, beside weights that an error comes back through. */
function slopes(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  const backwards = [...numbers(facts).filter((node) => isSentBack(tree.text(node))), ...matrices(facts)].map((node) =>
    asHandedOn(facts, node),
  );
  const found = backwards.flatMap(({ node, isTensor }): Site[] => {
    const names = scopes
      .visibleAt(node)
      .filter(
        ({ name, kind, at }) =>
          kind === "variable" && at.end <= node.start && (isTensor ? /^[AHZ]\d?$/i : /^[ahz]\d?$/).test(name),
      )
      .map(({ name }) => name);
    const elements = isTensor ? [] : elementsAt(facts, node);
    return [...names, ...elements].flatMap((name) =>
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

/** Elements of lists of sums and values, by the two innermost counters: `z[i][k]`. */
function elementsAt(facts: Facts, node: Node): string[] {
  const [i, k] = countersAt(facts, node).map(({ name }) => name);
  if (i === undefined || k === undefined) return [];
  return facts.scopes
    .visibleAt(node)
    .filter(
      ({ name, kind, at, path }) =>
        kind === "variable" && at.end <= node.start && path.length > 0 && /^[AHZ]\d?$/i.test(name),
    )
    .map(({ name }) => `${name}[${i}][${k}]`);
}

/** Where a value goes on under another name, `const dZ1 = dA1`, that is where a slope would stand; else the value itself. */
function asHandedOn({ tree }: Facts, node: Node): { readonly node: Node; readonly isTensor: boolean } {
  const isTensor = node.type === "CallExpression";
  const own = tree.parentOf(node);
  const name = own?.type === "VariableDeclarator" && own.init === node ? tree.text(own.id as Node) : null;
  const home = tree.homeOf(node);
  const on = tree.nodes.find(
    (one) =>
      one.type === "VariableDeclarator" &&
      one.init?.type === "Identifier" &&
      one.init.name === name &&
      tree.homeOf(one) === home,
  );
  return { node: on?.type === "VariableDeclarator" ? (on.init as Node) : node, isTensor };
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

/** The text of the number of examples, as it can be read at a node. */
export function countAt(where: Facts, node: Node): string | null {
  const { scopes, tree } = where;
  const all = scopes.visibleAt(node).filter(({ at, kind }) => kind !== "function" && at.end <= node.start);
  const named = all.find(({ at, init }) => init !== null && where.isExamples(at));
  if (named !== undefined) return named.name;
  const list = all.find(({ at }) => where.isRow(at));
  if (list !== undefined) return `${list.name}.length`;
  const rows = all.find(({ at, init }) => init !== null && within(init).length < 12 && where.isMatrix(at));
  if (rows !== undefined) return `${rows.name}[0].length`;
  const data = scopes
    .visibleAt(node)
    .find(({ name, kind }) => kind === "parameter" && tree.code.includes(`${name}.shape[1]`));
  return data === undefined ? null : `${data.name}.shape[1]`;
}

/** What is added up over the examples, divided by their number: one place, and all of a function. */
function means(facts: Facts): Change[] {
  const { tree, operation } = facts;
  const reducers = tree.nodes.flatMap((node): { readonly node: Node; readonly value: Node }[] => {
    const isReducer = node.type === "ArrowFunctionExpression" && node.params.length === 2;
    const op = isReducer ? operation(node.body as Node) : null;
    return op?.name === "add" && op.style === "operator" && op.args[1] ? [{ node, value: op.args[1] }] : [];
  });
  // Of a term with λ it is no mean that is missing: `shares` has it.
  const sites = [...sumsOf(facts), ...reducers].flatMap(
    ({ node, value }): { readonly home: string; readonly site: Site }[] => {
      const count = hasLambda(value) ? null : countAt(facts, node);
      return count === null
        ? []
        : [{ home: tree.homeOf(node)?.name ?? "", site: [replaced(value, `(${tree.text(value)}) / ${count}`)] }];
    },
  );
  const together = [...new Set(sites.map(({ home }) => home))].flatMap((home) => {
    const all = sites.filter((one) => one.home === home);
    return all.length > 1 ? [all.flatMap(({ site }) => site)] : [];
  });
  return changes(rowOf("mean-left-out"), [...sites.map(({ site }) => site), ...together].slice(0, MOST));
}

/** What an exponential or a function made of one is applied to, twice as large and half as large. */
const insides = ({ tree, operation }: Facts): Change[] =>
  tree.nodes.flatMap((node) => {
    const op = operation(node);
    const [of] = op?.args ?? [];
    if (of === undefined || op === null || op.style === "own" || !/^(exp|sigmoid|tanh)$/.test(op.name)) return [];
    const sites = ["2", "0.5"].flatMap((factor) => {
      const inner = op.style === "Math" ? `${factor} * (${tree.text(of)})` : `nd.mul(${factor}, ${tree.text(of)})`;
      return instead(node, op.style === "Math" ? `Math.${op.name}(${inner})` : `nd.${op.name}(${inner})`);
    });
    return changes(rowOf("inner-factor-left-out"), sites);
  });

/** λ over the number of examples. */
const shares = (facts: Facts): Change[] =>
  facts.tree.nodes.flatMap((node) => {
    if (node.type !== "Identifier" || !NAMES.lambda.test(node.name) || !isRead(facts, node)) return [];
    const parent = facts.tree.parentOf(node);
    if (parent?.type !== "VariableDeclarator" && (parent === null || facts.operation(parent) === null)) return [];
    const count = parent.type === "VariableDeclarator" && parent.init !== node ? null : countAt(facts, node);
    return count === null ? [] : changes(rowOf("lambda-without-m"), instead(node, `(${node.name} / ${count})`));
  });

export const factorChanges = (facts: Facts): Change[] => [
  ...squares(facts),
  ...slopes(facts),
  ...means(facts),
  ...matrixFactors(facts),
  ...insides(facts),
  ...shares(facts),
];
