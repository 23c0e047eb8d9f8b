import type { CellState } from "#lib/core/report.ts";
import type { WorksheetPart } from "../../exercise/index.ts";
import { count, listWords } from "../words.ts";
import type { Lane } from "./part.ts";

/** What is said of a lane: how many values hold, which differ and why not more, and what that costs. */
export function laneWords(
  lane: Lane,
  states: { readonly [id: string]: readonly CellState[] },
  coarse: readonly string[],
  cost: { readonly fields: readonly string[]; readonly points: number } | null,
  invented: readonly string[],
  notices: readonly string[],
  part: WorksheetPart,
): string {
  const all = Object.values(states).flat();
  const n = (state: CellState) => all.filter((one) => one === state).length;
  const fields = (state: CellState) =>
    lane.fields.filter(({ id }) => (states[id] ?? []).includes(state)).map(({ id }) => id);
  const parts = [`${n("right") + n("follows")} of ${count(all.length, "value")} hold${all.length === 1 ? "s" : ""}.`];
  if (n("follows") > 0)
    parts.push(
      `${count(n("follows"), "value")} ${n("follows") === 1 ? "is" : "are"} right for what you entered before.`,
    );
  if (n("differs") > 0)
    parts.push(`${listWords(fields("differs"))} ${fields("differs").length === 1 ? "differs" : "differ"}.`);
  const short = coarse.filter((id) => (states[id] ?? []).includes("differs"));
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
  if (cost !== null) {
    const isAll = cost.fields.length === 1 && fields("differs").every((id) => cost.fields.includes(id));
    const whose = `${listWords(cost.fields)} ${cost.fields.length === 1 ? "costs" : "cost"}`;
    parts.push(
      isAll ? `It is charged once: ${count(cost.points, "point")}.` : `${whose} ${count(cost.points, "point")}.`,
    );
  }
  return parts.join(" ");
}

/** "than 4 decimals", where the named fields are to be given so; else in general. */
function digitsAsked(part: WorksheetPart, ids: readonly string[]): string {
  const own = part.lanes.some(({ fields }) =>
    fields.some(({ id, digits }) => ids.includes(id) && digits !== undefined),
  );
  return own ? "digits than are asked for" : `than ${part.digits.decimals} decimals`;
}
