import { describe, expect, it } from "vitest";
import { plainCode, repairsOf } from "../index.ts";

const squeezed = (code: string): string => plainCode(code).replace(/[\s()]+/g, "");

/** Lines of the changes that put a weight in and make an answer read so. */
const linesOf = (answer: string, reads: string): number[] =>
  repairsOf(answer).flatMap(({ id, code, line }) =>
    id === "weight-left-out" && squeezed(code).includes(squeezed(reads)) ? [line] : [],
  );

const loops = (before: string, body: string) =>
  `export function backward(p, X, e) {\n  ${before}\n  for (let k = 0; k < 3; k++) {\n    for (let i = 0; i < 4; i++) {\n      ${body}\n    }\n  }\n}`;

describe("An error that is passed on without its weight", () => {
  it.each([
    [
      "as a tensor that is read by place",
      loops("", "const d = e.get(0, k) * mask.get(i, k);"),
      "d = e.get(0, k) * mask.get(i, k) * p.W2.get(0, i)",
    ],
    ["as a field that is a list", loops("", "const d = e[k] * s[i][k];"), "d = e[k] * s[i][k] * p.W2[0][i]"],
    [
      "as a list of its own",
      loops("const w2 = rows(p.W2)[0];", "const d = e[k] * s[i][k];"),
      "d = e[k] * s[i][k] * w2[i]",
    ],
    [
      "as flat numbers",
      loops("const W2 = flat(p.W2); use(W2[i * 2 + k]);", "const d = e[k] * s[i];"),
      "d = e[k] * s[i] * W2[i * 2 + k]",
    ],
    ["in a sum over outputs", loops("const W2 = p.W2.toArray();", "s += e[k];"), "s += e[k] * W2[k][i]"],
  ])("%s", (style, answer, reads) => {
    const beside = style.includes("tensor")
      ? "const z = (p) => nd.dot(p.W2, A);"
      : style.includes("field")
        ? "const z = (p) => p.W2[0][0];"
        : "";
    expect([...new Set(linesOf(`${answer}\n${beside}`, reads))]).toEqual([5]);
  });

  it("has none where it is the gradient of the weight or a step", () => {
    for (const body of [
      "dW2[i] += e[k] * a[i];",
      "dW2.set(0, i, dW2.get(0, i) + e.get(0, k) * a.get(i, k));",
      "v[i] -= rate * e[k];",
    ])
      expect(repairsOf(loops("const W2 = p.W2.toArray();", body)).filter(({ id }) => id === "weight-left-out")).toEqual(
        [],
      );
  });
});
