import { describe, expect, it } from "vitest";
import { weightsWords } from "./weights-words.ts";

describe("an instructor whose problem sets are not worth the whole course", () => {
  it("is told by how much, above and below", () => {
    expect(weightsWords(130)).toBe(
      "The problem sets are worth 130 % together, 30 % more than the course: whoever has all points reaches 130 %.",
    );
    expect(weightsWords(66.6)).toBe(
      "The problem sets are worth 66.6 % together: the other 33.4 % of the course are given to none yet.",
    );
    expect(weightsWords(0)).toMatch(/^No problem set is worth anything yet/);
    expect(weightsWords(100)).toBeNull();
  });
});
