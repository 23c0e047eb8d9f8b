import { describe, expect, it } from "vitest";
import { oneStep } from "./one-step.ts";

describe("one step in an order", () => {
  const abc = ["a", "b", "c"];

  it("changes places with the neighbour on that side", () => {
    expect(oneStep(abc, 1, "up")).toEqual(["b", "a", "c"]);
    expect(oneStep(abc, 1, "down")).toEqual(["a", "c", "b"]);
  });

  it("leaves the first first and the last last", () => {
    expect(oneStep(abc, 0, "up")).toEqual(abc);
    expect(oneStep(abc, 2, "down")).toEqual(abc);
  });
});
