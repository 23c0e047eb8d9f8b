import { describe, expect, test } from "vitest";
import { bandOf, fieldColours, mixed } from "./field-colours.ts";

describe("the bands of a decision field", () => {
  test("a half is already class 1, and the outer bands begin at .05 and .95", () => {
    expect([0, 0.04, 0.05, 0.49, 0.5, 0.94, 0.95, 1].map(bandOf)).toEqual([0, 0, 1, 3, 4, 6, 7, 7]);
  });

  test("nothing of a fill leaves the ground, all of it gives the fill", () => {
    expect(mixed("#FFFFFF", "#4F8AE6", 0)).toEqual([255, 255, 255]);
    expect(mixed("#FFFFFF", "#4F8AE6", 1)).toEqual([0x4f, 0x8a, 0xe6]);
  });

  test("half of black and white is OKLab's middle grey, #636363", () => {
    // L = 0.5, so linear light is 0.5³ = 0.125, which is 1.055·0.125^(1/2.4) − 0.055 = 0.38857 of 255, or 99.
    expect(mixed("#000000", "#FFFFFF", 0.5)).toEqual([99, 99, 99]);
  });

  test("certainty is the strongest band on either side", () => {
    const bands = fieldColours({ surface: "#FFFFFF", "neg-fill": "#4F8AE6", "pos-fill": "#F0962F" });
    expect(bands).toHaveLength(8);
    expect(bands[0]?.[2]).toBeGreaterThan(bands[0]?.[0] ?? 0);
    expect(bands[7]?.[0]).toBeGreaterThan(bands[7]?.[2] ?? 0);
  });
});
