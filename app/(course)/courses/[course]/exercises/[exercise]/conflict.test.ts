import { describe, expect, test } from "vitest";
import { bothOf } from "./conflict.tsx";

describe("keeping both drafts", () => {
  test("the other code follows as a comment, so that the answer still runs", () => {
    const both = bothOf(
      { b: { kind: "code", source: "export const a = 1\n" } },
      { b: { kind: "code", source: "export const a = 2\n\nfoo()\n" } },
    );
    expect(both.b).toEqual({
      kind: "code",
      source: "export const a = 1\n\n// The other draft:\n// export const a = 2\n//\n// foo()\n",
    });
  });

  test("prose is joined, equal parts stay once, and parts only the other has are kept", () => {
    const both = bothOf(
      { a: { kind: "text", text: "mine" }, c: { kind: "choice", chosen: ["x"] } },
      { a: { kind: "text", text: "theirs" }, c: { kind: "choice", chosen: ["x"] }, d: { kind: "text", text: "more" } },
    );
    expect(both).toEqual({
      a: { kind: "text", text: "mine\n\ntheirs" },
      c: { kind: "choice", chosen: ["x"] },
      d: { kind: "text", text: "more" },
    });
  });
});
