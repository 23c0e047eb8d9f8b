import { describe, expect, it } from "vitest";
import { indexAt, placeAt, planesOf } from "./planes.ts";

describe("A tensor as it is drawn", () => {
  it.each([
    [[], 1, 1, null],
    [[4], 4, 1, null],
    [[2, 3], 2, 3, null],
    [[3, 4, 5], 12, 5, 4],
  ])("%o has %i rows and %i columns", (shape, rows, cols, plane) => {
    expect(planesOf(shape)).toEqual({ rows, cols, plane });
  });

  it.each([[[]], [[3]], [[2, 3]], [[3, 2, 4]]])("%o: each entry is where its index says", (shape) => {
    const length = shape.reduce<number>((product, n) => product * n, 1);
    for (let at = 0; at < length; at++) expect(placeAt(indexAt(at, shape), shape)).toBe(at);
    expect(indexAt(length - 1, shape)).toEqual(shape.map((n) => n - 1));
  });
});
