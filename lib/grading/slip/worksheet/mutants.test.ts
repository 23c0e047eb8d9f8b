import { describe, expect, it } from "vitest";
import { fieldMutants } from "./mutants.ts";

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
