import { describe, expect, it } from "vitest";
import { placesFor } from "./places.ts";

const place = (label: string, within = "Backpropagation") => ({ label, within, href: `/${label}` });
const places = [
  place("Problem sets"),
  place("From sigmoid to tanh"),
  place("x tanh x"),
  place("Tanh and its slope", "Lessons"),
  place("Übung eins"),
];
const found = (typed: string) => placesFor(typed, places).map(({ label }) => label);

describe("whoever looks for a place", () => {
  it("finds it by words of its name in any order, those that begin so first", () => {
    expect(found("tanh")).toEqual(["Tanh and its slope", "From sigmoid to tanh", "x tanh x"]);
    expect(found("tanh sigmoid")).toEqual(["From sigmoid to tanh"]);
    expect(found("lessons tanh")).toEqual(["Tanh and its slope"]);
  });

  it("needs neither capitals nor accents, and sees the first places before typing", () => {
    expect(found("ubung")).toEqual(["Übung eins"]);
    expect(found("  ")).toHaveLength(5);
    expect(found("nowhere")).toEqual([]);
  });

  it("is shown a dozen at most", () => {
    expect(
      placesFor(
        "",
        Array.from({ length: 40 }, (_, i) => place(`Exercise ${i}`)),
      ),
    ).toHaveLength(12);
  });
});
