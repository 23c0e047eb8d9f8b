import { countersAt } from "../../counts/counters.ts";
import type { Facts } from "../../facts.ts";
import { instead } from "../../row.ts";
import { type Change, changes } from "../change.ts";
import { indices, NEXT } from "../indices.ts";

/** Most changes. */
const MOST = 60;

/** The element before or behind the one that a counter names: `states[t]` as `states[t - 1]`. */
export const besideChanges = (facts: Facts): Change[] =>
  indices(facts)
    .flatMap((index) => {
      if (index.type !== "Identifier" || !countersAt(facts, index).some(({ name }) => name === index.name)) return [];
      return changes(NEXT, instead(index, `${index.name} - 1`, `${index.name} + 1`));
    })
    .slice(0, MOST);
