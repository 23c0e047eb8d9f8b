import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Runner, RunRequest } from "#lib/core/runner.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import type { CodePart } from "../../exercise/index.ts";
import { lineFit } from "../line-fit.test-data.ts";

const exercise = lineFit();
const part = exercise.spec.parts[0] as CodePart;

/** A runner that counts, since every module's own memory is thrown away between the tests. */
function counting(): { runner: Runner; runs: RunRequest[] } {
  const local = createLocalRunner();
  const runs: RunRequest[] = [];
  return {
    runs,
    runner: {
      run(request, options) {
        runs.push(request);
        return local.run(request, options);
      },
    },
  };
}

/** The process that comes next: nothing is remembered but what was kept outside. */
async function nextProcess() {
  vi.resetModules();
  const [{ keepPrintsIn }, { knownSlips }] = await Promise.all([
    import("./kept-prints.ts"),
    import("./known-slips.ts"),
  ]);
  const { runner, runs } = counting();
  const kept = async (bytes: Map<string, Uint8Array>) => {
    keepPrintsIn({
      read: async (of) => bytes.get(JSON.stringify(of)) ?? null,
      write: async (of, made) => void bytes.set(JSON.stringify(of), made),
    });
    return knownSlips(runner, exercise, part, part.solution);
  };
  return { kept, runs };
}

describe("What slips compute, from one process to the next", () => {
  beforeEach(() => vi.resetModules());
  afterEach(() => vi.resetModules());

  it("is computed once, and read by the next to the same bits", async () => {
    const bytes = new Map<string, Uint8Array>();
    const first = await nextProcess();
    const made = await first.kept(bytes);
    expect(first.runs.length).toBeGreaterThan(1);
    expect(made.length).toBeGreaterThan(20);
    expect([...bytes.keys()]).toEqual([
      JSON.stringify({ exercise: exercise.hash, part: part.id, file: part.solution }),
    ]);
    const second = await nextProcess();
    expect(JSON.stringify(await second.kept(bytes))).toBe(JSON.stringify(made));
    expect(second.runs).toHaveLength(0);
  });

  it("is computed anew where what was kept is not whole", async () => {
    const bytes = new Map<string, Uint8Array>();
    const made = await (await nextProcess()).kept(bytes);
    for (const [of, whole] of bytes) bytes.set(of, whole.slice(0, 100));
    const next = await nextProcess();
    const again = await next.kept(bytes);
    expect(next.runs.length).toBeGreaterThan(1);
    expect(again.map(({ slip }) => slip.id)).toEqual(made.map(({ slip }) => slip.id));
  });
});
