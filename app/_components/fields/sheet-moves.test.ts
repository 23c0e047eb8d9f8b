import { describe, expect, test } from "vitest";
import { blockOf, nearest, pasted } from "./sheet-moves.ts";

// Two fields of a column at the left, one field in the upper row right of them.
const boxes = [
  { x: 50, y: 20 },
  { x: 50, y: 55 },
  { x: 280, y: 20 },
];

describe("moving through a sheet", () => {
  test("an arrow goes to the neighbour in its direction, and nowhere beyond the border", () => {
    expect(nearest(boxes, 0, "ArrowDown")).toBe(1);
    expect(nearest(boxes, 0, "ArrowRight")).toBe(2);
    expect(nearest(boxes, 2, "ArrowLeft")).toBe(0);
    expect(nearest(boxes, 0, "ArrowUp")).toBe(-1);
  });

  test("where a row ends, the arrow finds the nearest field further on", () => {
    expect(nearest(boxes, 1, "ArrowRight")).toBe(2);
  });
});

describe("pasting into a sheet", () => {
  test("tabs, blanks, commas and brackets part the cells, and one value is no block", () => {
    expect(blockOf("1\t2\n3\t4\n")).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(blockOf("[[0.5, 0.3],\n [0.2, 0.8]]")).toEqual([
      ["0.5", "0.3"],
      ["0.2", "0.8"],
    ]);
    expect(blockOf(" 0.25 ")).toBeNull();
  });

  test("a block fills from the cell on and loses what does not fit", () => {
    expect(pasted(["", "", "", ""], [2, 2], 1, [["a", "b"], ["c"]])).toEqual(["", "a", "", "c"]);
  });
});
