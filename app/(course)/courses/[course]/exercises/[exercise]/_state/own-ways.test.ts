import { describe, expect, it } from "vitest";
import { ownWays } from "./own-ways.ts";

const field = { id: "E", tex: "E", shape: [1, 1] };
const told = (more: object) =>
  ownWays({ lanes: [{ id: "l", title: "L", direction: "none", fields: [{ ...field, ...more }] }] })[0]?.words;

describe("how a field says that it is given", () => {
  it.each([
    [{}, undefined],
    [{ digits: { decimals: 1 } }, "1 decimal"],
    [{ digits: { figures: 4 } }, "4 significant figures, as written: a zero at the end is one"],
    [{ digits: { rtol: 0.07, atol: 0 } }, "within 7 %, however it is written"],
    [{ digits: { rtol: 0.02, atol: 0.5 } }, "within 2 % plus 0.5, however it is written"],
    [{ unit: "eV" }, "in eV, which may be left out"],
    [{ digits: { decimals: 3 }, unit: "m/s" }, "3 decimals; in m/s, which may be left out"],
  ])("%o", (more, words) => {
    expect(told(more)).toBe(words);
  });
});
