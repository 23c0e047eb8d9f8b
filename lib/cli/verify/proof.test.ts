import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RUN_HASH } from "#generated/engine-hash.ts";
import { lineFit } from "../../grading/grader/line-fit.test-data.ts";
import { holds } from "./finding.ts";
import { keptIn } from "./kept.ts";
import { proofOf, readProof, staleness, writeProof } from "./proof.ts";

const folder = await mkdtemp(join(tmpdir(), "nablab-proof-"));
const exercise = lineFit();
const findings = [{ ...holds("solution", "solution has full marks"), part: "code" }];
const tried = { tried: 100, of: 100, noticed: 99, unread: 0, explained: [], unexplained: 1 };
const made = proofOf(exercise, findings, { run: RUN_HASH, checks: {} }, { code: tried });

describe("a proof", () => {
  it("counts for the files and the engine that made it, and says how many findings of each kind it has", async () => {
    const path = join(folder, "proof.json");
    await writeProof(path, made);
    const read = await readProof(path);
    expect(staleness(read, exercise)).toBeNull();
    expect(read?.findings.counts).toEqual({ solution: 1 });
    expect(await readdir(folder)).toEqual(["proof.json"]);
  });

  it("does not count for other files, by another grader, or with margins of another interpreter", () => {
    expect(staleness({ ...made, exercise: "other files" }, exercise)).toContain("files have changed");
    expect(staleness({ ...made, findings: { ...made.findings, engine: "another" } }, exercise)).toContain("proved it");
    expect(staleness({ ...made, training: { ...made.training, run: "another" } }, exercise)).toContain("margins");
  });

  it("does not count where slips were not tried", () => {
    expect(staleness({ ...made, mutation: {} }, exercise)).toContain("slips in code were not tried");
  });

  it("is none where the file is missing, broken, or has margins alone", async () => {
    const path = join(folder, "broken.json");
    expect(await readProof(path)).toBeNull();
    await writeFile(path, '{"exercise": "');
    expect(await readProof(path)).toBeNull();
    await writeFile(path, JSON.stringify({ exercise: exercise.hash, run: RUN_HASH, training: {} }));
    expect(staleness(await readProof(path), exercise)).toBe("there is none that can be read");
  });
});

describe("measured numbers", () => {
  it("are kept by key, and a broken one is measured again", async () => {
    const kept = keptIn(join(folder, "margins"));
    expect(await kept.read("0123")).toBeNull();
    await kept.write("0123", 99);
    expect(await kept.read("0123")).toBe(99);
    await writeFile(join(folder, "margins", "0123"), "9");
    expect(await kept.read("0123")).toBeNull();
  });
});
