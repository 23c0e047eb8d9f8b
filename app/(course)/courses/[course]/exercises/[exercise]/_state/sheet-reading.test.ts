import { describe, expect, test } from "vitest";
import { cellState, firstUnreadable } from "./sheet-reading.ts";

describe("what a cell shows", () => {
  test("the report's state, as long as the cell holds what was handed in", () => {
    expect(cellState("1.8", "1.8", "differs", false)).toBe("differs");
    expect(cellState("1.80", "1.8", "differs", false)).toBeNull();
  });

  test("without a report only whether it can be read, and not while it is being typed", () => {
    expect(cellState(".0o42", undefined, undefined, false)).toBe("unreadable");
    expect(cellState("1e", undefined, undefined, true)).toBeNull();
    expect(cellState("1/3", undefined, undefined, false)).toBeNull();
    expect(cellState(" ", "", "empty", false)).toBeNull();
    expect(cellState("1.5 nm", undefined, undefined, false, "eV")).toBe("unreadable");
    expect(cellState("1.5 eV", undefined, undefined, false, "eV")).toBeNull();
  });

  test("the first cell that cannot be read is named in the order of the sheet", () => {
    const fields = { b: ["x"], a: ["1", ".0o42"] };
    expect(firstUnreadable(fields, [{ id: "a" }, { id: "b" }], null)?.typed).toBe(".0o42");
    expect(firstUnreadable(fields, [{ id: "a" }, { id: "b" }], "a:1")?.typed).toBe("x");
    expect(firstUnreadable({ a: ["1 eV", "2 nm"] }, [{ id: "a", unit: "eV" }], null)?.message).toBe(
      "“2 nm” has the unit nm, and eV is asked for.",
    );
    expect(firstUnreadable({ a: ["1"] }, [{ id: "a" }], null)).toBeNull();
  });
});
