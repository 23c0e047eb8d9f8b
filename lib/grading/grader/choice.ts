import { noSecret, type PartGrader, scored } from "./part.ts";

/** One option: right or not. Several: each right one counts, each other one takes as much away, never below zero. */
export const gradeChoice: PartGrader<"choice"> = async ({ part, answer, onCheck }) => {
  const chosen = new Set(answer?.chosen ?? []);
  const right = part.options.filter(({ correct }) => correct);
  const hits = right.filter(({ id }) => chosen.has(id)).length;
  const extra = part.options.filter(({ id, correct }) => chosen.has(id) && !correct).length;
  const score = part.several ? Math.max(0, (hits - extra) / right.length) : hits === 1 && chosen.size === 1 ? 1 : 0;
  const report = {
    id: "options",
    title: part.title,
    kind: "options" as const,
    public: false,
    ...scored(score, part.points),
    message: words(chosen.size, part.several, hits, extra),
    diagnosis: null,
    run: null,
    evidence: {
      kind: "options" as const,
      chosen: part.options
        .filter(({ id }) => chosen.has(id))
        .map(({ id, correct, feedback }) => ({ id, right: correct, feedback })),
    },
  };
  onCheck(report);
  const expected = right.map(({ id }) => id);
  return {
    answered: chosen.size > 0,
    console: [],
    checks: [{ report, secret: { ...noSecret, expected }, replayable: true }],
  };
};

function words(chosen: number, several: boolean, hits: number, extra: number): string {
  if (chosen === 0) return "Nothing was chosen.";
  if (!several) return hits === 1 && extra === 0 ? "The option holds." : "The option does not hold.";
  return `${hits} of the ${chosen} chosen ${chosen === 1 ? "option" : "options"} hold${hits === 1 ? "s" : ""}.`;
}
