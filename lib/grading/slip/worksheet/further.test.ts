import { describe, expect, it } from "vitest";
import { furtherMutants, type SheetValue } from "./further.ts";

const value = (from: "given" | "field", id: string, shape: readonly number[]): SheetValue => ({
  from,
  id,
  tex: id,
  shape,
});
const VALUES = [
  value("given", "x", [2, 1]),
  value("given", "k", [1, 1]),
  value("field", "z", [2, 1]),
  value("field", "a", [2, 1]),
  value("field", "o", [1, 1]),
];
const SOURCE = `
export const z = (given) => nd.tanh(given.x);
export const a = (given, field) => nd.sub(1, field.z);
export const o = (given, field) => nd.matmul(field.a.T, given.x);
`;
const made = (id: string) =>
  furtherMutants(SOURCE, id, VALUES).map(({ slip, code }) => [
    slip?.id,
    code.split("\n").find((line) => line.startsWith(`export const ${id} `)),
  ]);

describe("further slips of a worksheet's functions", () => {
  it("look at another value of the same shape, and at none of another", () => {
    expect(made("o")).toEqual([
      ["other-value-x", "export const o = (given, field) => nd.matmul(given.x.T, given.x);"],
      ["other-value-z", "export const o = (given, field) => nd.matmul(field.z.T, given.x);"],
      ["other-value-z", "export const o = (given, field) => nd.matmul(field.a.T, field.z);"],
      ["other-value-z", "export const o = (given, field) => nd.matmul(field.z.T, field.z);"],
      ["other-value-a", "export const o = (given, field) => nd.matmul(field.a.T, field.a);"],
    ]);
  });

  it("look at none that is computed from the field itself, which follows from it whatever it is", () => {
    // Nor z of a, nor a of z: a circle would give every number that was entered.
    expect(made("z").map(([id]) => id)).not.toContain("other-value-a");
    expect(made("z").map(([id]) => id)).not.toContain("other-value-z");
    expect(made("a").map(([id]) => id)).toContain("other-value-x");
  });

  it("take the tangent, and leave out a 1", () => {
    expect(made("z")).toContainEqual([
      "tangent",
      "export const z = (given) => nd.div(nd.sin(given.x), nd.cos(given.x));",
    ]);
    expect(made("a")).toContainEqual(["one-left-out", "export const a = (given, field) => nd.neg(field.z);"]);
  });
});
