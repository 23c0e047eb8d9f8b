import { type Facts, factsOf } from "./facts.ts";
import { KNOWN } from "./functions.ts";
import { distinct, evenly, type IsWanted, type Mutant, mostOf, mutantOf, NODES, slipsIn } from "./mutants.ts";
import { written } from "./operation.ts";
import { beginChanges } from "./repairs/begins.ts";
import { boundChanges, isOne } from "./repairs/bounds.ts";
import { bracketChanges } from "./repairs/brackets.ts";
import { callChanges, isHandedOn } from "./repairs/calls.ts";
import { type Change, changes, row, rowOf } from "./repairs/change.ts";
import { edgeChanges } from "./repairs/edges.ts";
import { factorChanges } from "./repairs/factors.ts";
import { furtherChanges } from "./repairs/further/index.ts";
import { classChanges } from "./repairs/further/orders.ts";
import { twinChanges } from "./repairs/further/twins.ts";
import { indexChanges } from "./repairs/indices.ts";
import { moveChanges } from "./repairs/moves.ts";
import { nameChanges } from "./repairs/names.ts";
import { outputChanges } from "./repairs/outputs.ts";
import { reductionChanges } from "./repairs/reductions.ts";
import { siblingChanges } from "./repairs/siblings.ts";
import { slopeChanges } from "./repairs/slopes.ts";
import { togetherChanges } from "./repairs/together.ts";
import { TOO_MANY } from "./repairs/too-many.ts";
import { weightChanges } from "./repairs/weights.ts";
import { instead, replaced } from "./row.ts";
import { outOfSquares } from "./rows/powers.ts";
import { hasRate, isStep } from "./rows/terms.ts";
import { setsOf } from "./sums.ts";
import { type Node, type Tree, treeOf, within } from "./tree.ts";

/** A change that takes a slip back: the change's row, and the row of what the answer has instead. */
const UNDONE_BY: { readonly [change: string]: string } = {
  "mean-twice": "mean-left-out",
  "sum-for-mean": "mean-for-sum",
  "mean-for-sum": "sum-for-mean",
  "lambda-over-m-twice": "lambda-without-m",
  "lambda-doubled": "lambda-halved",
  "lambda-halved": "lambda-doubled",
  "minus-left-out": "minus-extra",
  "minus-extra": "minus-left-out",
  "plus-for-minus": "minus-for-plus",
  "minus-for-plus": "plus-for-minus",
  "transpose-left-out": "transpose-extra",
  "transpose-extra": "transpose-left-out",
  "entrywise-for-matmul": "matmul-for-entrywise",
  "matmul-for-entrywise": "entrywise-for-matmul",
  "error-before-slope": "error-after-slope",
  "error-after-slope": "error-before-slope",
  "divided-for-multiplied": "multiplied-for-divided",
  "multiplied-for-divided": "divided-for-multiplied",
  "slope-at-z": "slope-at-a",
  "slope-at-a": "slope-at-z",
  ...Object.fromEntries(
    [
      ...["other-count", "sum-axis", "target-exchanged", "difference-exchanged", "factors-exchanged"],
      ...["product-transposed", "index-exchanged", "flat-index-exchanged", "fraction-turned"],
      ...["other-weights", "other-bias", "other-error", "other-values", "other-gradient"],
      ...["other-function", "threshold-turned", "threshold-moved", "output-reversed"],
      ...["output-transposed", "statement-early"],
    ].map((id) => [id, id]),
  ),
};

/**
 * Changes of an answer's own text that would take one slip back, at every place where one may be: each with the row of what the answer
 * has there (`slip`). Nothing is known of a right answer, so any style is served, helpers of one's own included. Whether a change makes
 * the answer right is for the caller to see. Empty for text that cannot be read; `isWanted` leaves functions out.
 */
