import { describe, expect, it } from "vitest";
import { gradeChoice } from "./choice.ts";

const options = [
  { id: "a", text: "A", correct: true, feedback: "" },
  { id: "b", text: "B", correct: true, feedback: "" },
  { id: "c", text: "C", correct: false, feedback: "" },
  { id: "d", text: "D", correct: false, feedback: "" },
];

async function told(several: boolean, ...chosen: readonly string[]) {
  const part = { id: "part", title: "Part", kind: "choice", points: 2, several, options };
  const context = { part, answer: { kind: "choice", chosen }, onCheck: () => {} };
  const { checks } = await gradeChoice(context as unknown as Parameters<typeof gradeChoice>[0]);
  return [checks[0]?.report.points, checks[0]?.report.message];
}

describe("What is said of the options that were chosen", () => {
  it.each([
    [["a", "b"], 2, "All 2 chosen options hold."],
    [["a"], 1, "The chosen option holds; one that holds was not chosen."],
    [["a", "c"], 0, "1 of the 2 chosen options holds; one that holds was not chosen."],
    [["a", "b", "c"], 1, "2 of the 3 chosen options hold."],
    [["c"], 0, "The chosen option does not hold; 2 that hold were not chosen."],
    [[], 0, "Nothing was chosen."],
  ] as const)("tells of %j, where several may be, which hold and whether one is missing", async (chosen, ...said) => {
    expect(await told(true, ...chosen)).toEqual(said);
  });

  it("tells nothing of the others where there is one to choose", async () => {
    expect(await told(false, "c")).toEqual([0, "The option does not hold."]);
  });
});
