import { describe, expect, test } from "vitest";
import { diffOf } from "./diff-lines.ts";

const before = "const a = 1\nconst b = sum(1).reshape(1, 1)\nconst c = 3\n";
const after = "const a = 1\nconst b = sum(1, true)\nconst c = 3\n";

describe("what changed between two attempts", () => {
  test("equal answers have no lines to show", () => {
    expect(diffOf(before, before)).toEqual([]);
  });

  test("a changed line is shown as it was and as it is, with its number on each side", () => {
    const lines = diffOf(before, after);
    expect(lines.map((line) => line.kind)).toEqual(["equal", "removed", "added", "equal"]);
    expect(lines[1]).toMatchObject({ before: 2, after: null });
    expect(lines[2]).toMatchObject({ before: null, after: 2 });
  });

  test("only the words that differ are marked, and the pieces make up the line", () => {
    const [, removed, added] = diffOf(before, after);
    if (removed?.kind !== "removed" || added?.kind !== "added") throw new Error("two changed lines are expected");
    expect(removed.pieces.map((piece) => piece.text).join("")).toBe("const b = sum(1).reshape(1, 1)");
    expect(added.pieces.map((piece) => piece.text).join("")).toBe("const b = sum(1, true)");
    expect(removed.pieces.some((piece) => piece.changed && piece.text.includes("reshape"))).toBe(true);
    expect(added.pieces.find((piece) => piece.text.includes("const"))?.changed).toBe(false);
  });

  test("equal lines far from a change are counted, not shown", () => {
    const many = Array.from({ length: 9 }, (_, at) => `line ${at}`).join("\n");
    expect(diffOf(many, `${many}\nlast`).at(0)).toEqual({ kind: "skipped", count: 6 });
  });
});
