import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FILES, lineFit } from "../../grading/grader/line-fit.test-data.ts";
import { judgeSurroundings, readSurroundings, type Surroundings } from "./surroundings.ts";

const YAML = FILES.get("exercise.yaml") as string;
const around: Surroundings = {
  exercises: new Map([
    ["line-fit", ["tanh-swap"]],
    ["tanh-swap", []],
    ["after", ["line-fit"]],
  ]),
  lessons: new Map([
    ["walking-downhill", ["the-learning-rate"]],
    ["01-walking-downhill", []],
  ]),
};

/** What does not hold of the line-fit exercise with another spec. */
function missed(change: (yaml: string) => string, exercises = around.exercises): string[] {
  const yaml = change(YAML);
  const files = new Map([...FILES, ["exercise.yaml", yaml]]);
  for (const file of yaml.match(/alternatives\/\w\.ts/g) ?? []) files.set(file, "");
  const exercise = lineFit(files);
  return [...judgeSurroundings(exercise, { ...around, exercises })].flatMap(({ holds, detail }) =>
    holds ? [] : (detail ?? ""),
  );
}
const styles = "    alternatives: [alternatives/a.ts, alternatives/b.ts]\n    mistakes:";
const whole = (yaml: string) => yaml.replace("    mistakes:", styles);

describe("what lies around an exercise", () => {
  it("is nothing to complain about where lessons, sections and exercises exist", () => {
    expect(
      missed((yaml) =>
        whole(yaml).replace(/lesson: 01-walking-downhill$/m, "lesson: walking-downhill#the-learning-rate"),
      ),
    ).toEqual([]);
  });

  it("is missed where a lesson has another name, with what was probably meant", () => {
    expect(missed((yaml) => whole(yaml).replace(/lesson: 01-walking-downhill$/m, "lesson: walking-downhil"))).toEqual([
      "There is no lesson walking-downhil. Did you mean walking-downhill?",
    ]);
  });

  it("is missed where a diagnosis points to a section that there is not", () => {
    expect(
      missed((yaml) =>
        whole(yaml).replace("lesson: 01-walking-downhill }", "lesson: walking-downhill#the-learing-rate }"),
      ),
    ).toEqual(["The lesson walking-downhill has no section the-learing-rate. Did you mean the-learning-rate?"]);
  });

  it("is missed where a prerequisite does not exist, names itself, or builds on this one in turn", () => {
    const onto = (slug: string) => new Map([...around.exercises, ["line-fit", [slug]]]);
    expect(missed(whole, onto("tan-swap"))).toEqual(["There is no exercise called tan-swap. Did you mean tanh-swap?"]);
    expect(missed(whole, onto("line-fit"))).toEqual(["It names itself."]);
    expect(missed(whole, onto("after"))).toEqual(["after builds on it in turn."]);
  });

  it("asks a code part for two styles or more", () => {
    expect(
      missed((yaml) =>
        yaml.replace("    mistakes:", styles.replace("[alternatives/a.ts, alternatives/b.ts]", "[]")),
      )[0],
    ).toContain("It has 0; 2 or more are asked for.");
  });

  it("is read from the folders: every lesson with its sections, every exercise", async () => {
    const read = await readSurroundings(join(import.meta.dirname, "..", "..", ".."));
    expect(read.lessons.get("walking-downhill")).toContain("the-learning-rate");
    expect([...read.exercises.keys()]).toContain("tanh-swap");
  });
});
