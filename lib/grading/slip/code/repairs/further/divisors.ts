import type { Facts } from "../../facts.ts";
import { isTensorStyle, written } from "../../operation.ts";
import { instead } from "../../row.ts";
import { type Change, changes, row } from "../change.ts";

const ROOT = row(
  "root-left-out",
  "a root left out",
  "A value is divided by the square of what is asked for: its root is left out.",
  "Compare with the formula: a length and a standard deviation are square roots.",
);

/** Most changes. */
const MOST = 32;

/** `X.div(variance)` as `X.div(nd.sqrt(variance))`; a count or a number is no square. */
export const divisorChanges = (facts: Facts): Change[] =>
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
