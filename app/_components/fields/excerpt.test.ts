import { describe, expect, it } from "vitest";
import { excerpt, isInSight } from "./excerpt.ts";

const long = `${"W2 ".repeat(20)}? ${"x^T ".repeat(20)}`;
const signAt = ({ text, column }: { text: string; column: number }) => text[column - 1];

describe("what is shown around a place of a row that cannot be read", () => {
  it("is the whole row where the field shows it at once", () => {
    expect(excerpt("W2^T ? x", 6)).toEqual({ text: "W2^T ? x", column: 6 });
    expect(isInSight("W2^T ? x")).toBe(true);
    expect(isInSight(long)).toBe(false);
  });

  it("of a long row has the place in sight, and says where something is left out", () => {
    const found = excerpt(long, long.indexOf("?") + 1);
    expect(signAt(found)).toBe("?");
    expect(found.text).toMatch(/^….*….*$/);
    expect(found.text.length).toBeLessThanOrEqual(36);
  });

  it("leaves nothing out on the side where the row ends", () => {
    expect(excerpt(long, 1).text).toMatch(/^W2 .*…$/);
    expect(excerpt(long, long.length).text).toMatch(/^….*x\^T $/);
    // A bracket that is open at the end is told behind the last sign.
    const behind = excerpt(long, long.length + 1);
    expect(behind.column).toBe(behind.text.length + 1);
  });
});
