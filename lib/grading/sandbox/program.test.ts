import { describe, expect, it } from "vitest";
import type { Call } from "#lib/core/runner.ts";
import { importError, prepare, resolveImport } from "./program.ts";

const call = (count: readonly string[]): Call => ({ fn: "f", args: [], returns: "any", count });
const files = [
  { name: "a.ts", source: "export const a: number = 1;" },
  { name: "b.ts", source: "export const b = 2;" },
  { name: "answer.ts", source: 'import { a } from "./a.ts";\nexport const f = (x: number) => x + a;' },
];

const prepared = (request: Parameters<typeof prepare>[0]) => {
  const result = prepare(request);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

describe("prepare", () => {
  it("leaves code alone where nothing is counted", () => {
    const program = prepared({ files, calls: [call([])] });
    expect(program.counted).toBeNull();
    expect(program.code.get("answer.ts")).toContain("export const f = (x) => x + a;");
  });

  it("maps a column back through insertions and types", () => {
    const program = prepared({ files, calls: [call(["f"]), call(["f"])] });
    const line = program.code.get("answer.ts")?.split("\n")[1] ?? "";
    expect(line).toContain(`${program.counted?.counter}(0)`);
    const source = files[2]?.source.split("\n")[1] ?? "";
    expect(program.places.get("answer.ts")?.(2, line.indexOf("x + a") + 1)).toBe(source.indexOf("x + a") + 1);
  });

  it("names the file that does not parse", () => {
    const result = prepare({ files: [{ name: "fields.ts", source: "let x: = 1" }, ...files], calls: [] });
    expect(result.ok ? null : result.error.at).toEqual({ file: "fields.ts", line: 1, column: 8 });
  });
});

describe("resolveImport", () => {
  const program = prepared({ files, calls: [] });

  it.each([
    ["answer.ts", "./a.ts", "a.ts"],
    ["answer.ts", "./b", "b.ts"],
    ["b.ts", "./a.ts", "a.ts"],
  ])("lets %s import %s", (from, specifier, name) => {
    expect(resolveImport(program, from, specifier)).toEqual({ ok: true, value: name });
  });

  it.each([
    ["answer.ts", "fs", 'only "./a.ts" and "./b.ts" can be imported here'],
    ["answer.ts", "./answer.ts", 'only "./a.ts" and "./b.ts" can be imported here'],
    ["answer.ts", "../a.ts", "cannot be imported"],
    ["a.ts", "./b.ts", "there is nothing to import here"],
    ["a.ts", "https://example.org/x.js", "there is nothing to import here"],
  ])("does not let %s import %s", (from, specifier, words) => {
    const result = resolveImport(program, from, specifier);
    expect(result.ok ? "" : result.error).toContain(words);
  });

  it("finds where the import stands", () => {
    expect(importError(files, "answer.ts", "./a.ts", "…").at).toEqual({ file: "answer.ts", line: 1, column: 19 });
  });
});