export function repairsOf(source: string, isWanted: IsWanted = () => true): Mutant[] {
  const tree = treeOf(source);
  if (tree === null || tree.nodes.length > NODES) return [];
  const facts = factsOf(tree);
  const taken = slipsIn(facts, isWanted, (slip, site) => !isHandedOn(facts, slip, site)).flatMap((one): Mutant[] => {
    const undone = UNDONE_BY[one.id];
    const slip = undone === undefined ? TOO_MANY[one.id] : rowOf(undone);
    return slip === undefined ? [] : [{ ...one, id: slip.id, slip }];
  });
  const made = (all: readonly Change[]): Mutant[] =>
    evenly(all, mostOf(tree.code)).flatMap(({ slip, site }) => mutantOf(tree, slip.id, slip, site, isWanted));
  // What is known to be a slip of right answers comes before what only this text can tell: of equals the first is told.
  return distinct(tree, [
    ...made([
      ...boundChanges(facts),
      ...sums(facts),
      ...counts(facts),
      ...signs(facts),
      ...uphill(facts),
      ...places(tree),
      ...functions(tree),
    ]),
    ...made(indexChanges(facts)),
    ...taken,
    ...made([
      ...slopeChanges(facts),
      ...changes(rowOf("factor-squared"), outOfSquares(facts)),
      ...siblingChanges(facts),
      ...outputChanges(facts),
      ...togetherChanges(facts),
      ...classChanges(facts),
      ...bracketChanges(facts),
      ...beginChanges(facts),
    ]),
    ...made([
      ...moveChanges(facts),
      ...weightChanges(facts),
      ...factorChanges(facts),
      ...callChanges(facts),
      ...nameChanges(facts),
    ]),
    ...made([...edgeChanges(facts), ...reductionChanges(facts)]),
  ]);
}

/** More changes of the same kind, for what none of `repairsOf` explains. */
export function furtherRepairsOf(source: string): Mutant[] {
  const tree = treeOf(source);
  if (tree === null || tree.nodes.length > NODES) return [];
  const further = furtherChanges(factsOf(tree));
  const all = [...evenly(further, mostOf(source)), ...twinChanges(tree, further)];
  return distinct(
    tree,
    all.flatMap(({ slip, site }) => mutantOf(tree, slip.id, slip, site)),
  );
}

/** What is written in a loop and may have to add up. */
function sums(facts: Facts): Change[] {
  const loops = facts.tree.nodes.filter(({ type }) => /^(For|While|DoWhile)\w*Statement$/.test(type));
  const sets = setsOf(facts).flatMap(({ node, added }): Change[] => {
    if (!loops.some(({ start, end }) => start < node.start && node.end < end)) return [];
    return instead(node, added).map((site) => ({ slip: rowOf("overwritten"), site }));
  });
  return [...sets, ...reduced(facts)];
}

/** What a list is reduced to without what was there before: `reduce((sum, x) => x * x)`. */
function reduced({ tree }: Facts): Change[] {
  return tree.nodes.flatMap((node): Change[] => {
    const callback = node.type === "CallExpression" ? node.arguments[0] : undefined;
    if (node.type !== "CallExpression" || callback?.type !== "ArrowFunctionExpression") return [];
    const [sum] = callback.params;
    if (!/\.reduce$/.test(tree.text(node.callee as Node)) || sum?.type !== "Identifier") return [];
    const body = callback.body as Node;
    if (body.type === "BlockStatement") return [];
    if (within(body).some((one) => one.type === "Identifier" && one.name === sum.name)) return [];
    return instead(body, `${sum.name} + (${tree.text(body)})`).map((site) => ({ slip: rowOf("overwritten"), site }));
  });
}

/** Counts that are divided by, with one more or less. */
function counts(facts: Facts): Change[] {
  const { tree } = facts;
  return tree.nodes.flatMap((node): Change[] => {
    if (node.type !== "BinaryExpression" || !/^[+-]$/.test(node.operator) || !isOne(node.right)) return [];
    const parent = tree.parentOf(node);
    const outer = parent === null ? null : facts.operation(parent);
    if (!facts.isCount(node.left as Node) || outer?.name !== "div" || outer.args[1] !== node) return [];
    return instead(node, `(${tree.text(node.left as Node)})`).map((site) => ({
      slip: rowOf("count-off-by-one"),
      site,
    }));
  });
}

