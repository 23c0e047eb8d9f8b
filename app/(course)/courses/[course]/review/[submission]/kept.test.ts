import { describe, expect, it } from "vitest";
import { chosenFrom, chosenText, keptOf } from "./kept.ts";

describe("what a reviewer has not sent", () => {
  it("is read as it was kept, and as nothing where it is no form", () => {
    expect(keptOf(JSON.stringify({ body: "Say why." }))).toEqual({ body: "Say why." });
    for (const odd of [null, "", "{", "[]", "null", "3"]) expect(keptOf(odd)).toBeNull();
    expect(keptOf('{"body": 3, "part": "explain"}')).toEqual({ part: "explain" });
  });

  it("holds the chosen items of a rubric, less those that it has no longer", () => {
    expect(chosenFrom(chosenText(new Set(["start", "slope"])), ["slope", "start", "layers"])).toEqual([
      "start",
      "slope",
    ]);
    expect(chosenFrom("start gone", ["start"])).toEqual(["start"]);
    expect(chosenFrom(chosenText([]), ["start"])).toEqual([]);
  });
});
