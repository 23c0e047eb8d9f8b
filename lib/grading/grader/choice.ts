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
    message: words({ chosen: chosen.size, several: part.several, hits, extra, missing: right.length - hits }),
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

type Chosen = {
  readonly chosen: number;
  readonly several: boolean;
  readonly hits: number;
  readonly extra: number;
  readonly missing: number;
};

function words({ chosen, several, hits, extra, missing }: Chosen): string {
  if (chosen === 0) return "Nothing was chosen.";
  if (!several) return hits === 1 && extra === 0 ? "The option holds." : "The option does not hold.";
  const held =
    chosen === 1
      ? `The chosen option ${hits === 1 ? "holds" : "does not hold"}`
      : hits === chosen
        ? `All ${chosen} chosen options hold`
        : `${hits} of the ${chosen} chosen options hold${hits === 1 ? "s" : ""}`;
  const more = missing === 1 ? "one that holds was not chosen" : `${missing} that hold were not chosen`;
  return `${held}${missing === 0 ? "" : `; ${more}`}.`;
}
