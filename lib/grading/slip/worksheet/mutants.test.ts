import { describe, expect, it } from "vitest";
import { fieldMutants, mutantTables } from "./mutants.ts";

const slips = (source: string) =>
  new Set(fieldMutants(source, ["length", "factor"], ["factor"]).map(({ slip }) => slip?.id));

describe("slips of a worksheet's functions", () => {
  it("take a field that is called length for what it is, and no number of examples", () => {
    expect(slips("export const factor = (given, field) => nd.div(given.c, field.length);")).not.toContain(
      "mean-left-out",
    );
    expect(slips("export const factor = (given, field) => nd.div(given.size, given.length);")).not.toContain(
      "mean-left-out",
    );
  });

  it("still leave out a division by the number of entries", () => {
    expect(slips("export const factor = (given, field) => nd.div(given.c, given.x.length);")).toContain(
      "mean-left-out",
    );
  });
});

describe("the functions of a slip", () => {
  const of = (source: string, ids: readonly string[], field: string) =>
    mutantTables(fieldMutants(source, ids, [field]).slice(0, 1), ids, source);
  const two = `const { matmul } = nd;
const half = (x) => nd.div(x, 2);
export const z = (given, field) => matmul(given.W, given.x).sub(given.b);
export const a = (given, field) => nd.tanh(half(field.z));
`;

  it("are the one that it changes, with what all functions share", () => {
    const table = of(two, ["z", "a"], "z");
    expect(table).toContain("return { z };");
    expect(table).toContain("const half =");
    expect(table).not.toContain("const a =");
  });

  it("are all where it lies in what they share, and where one calls another at once", () => {
    const shared = `const half = (x) => nd.div(x, 2);\nexport const z = (given) => half(given.x);\n`;
    expect(of(shared, ["z"], "z")).toContain("return { z };");
    expect(of(shared, ["z"], "z")).toContain("export const tables");
    const called = `${two}export const c = (given, field) => a(given, field).sub(given.b);\n`;
    expect(of(called, ["z", "a", "c"], "z")).toContain("return { z, a, c };");
  });
});
