import type { Facts } from "../facts.ts";
import { NAMES } from "../facts.ts";
import type { Operation } from "../operation.ts";
import { atNodes, atOperations, instead, replaced, type SlipRow } from "../row.ts";
import type { Node } from "../tree.ts";
import { within } from "../tree.ts";

/** Counts that something is divided by, and what is divided. */
function divisors(facts: Facts): { readonly count: Node; readonly divided: Node; readonly examples: boolean }[] {
  return facts.tree.nodes.flatMap((node) => {
    const op = facts.operation(node);
    if (op?.name !== "div" || op.args.length !== 2) return [];
    const [divided, by] = op.args as [Node, Node];
    // One length over another is no mean: `W1.length / h`.
    if (facts.isCount(divided)) return [];
    return factors(facts, by)
      .filter(facts.isCount)
      .map((count) => ({ count, divided, examples: facts.isExamples(count) }));
  });
}

function factors(facts: Facts, node: Node): Node[] {
  const op = facts.operation(node);
  return op?.name === "mul" ? op.args.flatMap((one) => factors(facts, one)) : [node];
}

/** Whether a name for λ stands in it. */
export const hasLambda = (node: Node): boolean =>
  within(node).some((one) => one.type === "Identifier" && NAMES.lambda.test(one.name));

export const meanRows: readonly SlipRow[] = [
  {
    id: "mean-left-out",
    name: "factor 1/m left out",
    says: "The sum over the examples is not divided by their number $m$, so the value is $m$ times what is asked for.",
    next: "Find where the loss takes its mean over the examples, and let the gradient take the same mean once.",
    lesson: "forward-loss-and-back",
    sites: (facts) =>
      divisors(facts)
        .filter(({ divided }) => !hasLambda(divided))
        .flatMap(({ count }) => instead(count, "1")),
  },
  {
    id: "mean-twice",
    name: "divided by m once too often",
    says: "The mean over the examples is taken twice, so the value is $m$ times too small.",
    next: "Divide by the number of examples in one place only.",
    lesson: "forward-loss-and-back",
    sites: (facts) => [
      ...divisors(facts)
        .filter(({ divided }) => !hasLambda(divided))
        .flatMap(({ count }) => instead(count, `(${facts.tree.text(count)} * ${facts.tree.text(count)})`)),
      ...atOperations("mean", (op, t, node) => {
        const text = facts.tree.text(node);
        return op.style === "Math" || op.style === "own" || op.args.length !== 1
          ? []
          : instead(node, `nd.div(${text}, nd.array(${t[0]}).size)`);
      })(facts),
    ],
  },
  {
    id: "lambda-without-m",
    name: "λ where λ/m belongs",
    says: "The term with $\\lambda$ is not divided by the number of examples, so it is $m$ times what is asked for.",
    next: "Give the term with $\\lambda$ its own division by $m$.",
    lesson: "curves-and-boundaries",
    sites: (facts) =>
      divisors(facts)
        .filter(({ divided }) => hasLambda(divided))
        .flatMap(({ count }) => instead(count, "1")),
  },
  {
    id: "lambda-over-m-twice",
    name: "λ divided by m twice",
    says: "The term with $\\lambda$ is divided by the number of examples twice.",
    next: "Average the data part first; then add the term with $\\lambda$, which has a $1/m$ of its own.",
    lesson: "curves-and-boundaries",
    sites: (facts) =>
      divisors(facts)
        .filter(({ divided }) => hasLambda(divided))
        .flatMap(({ count }) => instead(count, `(${facts.tree.text(count)} * ${facts.tree.text(count)})`)),
  },
  {
    id: "other-count",
    name: "divided by another number than that of the examples",
    says: "The mean divides by another length than the number of examples, such as that of the inputs or units.",
    next: "Check which axis of the data counts the examples, and divide by its length.",
    lesson: "forward-loss-and-back",
    sites: (facts) => [
      ...divisors(facts).flatMap(({ count }) => instead(count, ...otherCounts(facts, count))),
      ...atNodes((node) =>
        node.type === "VariableDeclarator" && node.init && facts.isCount(node.init as Node)
          ? instead(node.init as Node, otherAxis(facts.tree.text(node.init as Node)))
          : [],
      )(facts),
    ],
  },
  {
    id: "count-off-by-one",
    name: "divided by m − 1 or m + 1",
    says: "The mean divides by one more or one less than the number of examples.",
    next: "Divide by the number of examples itself.",
    lesson: "forward-loss-and-back",
    sites: (facts) =>
      divisors(facts).flatMap(({ count }) =>
        instead(count, `(${facts.tree.text(count)} - 1)`, `(${facts.tree.text(count)} + 1)`),
      ),
  },
  {
    id: "sum-for-mean",
    name: "sum where the mean belongs",
    says: "The values of all examples are added up where their mean is asked for.",
    next: "Take the mean over the examples.",
    lesson: "forward-loss-and-back",
    sites: atOperations("mean", (op, t, node) =>
      op.style === "nd" || op.style === "method" ? instead(node, `nd.sum(${t.join(", ")})`) : [],
    ),
  },
  {
    id: "mean-for-sum",
    name: "mean where the sum belongs",
    says: "A mean is taken where the sum is asked for, so the value is too small by the number of summands.",
    next: "Add the values up here; where a mean is asked for, it is taken once, over the examples.",
    lesson: "forward-loss-and-back",
    sites: atOperations("sum", (op, t, node) =>
      op.style === "nd" || op.style === "method" ? instead(node, `nd.mean(${t.join(", ")})`) : [],
    ),
  },
  {
    id: "mean-of-all",
    name: "mean over all entries",
    says: "The mean is taken over all entries, where only the examples are averaged and the rest is added up.",
    next: "Add up what belongs to one example, then take the mean over the examples.",
    lesson: "your-own-network",
    sites: (facts) => [
      ...divisors(facts)
        .filter(({ examples }) => examples)
        .flatMap(({ count, divided }) => {
          const whole = facts.tree.parentOf(count);
          const isItem = facts.operation(divided)?.name === "item";
          const sum = isItem ? facts.operation(divided)?.args[0] : divided;
          const op = sum === undefined ? null : facts.operation(sum);
          if (whole === null || op?.name !== "sum" || op.style === "own" || op.args.length !== 1) return [];
          const quotient = facts.operation(whole)?.name === "div" ? whole : facts.tree.parentOf(whole);
          const text = `nd.mean(${facts.tree.text(op.args[0] as Node)})`;
          return quotient === null ? [] : instead(quotient, isItem ? `${text}.item()` : text);
        }),
    ],
  },
  {
    id: "sum-axis",
    name: "summed over the other axis",
    says: "A sum or a mean runs along the other axis: over the units or features where it should run over the examples, or the other way round.",
    next: "Say what counts along each axis, then reduce along the one that counts the examples.",
    lesson: "forward-loss-and-back",
    sites: atOperations("sum mean max min argmax norm", (_op, t, _node, facts) => {
      const axis = _op.args[1];
      if (axis === undefined) return [];
      return within(axis)
        .filter((one) => one.type === "Literal" && (one.value === 0 || one.value === 1))
        .flatMap((one) => instead(one, facts.tree.text(one) === "0" ? "1" : "0"))
        .slice(0, t.length);
    }),
  },
  {
    id: "sum-all",
    name: "summed over everything",
    says: "A sum or a mean runs over all entries and leaves one number, where one value per row or column is asked for.",
    next: "Reduce along one axis only, and keep the other.",
    lesson: "forward-loss-and-back",
    sites: atOperations("sum mean", (op, t, node) =>
      op.args.length > 1 && op.style !== "own"
        ? instead(node, `nd.${op.name}(${t[0]})`, `nd.reshape(nd.${op.name}(${t[0]}), 1, 1)`)
        : [],
    ),
  },
  {
    id: "axis-dropped",
    name: "summed axis not kept",
    says: "After a sum or a mean the axis is gone, so a column has become a plain list and is spread the other way.",
    next: "Keep the summed axis with length 1, so that the result is still a column or a row.",
    lesson: "forward-loss-and-back",
    sites: atOperations("sum mean max min", (op, t, node, facts) =>
      op.args.length > 2 && op.style !== "own" && !isSpreadBack(facts, op, node)
        ? [[replaced(node, `nd.${op.name}(${t.slice(0, 2).join(", ")})`)]]
        : [],
    ),
  },
];

