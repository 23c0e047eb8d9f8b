import type { Facts } from "../../facts.ts";
import { type Operation, written } from "../../operation.ts";
import { instead } from "../../row.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, seenRow } from "../change.ts";
import { operations } from "./operations.ts";

const ON_SUM = seenRow(
  "factor-on-sum",
  "a factor on a whole sum",
  "A factor or a divisor is applied to a whole sum, where it belongs to one of its terms.",
  "Say which term of the formula has the factor, and apply it before the terms are put together.",
);
const ON_TERM = seenRow(
  "factor-on-term",
  "a factor on one term alone",
  "A factor or a divisor is applied to one term of a sum, where it belongs to the whole of it.",
  "Put the terms together first, and apply the factor to what that gives.",
);

/** Most changes of one kind. */
const MOST = 40;

type Pair = readonly [Node, Node];

const pairOf = ({ args: [a, b, ...more] }: Operation): Pair | null =>
  a === undefined || b === undefined || more.length > 0 ? null : [a, b];

/** `v.sub(g).mul(c)` as `v.sub(g.mul(c))`, and as `v.mul(c).sub(g)`. */
function onSums(facts: Facts): Change[] {
  const { tree, operation } = facts;
  return operations(facts, /^(mul|div)$/).flatMap(({ node, op }) => {
    const pair = pairOf(op);
    if (pair === null) return [];
    const [a, b] = pair.map(tree.text) as [string, string];
    return pair.flatMap((sum, at): Change[] => {
      const inner = operation(sum);
      const terms = inner !== null && /^(add|sub)$/.test(inner.name) ? pairOf(inner) : null;
      if (inner === null || terms === null || (op.name === "div" && at === 1)) return [];
      const [x, y] = terms.map(tree.text) as [string, string];
      const scaled = (term: string) => written(op, op.name, at === 0 ? [term, b] : [a, term]);
      return changes(
        ON_SUM,
        instead(node, written(inner, inner.name, [x, scaled(y)]), written(inner, inner.name, [scaled(x), y])),
      );
    });
  });
}

/** `v.sub(g.mul(c))` as `v.sub(g).mul(c)`; of `v.mul(c).sub(g)` the same. */
function onTerms(facts: Facts): Change[] {
  const { tree, operation } = facts;
  return operations(facts, /^(add|sub)$/).flatMap(({ node, op }) => {
    const pair = pairOf(op);
    if (pair === null || op.style === "operator") return []; // brackets say the same of signs
    const [a, b] = pair.map(tree.text) as [string, string];
    return pair.flatMap((term, at): Change[] => {
      const inner = operation(term);
      const factors = inner !== null && /^(mul|div)$/.test(inner.name) ? pairOf(inner) : null;
      if (inner === null || factors === null) return [];
      const [x, y] = factors.map(tree.text) as [string, string];
      const whole = (of: string) => written(op, op.name, at === 0 ? [of, b] : [a, of]);
      const made = [written(inner, inner.name, [whole(x), y])];
      if (inner.name === "mul") made.push(written(inner, inner.name, [x, whole(y)]));
      return changes(ON_TERM, instead(node, ...made));
    });
  });
}

export const spreadChanges = (facts: Facts): Change[] => [
  ...onSums(facts).slice(0, MOST),
  ...onTerms(facts).slice(0, MOST),
];
