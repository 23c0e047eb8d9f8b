import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainLines, tokenLines } from "./code-tokens.ts";

const kindsOf = (source: string) =>
  tokenLines(source)
    .flat()
    .filter(({ kind }) => kind !== "plain")
    .map(({ kind, text }) => `${kind} ${text}`);

describe("code as highlighted text", () => {
  test("symbols of the theory stay plain, and only words with small letters are types", () => {
    expect(kindsOf("const dZ2: Tensor = A2.sub(W1) // error")).toEqual([
      "keyword const",
      "type Tensor",
      "comment // error",
    ]);
  });

  test("a name that holds a keyword or a digit is no keyword and no number", () => {
    expect(kindsOf("constant + W1")).toEqual([]);
    expect(kindsOf("1e-4 + 0.5")).toEqual(["number 1e-4", "number 0.5"]);
  });

  test("a string that is still being typed ends with its line", () => {
    expect(tokenLines('"open\nconst a = 1')[1]?.[0]).toEqual({ kind: "keyword", text: "const" });
  });

  test("text of another language is coloured by no rule of this one", () => {
    expect(plainLines("title: new 3\n\n- default").map((line) => line.map(({ kind }) => kind))).toEqual([
      ["plain"],
      [],
      ["plain"],
    ]);
  });

  test("nothing of the text is lost, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (source) => {
        const text = tokenLines(source)
          .map((line) => line.map((token) => token.text).join(""))
          .join("\n");
        expect(text).toBe(source);
      }),
    );
  });
});
