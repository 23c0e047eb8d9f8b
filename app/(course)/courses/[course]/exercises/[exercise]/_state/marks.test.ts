import { describe, expect, it } from "vitest";
import type { CheckReport } from "#lib/core/report.ts";
import type { ChainLink } from "#lib/core/trace.ts";
import type { Shown } from "../_results/results-pane.tsx";
import { markedOf } from "./marks.ts";

const shownWith = (link: Partial<ChainLink>): Shown => {
  const first = {
    tex: "\\partial L/\\partial W_1",
    step: 3,
    at: { file: "answer.ts", line: 7, column: 5 },
    relation: null,
  };
  const trace = { sizes: {}, loss: 1, steps: [], firstOff: 3, note: null };
  const check = {
    verdict: "incorrect",
    run: null,
    diagnosis: null,
    trace: { ...trace, chain: [{ ...first, state: "first-off", ...link }] },
  } as unknown as CheckReport;
  return { kind: "attempt", part: { checks: [check] } } as unknown as Shown;
};

describe("the line that the editor marks", () => {
  it("is where a gradient first goes off", () => {
    expect(markedOf(shownWith({}))).toEqual({ line: 7, name: "first goes off here" });
  });

  it("is not one that does the same rightly for another layer, and was given the wrong thing", () => {
    expect(markedOf(shownWith({ given: true }))).toBeNull();
  });
});
