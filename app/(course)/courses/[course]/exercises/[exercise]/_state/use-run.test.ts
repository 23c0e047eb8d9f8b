import { describe, expect, test } from "vitest";
import type { RunPart } from "#lib/core/report.ts";
import { grown, readingSentence, runSentence } from "./use-run.ts";

const part: RunPart = {
  id: "b",
  kind: "code",
  title: "Implement",
  checks: [],
  waiting: [],
  points: 0,
  outOf: 12,
  run: null,
  console: [],
  reading: {},
};

describe("losses as they stream in", () => {
  test("a curve grows, and begins anew where training does", () => {
    const first = grown(
      [],
      [
        { epoch: 0, loss: 0.7 },
        { epoch: 10, loss: 0.5 },
      ],
    );
    expect(first).toEqual([
      [0, 0.7],
      [10, 0.5],
    ]);
    expect(grown(first, [{ epoch: 0, loss: 0.69 }])).toEqual([[0, 0.69]]);
  });

  test("a curve of many thousand points is kept small", () => {
    const many = grown(
      [],
      Array.from({ length: 9000 }, (_, epoch) => ({ epoch, loss: 1 })),
    );
    expect(many.length).toBeLessThan(5000);
    expect(many[0]).toEqual([0, 1]);
  });
});

describe("what a run says to readers", () => {
  test("how many checks hold, and the first that does not", () => {
    const checks = [
      {
        id: "own",
        title: "Backward is the derivative of your own loss",
        kind: "consistent",
        public: true,
        verdict: "incorrect",
        score: 0,
        points: 0,
        outOf: 4,
        message: "dW1 differs at 3 of 8 entries.",
        diagnosis: null,
        run: null,
        evidence: null,
      },
    ] as const;
    expect(runSentence(7, { ...part, checks })).toBe(
      "Run 7: 0 of 1 checks hold. First: Backward is the derivative of your own loss. dW1 differs at 3 of 8 entries.",
    );
  });

  test("a sheet says what can be read, and no more", () => {
    const cells = {
      kind: "cells",
      fields: { z1: ["read", "unreadable"], a1: ["empty", "read"] },
      right: 2,
      of: 4,
    } as const;
    expect(readingSentence({ ...part, kind: "worksheet", reading: { cells } })).toBe(
      "2 of 4 fields can be read; z1 cannot; 1 is empty. Submit compares them.",
    );
    expect(readingSentence({ ...part, kind: "worksheet", reading: { cells } }, (id) => `$${id}$`)).toContain(
      "; $z1$ cannot;",
    );
  });
});
