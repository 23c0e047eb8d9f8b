import { describe, expect, it } from "vitest";
import { hasMarks, wordsIn } from "./prose.ts";

describe("prose that is typed", () => {
  it("is shown as it is read once it has a formula, code or stress", () => {
    for (const marked of ["the error $\\delta_2$ goes back", "call `backward`", "it is *not* a mean"])
      expect(hasMarks(marked), marked).toBe(true);
    for (const plain of ["", "it costs 5 $", "2 * 3 * 4", "plain words"]) expect(hasMarks(plain), plain).toBe(false);
  });

  it("is counted in words, which signs alone are not", () => {
    expect(wordsIn("  the error – times $W^T$ ")).toBe(4);
    expect(wordsIn(" – · ")).toBe(0);
  });
});
