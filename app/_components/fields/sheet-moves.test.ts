import { describe, expect, test } from "vitest";
import { blockOf, nearest, pasted, workOrder } from "./sheet-moves.ts";

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

describe("Enter in a sheet", () => {
  const cell = (field: string, lane: string | null = null) => ({ field, lane });

  test("goes through values as they stand, and through errors from the last back to the first", () => {
    const sheet = [
      cell("z1"),
      cell("a1"),
      cell("dz1", "errors"),
      cell("da1", "errors"),
      cell("dz2", "errors"),
      cell("dW"),
    ];
    expect(workOrder(sheet).map((at) => sheet[at]?.field)).toEqual(["z1", "a1", "dz2", "da1", "dz1", "dW"]);
  });

  test("keeps the cells of one field in their order, also in a lane that runs backward", () => {
    const sheet = [cell("dz1", "errors"), cell("dz1", "errors"), cell("dz2", "errors"), cell("dz2", "errors")];
    expect(workOrder(sheet)).toEqual([2, 3, 0, 1]);
  });

  test("takes two backward lanes one after the other", () => {
    const sheet = [cell("a", "first"), cell("b", "first"), cell("c", "second"), cell("d", "second")];
    expect(workOrder(sheet)).toEqual([1, 0, 3, 2]);
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
