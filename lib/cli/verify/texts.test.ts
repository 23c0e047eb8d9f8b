import { describe, expect, it } from "vitest";
import { FILES, lineFit } from "../../grading/grader/line-fit.test-data.ts";
import { judgeTexts } from "./texts.ts";

const YAML = FILES.get("exercise.yaml") as string;
const judged = (...changes: readonly (readonly [string, string])[]) =>
  judgeTexts(lineFit(new Map([...FILES, ...changes])));

describe("the texts of an exercise", () => {
  it("hold where every formula can be set", async () => {
    expect(await judged(["statement.md", "Fit $y = wx + \\frac{b}{2}$."])).toMatchObject({ holds: true });
  });

  it("are told with their place where a formula cannot", async () => {
    const { detail } = await judged(["statement.md", "Fit\n\n$$\\frc{x}{2}$$"]);
    expect(detail).toMatch(/^statement\.md:3: .*\\frc/);
    const hinted = YAML.replace("    mistakes:", "    hints: [{ text: 'Look at $\\frac{1$.' }]\n    mistakes:");
    expect((await judged(["exercise.yaml", hinted])).detail).toMatch(/^code, hint 1: /);
  });

  it("are told where there is no statement to read", async () => {
    expect((await judged(["statement.md", " \n"])).detail).toMatch(/^statement\.md is empty/);
  });
});
