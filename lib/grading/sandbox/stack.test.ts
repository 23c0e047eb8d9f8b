import { describe, expect, it } from "vitest";
import { guestError } from "./stack.ts";

const files = [{ name: "answer.ts", source: "export const f = () => {\n  throw 1;\n};" }];
const places = new Map([["answer.ts", (_: number, column: number) => column]]);
const told = (stack: string) => guestError({ name: "Error", message: "no", stack }, places, files);
const nines = "9".repeat(400);

describe("a stack that the guest wrote", () => {
  it("names places of the person's files alone", () => {
    const { at, stack } = told("    at f (answer.ts:2:3)\n    at g (other.ts:1:1)\n    at <anonymous> (answer.ts:1:8)");
    expect(at).toEqual({ file: "answer.ts", line: 2, column: 3 });
    expect(stack.map(({ fn, line }) => [fn, line])).toEqual([
      ["f", 2],
      ["<anonymous>", 1],
    ]);
  });

  it.each([`answer.ts:${nines}:1`, "answer.ts:4:1", "answer.ts:0:1"])("has no place outside of a file: %s", (place) => {
    expect(told(`    at f (${place})`)).toMatchObject({ at: null, stack: [] });
  });

  it("ends a column with its line", () => {
    expect(told(`    at f (answer.ts:3:${nines})`).at).toEqual({ file: "answer.ts", line: 3, column: 3 });
  });
});
