import { expect, test } from "vitest";
import { type Lane, lastAbove } from "./lanes.ts";

const lane = (direction: Lane["direction"], ...texs: readonly string[]): Lane => ({
  id: direction,
  title: direction,
  direction,
  fields: texs.map((tex) => ({ id: tex, tex, shape: [1, 1] })),
});

test("errors stand under their values where each is the derivative by one, and the last value ends the lane", () => {
  const values = lane("forward", "z", "a", "L");
  expect(lastAbove(lane("backward", "\\partial L/\\partial z", "\\partial L/\\partial a"), values)?.tex).toBe("L");
  expect(lastAbove(lane("backward", "\\delta"), lane("forward", "\\hat y", "L"))?.tex).toBe("L");
});

test("a lane that only happens to be one shorter belongs to no values above it", () => {
  const values = lane("forward", "u", "v", "r");
  expect(lastAbove(lane("backward", "\\delta_1", "\\delta_2"), values)).toBeUndefined();
  expect(lastAbove(lane("backward", "\\delta"), values)).toBeUndefined();
  expect(lastAbove(lane("none", "\\partial v/\\partial u"), lane("forward", "u", "v"))).toBeUndefined();
  expect(lastAbove(lane("backward", "\\delta"), undefined)).toBeUndefined();
});
