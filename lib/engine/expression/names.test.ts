import { describe, expect, it } from "vitest";
import { parse, symbolTex, symbolWords } from "./index.ts";

describe("A letter with a hat", () => {
  it.each([
    ["yhat", "\\hat{y}", "ŷ"],
    ["Yhat", "\\hat{Y}", "Ŷ"],
    ["what", "\\hat{w}", "ŵ"],
    ["phat", "\\hat{p}", "p\u0302"],
    ["thetahat", "\\hat{\\theta}", "θ\u0302"],
    ["yhat2", "\\hat{y}_{2}", "ŷ2"],
    ["hat", "\\mathit{hat}", "hat"],
    ["shapehat", "\\mathit{shapehat}", "shapehat"],
  ])("%s is shown as one", (name, tex, words) => {
    expect([symbolTex(name), symbolWords(name)]).toEqual([tex, words]);
  });

  it.each([
    ["Yhat", "Ŷ", "Y\u0302", "Y_hat", "\\hat{Y}", "\\widehat Y"],
    ["what", "ŵ", "w\u0302", "w_hat", "\\hat w"],
    ["thetahat", "θ\u0302", "\\hat{\\theta}"],
  ])("%s is read however it is written", (name, ...written) => {
    for (const text of written) {
      const found = parse(text, [name]);
      expect([text, found.ok && found.value.root]).toEqual([text, expect.objectContaining({ kind: "symbol", name })]);
    }
  });
});
