import type { Facts } from "../facts.ts";
import type { Site } from "../row.ts";
import type { Node } from "../tree.ts";
import { type Change, changes, rowOf } from "./change.ts";

/** Slips in which one name stands for another. */
const NAMED = ["other-weights", "other-bias", "other-error", "other-values", "other-gradient"];

/** The same name more than once in one statement, as in `A2.mul(nd.sub(1, A2))`, exchanged at all its places. */
export const togetherChanges = (facts: Facts): Change[] =>
  NAMED.flatMap((id) => {
    const groups = new Map<string, Site[number][]>();
    for (const [edit, ...more] of rowOf(id).sites(facts)) {
      if (edit === undefined || more.length > 0) continue;
      const key = [statementAt(facts, edit)?.start, facts.tree.code.slice(edit.start, edit.end), edit.text].join("\0");
      groups.set(key, [...(groups.get(key) ?? []), edit]);
    }
    return changes(
      rowOf(id),
      [...groups.values()].filter(({ length }) => length > 1),
    );
  });

/** The innermost statement or field of a record around a place. */
export function statementAt({ tree }: Facts, { start, end }: Pick<Node, "start" | "end">): Node | null {
  const around = tree.nodes.filter(
    (node) => node.start <= start && end <= node.end && /Statement$|Declaration$|^Property$/.test(node.type),
  );
  return around.at(-1) ?? null;
}
