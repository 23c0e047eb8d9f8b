import type { fieldChains } from "#lib/grading/grader/index.ts";
import type { Proving } from "./context.ts";
import { type Finding, unless } from "./finding.ts";

type Chains = ReturnType<typeof fieldChains>;

/** Every arrow of a lane runs from a value to one that is computed from it; it is drawn so, from column to column. */
export async function* arrows(
  { part }: Pick<Proving<"worksheet">, "part">,
  chain: Pick<Chains, "reads">,
): AsyncGenerator<Finding> {
  const drawn = part.lanes.filter(({ direction, fields }) => direction !== "none" && fields.length > 1);
  if (drawn.length === 0) return;
  const reads = await chain.reads();
  const complaints = drawn.flatMap(({ id: lane, direction, fields }) =>
    fields.slice(1).flatMap(({ id: right }, i) => {
      const left = fields[i]?.id as string;
      const [from, to] = direction === "forward" ? [left, right] : [right, left];
      if (isComputedFrom(to, from, reads)) return [];
      return [
        `In ${lane} an arrow runs from ${from} to ${to}, which is not computed from it. A forward lane begins with the first value, a backward one ends with it; where there is no such order, say direction: none.`,
      ];
    }),
  );
  yield unless("solution", "arrows run from a value to one that is computed from it", complaints);
}

function isComputedFrom(to: string, from: string, reads: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const rest = [to];
  for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
    if (id === from) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    rest.push(...(reads.get(id) ?? []));
  }
  return false;
}
