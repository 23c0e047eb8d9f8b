import type { Equality } from "#lib/engine/expression/index.ts";
import { count } from "../words.ts";
import type { Marked } from "./judge-steps.ts";
import type { OtherName } from "./left-side.ts";

const RELATIONS: { readonly [name: string]: string } = {
  negated: "It has the opposite sign everywhere.",
  doubled: "It is twice what is asked for, everywhere.",
  halved: "It is half of what is asked for, everywhere.",
  transposed: "The right entries, turned on their side.",
};

/** Why a line that is not what is asked for holds: with the lines above as they were entered, or as the derivative of one of them. */
export type Follows = "entered" | { readonly of: string; readonly by: string } | null;

type Judged = { readonly held: boolean; readonly equality: Equality; readonly follows: Follows };

/** "Equal at 3 of 8 points. It has the opposite sign everywhere." */
export function equalityWords({ held, equality, follows }: Judged): string {
  const points = `Equal at ${equality.agreeing} of ${equality.points} points`;
  if (follows === "entered") return `${points}, for the lines above as you entered them.`;
  if (follows !== null)
    return `${points} to the derivative of ${follows.of} by ${follows.by}, for ${follows.of} as you entered it.`;
  const seen = `${points}.`;
  if (held) return seen;
  if (equality.undefinedAt === equality.points) return `${seen} It has no finite value at any of them.`;
  const relation = RELATIONS[equality.relation?.name ?? ""];
  const some = equality.byActivation.find(({ points, agreeing }) => points > 0 && agreeing === points);
  if (some !== undefined) return `${seen} It holds where g is ${some.g}, and not for the others; g is left open here.`;
  return relation === undefined ? seen : `${seen} ${relation}`;
}

/** "The left side says ∂L/∂W2, and ∂L/∂W1 is asked for." */
export const otherNameWords = (other: OtherName | null): string =>
  other === null ? "" : `The left side says ${other.said}, and ${other.asked} is asked for.`;

/** "3 steps, all follow." or what the first that does not looks like. */
export function stepsWords(marked: readonly Marked[]): string {
  const first = marked.findIndex(({ mark }) => mark === "differs" || mark === "unreadable");
  const off = marked[first];
  if (off === undefined) return marked.length === 1 ? "" : `${count(marked.length, "step")}, and all follow.`;
  // That one formula is not what is asked for was said; the case in which is what there is to add.
  const smallCase = off.witness?.words ?? "";
  if (marked.length === 1) return smallCase;
  // A row with several forms: the one that is off, as it was typed.
  const among =
    marked.filter(({ line }) => line === off.line).length > 1 && off.text !== "" ? `, at “${off.text}”` : "";
  return `Line ${off.line}${among}: ${off.message ?? "This does not follow."} ${smallCase}`.trim();
}
