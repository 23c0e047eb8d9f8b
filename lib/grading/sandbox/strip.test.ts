import { describe, expect, it } from "vitest";
import { SOURCE_BYTES, strip } from "./strip.ts";

const stripped = (source: string) => {
  const result = strip({ name: "answer.ts", source });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

const refused = (source: string) => {
  const result = strip({ name: "answer.ts", source });
  if (result.ok) throw new Error(`not refused: ${result.value.code}`);
  return result.error;
};

describe("strip", () => {
  it("takes types out and leaves every line where it was", () => {
    const { code } = stripped("type P = {\n  W: number;\n};\nexport const f = (p: P): number => p.W as number;\n");
    expect(code.split("\n")[3]).toMatch(/^export const f = \(p\) => p\.W/);
  });

  it("leaves today's syntax as it is, since the engine reads it", () => {
    expect(stripped("a?.b ?? c; class A { #x = 1 }").code).toBe("a?.b ?? c; class A { #x = 1 }");
  });

  it("finds the column of a token behind types that are gone", () => {
    const source = "export function f(p: { W: number[] }, X: number[]): number { throw new Error('x'); }";
    const { code, column } = stripped(source);
    expect(code).not.toContain("number");
    expect(column(1, code.indexOf("new Error") + 1)).toBe(source.indexOf("new Error") + 1);
  });

  it("keeps the distance from the token before for a column inside it", () => {
    const source = "const a: number = answer;";
    const { code, column } = stripped(source);
    expect(column(1, code.indexOf("answer") + 4)).toBe(source.indexOf("answer") + 4);
  });

  it.each([
    ["const a = ;", 1, 11],
    ["let a = 1;\nlet x: = 3", 2, 8],
    ["function f( {", 1, 14],
    ['let a = 1;\n  "abc', 2, 3],
  ])("names line and column of what it cannot read: %j", (source, line, column) => {
    const error = refused(source);
    expect(error.name).toBe("SyntaxError");
    expect(error.message).not.toMatch(/\(\d+:\d+\)/);
    expect(error.at).toEqual({ file: "answer.ts", line, column });
  });

  it("refuses a file above 64 KB, measured in bytes", () => {
    expect(strip({ name: "answer.ts", source: `//${"é".repeat(SOURCE_BYTES / 2 - 1)}` }).ok).toBe(true);
    expect(refused(`//${"é".repeat(SOURCE_BYTES / 2)}`).message).toBe(
      "The file is 65 KB long; at most 64 KB are read.",
    );
  });
});
