import type { CellState } from "#lib/core/report.ts";
import type { WorksheetPart } from "../../exercise/index.ts";
import { count, listWords } from "../words.ts";
import type { JudgedLane } from "./part.ts";

/** `short`: fields that are right as far as they go; `cost`: of what is explained; `isFollowed`: some value of the sheet follows. */
type Told = {
  readonly short: readonly string[];
  readonly cost: number | null;
  readonly isFollowed: boolean;
  readonly notices: readonly string[];
};

/** What is said of a lane: how many values hold, which differ and what that costs, and why not more hold. */
export function laneWords(
  part: WorksheetPart,
  { lane, states, found, invented = [] }: JudgedLane,
  { short, cost, isFollowed, notices }: Told,
): string {
  const all = Object.values(states).flat();
  const n = (state: CellState) => all.filter((one) => one === state).length;
  const parts = [`${n("right") + n("follows")} of ${count(all.length, "value")} hold${all.length === 1 ? "s" : ""}.`];
  if (n("follows") > 0)
    parts.push(
      `${count(n("follows"), "value")} ${n("follows") === 1 ? "is" : "are"} right for what you entered before.`,
    );
  const off = lane.fields.map(({ id }) => id).filter((id) => states[id]?.includes("differs") && !short.includes(id));
  if (off.length > 0) parts.push(`${listWords(off)} ${off.length === 1 ? "differs" : "differ"}.`);
  if (cost !== null && found !== null) parts.push(costWords(found.fields, off, cost, isFollowed));
  if (short.length > 0)
    parts.push(
      `${listWords(short)} ${short.length === 1 ? "has" : "have"} fewer ${digitsAsked(part, short)}, and ${short.length === 1 ? "is" : "are"} right as far as ${short.length === 1 ? "it goes" : "they go"}.`,
    );
  if (n("unreadable") > 0) parts.push(`${count(n("unreadable"), "cell")} could not be read.`);
  if (n("empty") > 0) parts.push(`${count(n("empty"), "cell")} ${n("empty") === 1 ? "is" : "are"} empty.`);
  if (invented.length > 0)
    parts.push(
      `${listWords(invented)} ${invented.length === 1 ? "follows" : "follow"} from a lane in which no value is recognised, and from nothing else: begin there.`,
    );
  parts.push(...[...new Set(notices)].slice(0, 2));
  return parts.join(" ");
}

/** The points that the explained fields cost, all of those that differ or some of them; what else of the sheet is right for them. */
function costWords(explained: readonly string[], off: readonly string[], cost: number, isFollowed: boolean): string {
  const points = count(cost, "point");
  if (!off.every((id) => explained.includes(id)))
    return `Of these, ${listWords(explained)} ${explained.length === 1 ? "costs" : "cost"} ${points}.`;
  const kept = `; what follows from ${explained.length === 1 ? "it" : "them"} is kept`;
  return `That costs ${points}${isFollowed ? kept : ""}.`;
}

/** "than 4 decimals", where the named fields are to be given so; else in general. */
function digitsAsked(part: WorksheetPart, ids: readonly string[]): string {
  const own = part.lanes.some(({ fields }) =>
    fields.some(({ id, digits }) => ids.includes(id) && digits !== undefined),
  );
  return own ? "digits than are asked for" : `than ${part.digits.decimals} decimals`;
}
