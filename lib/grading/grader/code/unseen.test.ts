import { describe, expect, it } from "vitest";
import type { Check } from "../../exercise/index.ts";
import { exerciseFromFiles } from "../../exercise/node.ts";
import { FILES } from "../line-fit.test-data.ts";
import { unseenMistakes } from "./unseen.ts";

const loaded = exerciseFromFiles(FILES);
if (!loaded.ok) throw new Error("line-fit");
const exercise = loaded.value;
const part = exercise.spec.parts.find((one) => one.kind === "code");
if (part?.kind !== "code") throw new Error("code");
const place = { runner: { run: () => Promise.reject(new Error("no run")) }, exercise, part, source: "" };
const textOf = (file: string) => exercise.files.get(file);
const check: Check = {
  id: "rare",
  title: "What few numbers meet",
  points: 1,
  public: false,
  outputs: { of: "forward", cases: 1, rtol: 1, atol: 0 },
};

describe("A mistake that no probe shows", () => {
  const [first, ...others] = part.mistakes;
  if (first === undefined) throw new Error("mistakes");

  it("is the one that computes the same on many cases", async () => {
    const isAlike = async (_: string, __: unknown, other: string) => other === textOf(first.file);
    expect(await unseenMistakes(place, isAlike, check, part.mistakes)).toEqual([first]);
    expect(await unseenMistakes(place, isAlike, check, others)).toEqual([]);
  });

  it("is none that gives no result to compare with", async () => {
    const isAlike = async (_: string, __: unknown, other: string) => (other === textOf(first.file) ? null : false);
    expect(await unseenMistakes(place, isAlike, check, part.mistakes)).toEqual([]);
  });

  it("is none where the answer is right on those, too: what its check met is rarer still", async () => {
    expect(await unseenMistakes(place, async () => true, check, part.mistakes)).toEqual([]);
  });
});
