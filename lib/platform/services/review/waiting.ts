import type { HandedIn, Work } from "../shared/handed-in.ts";
import type { ReviewRow } from "../views.ts";

/** Prose that was handed in and graded as far as a machine can, and is not yet marked. */
export const awaitsReview = ({ effective }: HandedIn): boolean => effective?.verdict === "awaits-review";

/** What brings an attempt before a person. `killed`: its program did not end by itself, so a run of it cannot be repeated. */
export function whyOf(handed: HandedIn): ReviewRow["why"] {
  if (awaitsReview(handed)) return "awaits-review";
  if (handed.effective?.verdict === "ungradable") return "ungradable";
  return handed.row.summary?.replayable === false ? "killed" : "graded";
}

const isOpen = (handed: HandedIn): boolean =>
  awaitsReview(handed) || (whyOf(handed) !== "graded" && handed.row.overrides.length === 0);

/** The most that an attempt can be worth once a person has looked at it: all of what is still open, less hints' and late days' price. */
function atMost(handed: HandedIn): number {
  const { effective } = handed;
  if (!effective) return 0;
  const open = (points: number | null) => points === null || !awaitsReview(handed);
  const points = effective.parts.reduce((sum, part) => sum + (open(part.points) ? part.outOf : (part.points ?? 0)), 0);
  return points * (1 - effective.lateShare);
}

/**
 * The attempts of one person at one exercise that wait for an assistant, oldest first: the latest, and each earlier one that
 * could still be the attempt that counts. An earlier one that cannot reach what another has already was replaced by it.
 */
export function waitingOf<W extends Pick<Work, "attempts">>({ attempts }: W): readonly W["attempts"][number][] {
  return attempts.filter((handed, i) => {
    if (!isOpen(handed)) return false;
    if (i === attempts.length - 1) return true;
    const others = attempts.filter((other) => other !== handed).map(({ counted }) => counted.points ?? 0);
    return atMost(handed) >= Math.max(...others) - 0.005;
  });
}

/** Whether a person has said all that was asked of one about this attempt. */
export const wasMarked = (handed: HandedIn): boolean =>
  !isOpen(handed) && (handed.row.marks.length > 0 || whyOf(handed) !== "graded");

/** Whether the name of who handed in is kept back: while prose of this person at this exercise waits to be marked. */
export const isAnonymous = (work: Work, handed: HandedIn): boolean =>
  awaitsReview(handed) || waitingOf(work).some(awaitsReview);
