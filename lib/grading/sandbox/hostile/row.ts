import type { Returns, RunOutcome, RunRequest } from "#lib/core/runner.ts";
import { asked, tensor } from "../testing.ts";

/** Kinds of attack, as the rows of a threat table. */
export const THREATS = {
  1: "reaching the host's capabilities",
  2: "polluting the host through what it reads",
  3: "hooks: getters, thenables, conversions",
  4: "operations called with what they are not meant for",
  5: "overridden built-ins",
  6: "looking for expected values",
  7: "leaking through state and clocks",
  8: "telling a grading from a try-out",
  9: "endless work",
  10: "memory bombs",
  11: "depth",
  12: "floods of output",
  13: "odd numbers, lists and shapes",
  14: "corrupted guest memory",
} as const;

export type Hostile = {
  /** Its own name, and that of `name.ts.txt` beside this file unless the source is given. */
  readonly name: string;
  readonly source?: string;
  /** Fuel of the run; as little as the program needs, so that endless ones end soon. */
  readonly fuel?: number;
  readonly threat: keyof typeof THREATS;
  /** What comes of it, everywhere. */
  readonly end: RunOutcome["status"];
  /** Exports called in order; `f` twice if left out. */
  readonly calls?: readonly string[];
  readonly returns?: Returns;
  /** The last value, where there is one. */
  readonly value?: unknown;
  /** Functions whose entries are counted, and what is told of the last call. */
  readonly count?: readonly string[];
  readonly counts?: { readonly [fn: string]: number };
  /**
   * Needs more of the host's stack than the main thread (or a browser's worker) has: run on a worker thread, as the server
   * does. A browser may say `killed` instead, which decides nothing there.
   */
  readonly bigStack?: true;
  /** Only a watchdog outside can end it: run on a worker thread. */
  readonly thread?: true;
};

export const row = (
  name: string,
  threat: Hostile["threat"],
  end: RunOutcome["status"],
  more: Partial<Hostile> = {},
): Hostile => ({
  name,
  threat,
  end,
  ...more,
});

/** A program of a line or two. */
export const program = (
  name: string,
  threat: Hostile["threat"],
  end: RunOutcome["status"],
  source: string,
  more: Partial<Hostile> = {},
): Hostile => row(name, threat, end, { ...more, source });

/** Endless programs are stopped after a quarter of a million jumps. */
const FUEL = 25;
const MATRICES = {
  W: tensor([
    [1, 2],
    [3, 4],
  ]),
};

/** The run of a program. */
export function requestFor(
  { fuel = FUEL, calls = ["f", "f"], returns = "any", count = [] }: Hostile,
  source: string,
): RunRequest {
  const args = [MATRICES, tensor([[5], [6]])];
  return asked(
    source,
    calls.map((fn) => ({ fn, args, returns, count })),
    { budget: { fuel, tensorBytes: 1 << 24 } },
  );
}
