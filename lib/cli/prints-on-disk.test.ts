import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printsOnDisk } from "./prints-on-disk.ts";

const of = { exercise: "ab12", part: "implement", file: "solution.ts" };
const bytes = Uint8Array.from({ length: 5000 }, (_, i) => i % 251);
const empty = () => mkdtemp(join(tmpdir(), "nablab-prints-"));

describe("What slips compute, kept on the disk", () => {
  it("is read by the next command, of the same exercise, part and file", async () => {
    const folder = await empty();
    await printsOnDisk("engine-1", folder).write(of, bytes);
    const next = printsOnDisk("engine-1", folder);
    expect([...((await next.read(of)) ?? [])]).toEqual([...bytes]);
    for (const other of [
      { ...of, exercise: "ab13" },
      { ...of, part: "lines" },
      { ...of, file: "loops.ts" },
    ])
      expect(await next.read(other)).toBeNull();
  });

  it("is nothing to another engine, which leaves only its own", async () => {
    const folder = await empty();
    await printsOnDisk("engine-1", folder).write(of, bytes);
    const other = printsOnDisk("engine-2", folder);
    expect(await other.read(of)).toBeNull();
    await other.write(of, bytes);
    expect(await readdir(folder)).toEqual(["engine-2"]);
  });

  it("is worked out again where the file is damaged", async () => {
    const folder = await empty();
    const store = printsOnDisk("engine-1", folder);
    await store.write(of, bytes);
    const [file] = await readdir(join(folder, "engine-1"));
    await writeFile(join(folder, "engine-1", file ?? ""), "not what was written");
    expect(await store.read(of)).toBeNull();
  });

  it("costs nothing but time where the folder cannot be used", async () => {
    const file = join(await empty(), "file");
    await writeFile(file, "");
    const store = printsOnDisk("engine-1", file);
    await store.write(of, bytes);
    expect(await store.read(of)).toBeNull();
  });

  it("is not more than a course has files, those used last", async () => {
    const folder = await empty();
    const store = printsOnDisk("engine-1", folder);
    for (let i = 0; i < 85; i++) await store.write({ ...of, file: `${i}.ts` }, bytes);
    expect((await readdir(join(folder, "engine-1"))).length).toBe(80);
    expect(await store.read({ ...of, file: "84.ts" })).not.toBeNull();
  });
});
