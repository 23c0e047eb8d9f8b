import { describe, expect, it } from "vitest";
import { repairsOf, type SlipRow, slips } from "../../slip/index.ts";
import type { KnownSlip } from "./explain.ts";
import { SAME_NUMBERS, toDiagnosis } from "./told.ts";

const known = (slip: SlipRow): KnownSlip => ({ slip, code: "", print: {} });
const factor = known(slips.find(({ id }) => id === "factor-left-out") as SlipRow);
const minus = known(slips.find(({ id }) => id === "minus-left-out") as SlipRow);

describe("What is told of slips that compute the same", () => {
  it("has the names of the others, where numbers alone tell", () => {
    expect(toDiagnosis([[minus, factor]], true)?.says).toContain(`${SAME_NUMBERS}${factor.slip.name}`);
  });

  it("leaves a name out that would be true of any formula beside one of this formula", () => {
    const slope = known(slips.find(({ id }) => id === "slope-square-left-out") as SlipRow);
    const square = known(slips.find(({ id }) => id === "square-left-out") as SlipRow);
    expect(toDiagnosis([[slope, square]])?.says).not.toContain(SAME_NUMBERS);
    expect(toDiagnosis([[square]])?.name).toBe(square.slip.name);
  });

  it("has one name where the answer's own text shows it: brackets that are left out", () => {
    const found = repairsOf("export const f = (z, t) => t + z * 1 - t * t;").find(
      ({ id }) => id === "brackets-left-out",
    );
    const told = toDiagnosis([[known(found?.slip as SlipRow), factor]], true);
    expect(told?.name).toBe("brackets left out");
    expect(told?.says).not.toContain(SAME_NUMBERS);
  });
});
