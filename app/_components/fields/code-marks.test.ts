import { describe, expect, it } from "vitest";
import { endFits, stillTold } from "./code-marks.ts";

const at = (
  startLineNumber: number,
  startColumn: number,
  endLineNumber = startLineNumber,
  endColumn = startColumn,
) => ({
  startLineNumber,
  startColumn,
  endLineNumber,
  endColumn,
});
/** The end of every line, after the change. */
const ends = (column: number) => () => column;

describe("A shape at the end of line 3, which ends at column 20", () => {
  const shape = at(3, 20);

  it("stays while the line is typed in, and when its end is typed anew", () => {
    expect(stillTold(shape, [{ range: at(3, 5) }], at(3, 21), ends(21))).toBe(true);
    expect(stillTold(shape, [{ range: at(3, 12, 3, 20) }], at(3, 15), ends(15))).toBe(true);
    expect(stillTold(shape, [{ range: at(1, 1, 2, 4) }], at(2, 20), ends(20))).toBe(true);
  });

  it("goes with the line when everything is pasted over, and with any text that takes the place of the whole line", () => {
    expect(stillTold(shape, [{ range: at(1, 1, 9, 2) }], at(9, 2), ends(2))).toBe(false);
    expect(stillTold(shape, [{ range: at(3, 1, 3, 20) }], at(3, 8), ends(8))).toBe(false);
    expect(stillTold(shape, [{ range: at(2, 5, 3, 20) }], at(2, 9), ends(9))).toBe(false);
  });

  it("never stands in the middle of a line, or on an empty one", () => {
    expect(stillTold(shape, [{ range: at(3, 20) }], at(3, 20), ends(44))).toBe(false);
    expect(stillTold(shape, [{ range: at(3, 2, 3, 20) }], at(3, 1), ends(1))).toBe(false);
    expect(stillTold(shape, [], null, ends(20))).toBe(false);
  });
});

describe("The name of a slip, 130 px wide with its gap, behind a line of 468 px", () => {
  it("fits into an editor of 700 px, beside a shape of 40 px too", () => {
    expect(endFits(468, [130], 700)).toBe(true);
    expect(endFits(468, [130, 40], 700)).toBe(true);
  });

  it("does not fit into one of 500 px, nor where the shape takes what there is", () => {
    expect(endFits(468, [130], 500)).toBe(false);
    expect(endFits(468, [130], 598)).toBe(true);
    expect(endFits(468, [130, 40], 598)).toBe(false);
  });
});