/** A sum over the rows that goes on entry by entry: without its axis it is spread over the rows all the same. */
function isSpreadBack({ tree, operation }: Facts, { args: [, axis] }: Operation, node: Node): boolean {
  const parent = tree.parentOf(node);
  const outer = parent === null ? null : operation(parent);
  return axis?.type === "Literal" && axis.value === 0 && /^(add|sub|mul|div)$/.test(outer?.name ?? "");
}

function otherCounts(facts: Facts, count: Node): string[] {
  const own = facts.tree.text(count);
  const home = facts.tree.homeOf(count);
  const names = facts.tree.nodes.filter(
    (node) =>
      node.type === "Identifier" &&
      node.end < count.start &&
      facts.tree.homeOf(node) === home &&
      facts.tree.text(node) !== own &&
      facts.isCount(node),
  );
  const axis = otherAxis(own);
  return [...new Set([...names.map(facts.tree.text), ...(axis === null ? [] : [axis])])];
}

function otherAxis(text: string): string | null {
  if (/\.shape\[0\]$/.test(text)) return text.replace(/0\]$/, "1]");
  if (/\.shape\[1\]$/.test(text)) return text.replace(/1\]$/, "0]");
  if (/\[0\]\.length$/.test(text)) return text.replace(/\[0\]\.length$/, ".length");
  return null;
}
