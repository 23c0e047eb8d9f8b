import { describe, expect, it } from "vitest";
import { zeroWords } from "./zero-words.ts";

describe("an accuracy of 0", () => {
  it("is explained where training gave it, by the seeds that have it", () => {
    expect(zeroWords({ metric: "accuracy", values: [0, 0, 0] })).toMatch(
      /^All 3 seeds have an accuracy of 0, which is less/,
    );
    expect(zeroWords({ metric: "accuracy", values: [0, 0.93, 0.9] })).toMatch(/^1 of 3 seeds have an accuracy of 0/);
  });

  it("is said of no other value, and of no error, where 0 is the best", () => {
    expect(zeroWords({ metric: "accuracy", values: [0.5, 0.01] })).toBeNull();
    expect(zeroWords({ metric: "rmse", values: [0, 0] })).toBeNull();
  });
});
