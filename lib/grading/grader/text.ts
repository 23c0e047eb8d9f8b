import { noSecret, type PartGrader } from "./part.ts";

/** Prose waits for a person and its rubric; an empty answer does not. */
export const gradeText: PartGrader<"text"> = async ({ part, answer, onCheck }) => {
  const words = (answer?.text.trim() ?? "").split(/\s+/).filter(Boolean).length;
  const answered = words > 0;
  const report = {
    id: "rubric",
    title: part.title,
    kind: "rubric" as const,
    public: false,
    verdict: answered ? ("awaits-review" as const) : ("incorrect" as const),
    score: answered ? null : 0,
    points: answered ? null : 0,
    outOf: part.points,
    message: answered
      ? `${words} ${words === 1 ? "word" : "words"} received. A person reads and marks them.`
      : "Nothing was handed in for this part.",
    diagnosis: null,
    run: null,
    evidence: { kind: "rubric" as const, items: part.rubric.map(({ id, text, points }) => ({ id, text, points })) },
  };
  onCheck(report);
  return { answered, console: [], checks: [{ report, secret: noSecret, replayable: true }] };
};
