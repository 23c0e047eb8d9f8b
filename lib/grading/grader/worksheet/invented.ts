import type { CellState } from "#lib/core/report.ts";
import type { Chain, FieldValues } from "./chain.ts";
import type { JudgedLane } from "./part.ts";

/** A lane of one field may be off by one slip; in several, one value at least is right or follows. */
const SEVERAL = 2;

/**
 * A field counts if it fits the chain from the entered values. But values that were made up, in every field of a lane, feed that chain
 * with numbers that belong to nothing: what is computed from them alone, and from no value that counts, does not count either. A lane
 * with one value that is right, follows, or is a recognised slip is not made up.
 */
export async function withoutInvented(
  lanes: readonly JudgedLane[],
  entered: FieldValues,
  chain: Chain,
): Promise<readonly JudgedLane[]> {
  const madeUp = lanes.filter((lane) => isMadeUp(lane));
  const tainted = new Set(madeUp.flatMap(({ lane }) => lane.fields.map(({ id }) => id)));
  if (tainted.size === 0 || !lanes.some(({ states }) => Object.values(states).flat().includes("follows"))) return lanes;
  const reads = await chain.reads();
  for (let grown = true; grown; ) {
    grown = false;
    for (const { states } of lanes)
      for (const [id, cells] of Object.entries(states)) {
        const from = (reads.get(id) ?? []).filter((one) => one in entered);
        if (tainted.has(id) || from.length === 0 || cells.some((cell) => cell === "right")) continue;
        if (!from.every((one) => tainted.has(one))) continue;
        tainted.add(id);
        grown = true;
      }
  }
  return lanes.map((one) => {
    const invented = Object.keys(one.states).filter((id) => tainted.has(id) && one.states[id]?.includes("follows"));
    if (invented.length === 0) return one;
    const states = Object.fromEntries(
      Object.entries(one.states).map(([id, cells]) => [id, invented.includes(id) ? cells.map(refused) : cells]),
    );
    return { ...one, states, invented };
  });
}

const refused = (state: CellState): CellState => (state === "follows" ? "differs" : state);

const isMadeUp = ({ states, found }: JudgedLane): boolean => {
  const fields = Object.values(states);
  return (
    found === null && fields.length >= SEVERAL && fields.every((cells) => cells.every((cell) => cell === "differs"))
  );
};