/** Exponentials whose argument may have lost its minus, as in a sigmoid of one's own. */
function signs(facts: Facts): Change[] {
  const { tree } = facts;
  return tree.nodes.flatMap((node): Change[] => {
    const op = facts.operation(node);
    const [of] = op?.args ?? [];
    if (op?.name !== "exp" || op.style === "own" || of === undefined) return [];
    const text = op.style === "Math" ? `Math.exp(-(${tree.text(of)}))` : `nd.exp(nd.neg(${tree.text(of)}))`;
    return instead(node, text).map((site) => ({ slip: rowOf("minus-left-out"), site }));
  });
}

/** Steps that are added: `W.add(dW.mul(rate))`, `W += rate * dW`, `W.addInPlace(dW.mul(rate))`. */
function uphill(facts: Facts): Change[] {
  const { tree } = facts;
  return tree.nodes.flatMap((node): Change[] => {
    const op = facts.operation(node);
    if (op?.name === "add" && op.style !== "own" && op.args.length === 2 && isStep(facts, op))
      return changes(rowOf("step-uphill"), instead(node, written(op, "sub", op.args.map(tree.text))));
    if (node.type === "AssignmentExpression" && node.operator === "+=" && hasRate(facts, node.right))
      return changes(
        rowOf("step-uphill"),
        instead(node, `${tree.text(node.left as Node)} -= ${tree.text(node.right)}`),
      );
    const method =
      node.type === "CallExpression" && node.callee.type === "MemberExpression" ? node.callee.property : null;
    return method?.type === "Identifier" && method.name === "addInPlace" && hasRate(facts, node)
      ? changes(rowOf("step-uphill"), instead(method as Node, "subInPlace"))
      : [];
  });
}

/** Elements taken by row and column in a call: `W.get(i, j)`. */
function places(tree: Tree): Change[] {
  return tree.nodes.flatMap((node): Change[] => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression" || node.arguments.length !== 2)
      return [];
    const [i, j] = node.arguments as [Node, Node];
    if (!/^(get|item|at)$/.test(tree.text(node.callee.property as Node)) || tree.text(i) === tree.text(j)) return [];
    return [{ slip: rowOf("index-exchanged"), site: [replaced(i, tree.text(j)), replaced(j, tree.text(i))] }];
  });
}

const WORDS = { tanh: "tanh", sigmoid: "the sigmoid", relu: "ReLU" } as const;

/** Functions of one value that the answer wrote for itself and does not export, each as every function that slips are about. */
function functions(tree: Tree): Change[] {
  const exported = new Set(tree.homes.filter((one) => one.exported).map(({ name }) => name));
  return tree.nodes.flatMap((node): Change[] => {
    const named =
      node.type === "FunctionDeclaration" && node.id !== null
        ? { name: node.id.name, fn: node }
        : node.type === "VariableDeclarator" &&
            node.id.type === "Identifier" &&
            node.init?.type === "ArrowFunctionExpression"
          ? { name: node.id.name, fn: node.init }
          : null;
    if (named === null || exported.has(named.name)) return [];
    const [parameter] = named.fn.params;
    if (named.fn.params.length !== 1 || parameter?.type !== "Identifier") return [];
    const body = named.fn.body as Node;
    // What hands a value on, or makes something of a whole record, is no such function.
    if (!within(body).some(({ type }) => /^(Binary|Call|Unary|Conditional)Expression$/.test(type))) return [];
    return KNOWN.map((known): Change => {
      const what = `${known.kind === "activation" ? "" : "the slope of "}${WORDS[known.of]}`;
      const where = known.kind === "slope-in-a" ? ", taken at the activation's value," : "";
      const whole = `((v) => { const f = (x) => ${known.number("x")}; const g = (x) => typeof x === "number" ? f(x) : Array.isArray(x) ? x.map(g) : ArrayBuffer.isView(x) ? x.map(f) : ${known.tensor("x")}; return g(v); })(${parameter.name})`;
      return {
        slip: {
          ...row(
            "function-off",
            "a function of your own is off",
            `\`${named.name}\` does not compute ${what}; with ${what}${where} in its place all that this check looks at is right.`,
            `Try \`${named.name}\` on a few numbers whose results you know.`,
          ),
        },
        site: [replaced(body, body.type === "BlockStatement" ? `{ return ${whole}; }` : whole)],
      };
    });
  });
}
