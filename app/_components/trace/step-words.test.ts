import { describe, expect, it } from "vitest";
import type { Trace } from "#lib/core/trace.ts";
import { findingWords, operationText, placeWords, sizesWords } from "./step-words.ts";

const scalar = (value: number) => ({ shape: [1, 1], data: [value] });
const place = (line: number) => ({ file: "answer.ts", line, column: 3 });

const trace: Trace = {
  sizes: { m: 1, h: 2 },
  loss: 0.5,
  firstOff: 1,
  note: null,
  chain: [],
  steps: [
    {
      pass: "forward",
      op: "matmul",
      name: "Z1",
      at: place(4),
      inputs: [
        { argument: "p.W1", value: scalar(0.5) },
        { argument: "X", value: scalar(2) },
      ],
      output: scalar(1),
      gradient: scalar(0.25),
      match: null,
    },
    {
      pass: "backward",
      op: "multiply",
      name: null,
      at: null,
      inputs: [{ step: 0 }, { scalar: -0.5 }],
      output: scalar(-0.5),
      gradient: null,
      match: { state: "off", of: "\\partial L/\\partial Z_1", truth: scalar(0.25), relation: "twice as large" },
    },
  ],
};

describe("a step of a trace in words", () => {
  it("is written as a call, with the answer's own names and numbers where there are none", () => {
    expect(operationText(trace, 0)).toBe("Z1 = matmul(p.W1, X)");
    expect(operationText(trace, 1)).toBe("multiply(Z1, -0.5)");
  });

  it("says where it stands, and the line if there is one", () => {
    expect(placeWords(trace, 0)).toBe("Step 1 of 2, forward, line 4");
    expect(placeWords(trace, 1)).toBe("Step 2 of 2, backward");
  });

  it("says what the value is, how it differs, and that it is the first", () => {
    const [forward, backward] = trace.steps;
    const right = { state: "right", of: "\\partial L/\\partial Z_1", truth: scalar(0.25), relation: null } as const;
    if (!forward || !backward) throw new Error("two steps");
    expect(findingWords(forward, false)).toBeNull();
    expect(findingWords(backward, true)).toBe(
      "Seen against $\\partial L/\\partial Z_1$ of your own loss: twice as large. It is the first value that is off.",
    );
    expect(findingWords({ ...backward, match: right }, false)).toBe(
      "This is $\\partial L/\\partial Z_1$ of your own loss.",
    );
  });

  it("is a value's own where that is no gradient", () => {
    const [, backward] = trace.steps;
    if (!backward) throw new Error("two steps");
    const match = { state: "off", of: "\\mathrm{yx}", truth: scalar(0.25), relation: "m times as large" } as const;
    expect(findingWords({ ...backward, match }, false)).toBe("Seen against $\\mathrm{yx}$: m times as large.");
  });

  it("counts examples as people do", () => {
    expect(sizesWords({ m: 1, h: 2 })).toBe("1 example, h = 2");
    expect(sizesWords({ m: 3 })).toBe("3 examples");
  });
});
