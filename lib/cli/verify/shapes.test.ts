import { describe, expect, it } from "vitest";
import { type Changes, provingOf, sheet } from "./sheet.test-data.ts";
import { proveWorksheet } from "./worksheet.ts";

async function missed(changes: Changes): Promise<string[]> {
  const told: string[] = [];
  for await (const { holds, what, detail } of proveWorksheet(await provingOf(sheet(changes))))
    if (!holds) told.push(`${what}: ${detail}`);
  return told;
}

describe("a declared shape", () => {
  it("is that which the functions give; a number is 1×1 as well", async () => {
    expect(await missed({})).toEqual([]);
    expect(
      await missed({ fields: [["square(sub(field.o, given.y))", "square(sub(field.o, given.y)).sum()"]] }),
    ).toEqual([]);
  });

  it.each<[string, Changes, string]>([
    [
      "entries are too many",
      { spec: [["{ id: z, tex: z, shape: [2, 1] }", "{ id: z, tex: z, shape: [2, 2] }"]] },
      "z is declared as 2×2, and by fields.ts it is 2×1.",
    ],
    [
      "entries are too few, which all count",
      { spec: [["{ id: z, tex: z, shape: [2, 1] }", "{ id: z, tex: z, shape: [1, 1] }"]] },
      "z is declared as 1×1, and by fields.ts it is 2×1.",
    ],
    [
      "rows are columns",
      { spec: [["{ id: h, tex: h, shape: [2, 1] }", "{ id: h, tex: h, shape: [1, 2] }"]] },
      "h is declared as 1×2, and by fields.ts it is 2×1.",
    ],
    [
      "a column is given as a list",
      { fields: [["=> field.dz;", "=> field.dz.reshape(2);"]] },
      "db is declared as 2×1, and by fields.ts it is a list of 2.",
    ],
  ])("is told where %s, before anything that follows from it", async (_, changes, words) => {
    const told = await missed(changes);
    expect(told.length).toBe(1);
    expect(told[0]).toContain(`fields have the shapes that are declared: ${words}`);
  });
});
