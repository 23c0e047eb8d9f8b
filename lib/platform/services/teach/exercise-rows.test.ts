import { describe, expect, it } from "vitest";
import { ENGINE_HASH, RUN_HASH } from "#generated/engine-hash.ts";
import { proofState } from "./exercise-rows.ts";

const made = (engine: string, run: string) => ({
  versionHash: "files",
  engine,
  proof: { exercise: "files", findings: { engine, counts: {}, lines: [] }, training: { run, checks: {} } },
});

describe("the state of a proof", () => {
  it("is proved where this engine found and measured all of it", () => {
    expect(proofState("files", [made("another", "another"), made(ENGINE_HASH, RUN_HASH)])).toMatchObject({
      state: "proved",
      proof: { findings: { engine: ENGINE_HASH } },
    });
  });

  it("is not proved by another grader, though its margins stand", () => {
    expect(proofState("files", [made("another", RUN_HASH)])).toMatchObject({
      because: "other-engine",
      stands: { findings: false, training: true },
    });
  });

  it("is not proved by this grader with margins of another interpreter", () => {
    expect(proofState("files", [made(ENGINE_HASH, "another")])).toMatchObject({
      because: "other-engine",
      stands: { findings: true, training: false },
    });
  });

  it("is of no worth for other files, or where it does not say what it is of", () => {
    const none = { state: "not-yet-proved", because: "no-proof" };
    expect(proofState("other files", [made(ENGINE_HASH, RUN_HASH)])).toEqual(none);
    expect(proofState("files", [{ versionHash: "files", engine: RUN_HASH, proof: { run: RUN_HASH } }])).toEqual(none);
  });
});
