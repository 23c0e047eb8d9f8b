import type { Facts } from "../../facts.ts";
import { isTensorStyle, written } from "../../operation.ts";
import { instead } from "../../row.ts";
import { type Change, changes, row, rowOf } from "../change.ts";

const ROOT = row(
  "root-left-out",
  "a root left out",
  "A value is divided by the square of what is asked for: its root is left out.",
  "Compare with the formula: a length and a standard deviation are square roots.",
);

/** Most changes. */
const MOST = 32;

/** What a value is divided by, where that is no count, as every count that is there: `X.div(hits)` as `X.div(m)`. */
const counted = (facts: Facts): Change[] =>
  facts.tree.nodes.flatMap((node): Change[] => {
    const op = facts.operation(node);
    const by = op?.args[1];
    if (op?.name !== "div" || op.style === "own" || by === undefined || op.args.length !== 2) return [];
    if (facts.isCount(by) || by.type === "Literal") return [];
    const counts = facts.scopes
      .visibleAt(node)
      .filter(({ kind, at, until }) => kind === "variable" && until <= node.start && facts.isCount(at))
      .map(({ name }) => name);
    return changes(rowOf("other-count"), instead(by, ...counts));
  });

/** `X.div(variance)` as `X.div(nd.sqrt(variance))`; a count or a number is no square. */
const roots = (facts: Facts): Change[] =>
  facts.tree.nodes
    .flatMap((node): Change[] => {
      const op = facts.operation(node);
      const by = op?.args[1];
      if (op?.name !== "div" || op.style === "own" || by === undefined || op.args.length !== 2) return [];
      if (facts.isCount(by) || by.type === "Literal" || facts.operation(by)?.name === "sqrt") return [];
      const text = facts.tree.text(by);
      return changes(ROOT, instead(by, isTensorStyle(op) ? `nd.sqrt(${text})` : written(op, "sqrt", [text])));
    })
    .slice(0, MOST);

export const divisorChanges = (facts: Facts): Change[] => [...roots(facts), ...counted(facts).slice(0, MOST)];
