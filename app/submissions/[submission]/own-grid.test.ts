import { describe, expect, it } from "vitest";
import { gridInputs, rangesOf, tensorOf } from "./own-grid.ts";

describe("the inputs of a picture", () => {
  it("hold one example per column, as the course's functions take them", () => {
    const { shape, data } = tensorOf([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(shape).toEqual([2, 3]);
    expect([...data]).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it("begin at the upper left, so that rows run from the largest y down", () => {
    const { shape, data } = gridInputs([0, 2], [0, 4], 2, 2);
    expect(shape).toEqual([2, 4]);
    expect([...data]).toEqual([0.5, 1.5, 0.5, 1.5, 3, 3, 1, 1]);
  });

  it("run from end to end where there is one input", () => {
    expect([...gridInputs([-1, 1], null, 3, 9).data]).toEqual([-1, 0, 1]);
  });

  it("leave a twentieth of room around the examples", () => {
    const [x, y] = rangesOf([{ inputs: [0, -10] }, { inputs: [20, 10] }]);
    expect(x).toEqual([-1, 21]);
    expect(y).toEqual([-11, 11]);
    expect(rangesOf([{ inputs: [3] }])[1]).toEqual([0, 1]);
  });
});
