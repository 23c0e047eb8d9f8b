import { describe, expect, test } from "vitest";
import { entryName, errorText, gradientTex, holds, nameTex } from "./heat-cells.ts";

const tensor = {
  name: "dW1",
  of: "W1",
  shape: [1, 2],
  expectedShape: [1, 2],
  level: [0, 3],
  error: null,
  yours: null,
  numeric: null,
};

describe("cells of a heat map", () => {
  test("where the figure is secret, the cell says the least that its colour says", () => {
    expect([0, 1, 2, 3, 4].map((level) => errorText(undefined, level))).toEqual(["✓", ">0", ">.1", ">.5", ">1"]);
  });

  test("what is not a number is written so", () => {
    expect(errorText(null, 4)).toBe("NaN");
    expect(errorText(1.984, 4)).toBe("1.98");
    expect([errorText(0.00095, 1), errorText(0.00095, 0), errorText(0.012, 1)]).toEqual(["<.01", "0.00", "0.01"]);
    expect(errorText(1e12, 4)).toBe(">99");
  });

  test("a tensor holds only within tolerance and in the shape that was asked for", () => {
    expect(holds(tensor)).toBe(false);
    expect(holds({ ...tensor, level: [0, 0] })).toBe(true);
    expect(holds({ ...tensor, level: [0, 0], shape: [2, 1] })).toBe(false);
  });

  test("gradients are named after what they belong to, entries as in code", () => {
    expect(gradientTex("dW1")).toBe("\\partial L/\\partial W^{[1]}");
    expect(gradientTex("losses")).toBe("\\mathtt{losses}");
    expect(nameTex("lambda")).toBe("\\lambda");
    expect(entryName("db1", [1, 0])).toBe("db1[1, 0]");
  });
});
