import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { folderOf } from "./new/folder.ts";
import { usual } from "./new/testing.ts";

const checkout = join(import.meta.dirname, "..", "..");
const root = await mkdtemp(join(tmpdir(), "nablab-watch-"));
await symlink(join(checkout, "lessons"), join(root, "lessons"));
const wanted = { title: "A new one", summary: "One sentence for the list.", lesson: "walking-downhill" };

async function make(slug: string): Promise<string> {
  const folder = join(root, "exercises", slug);
  for (const [path, content] of await folderOf({ ...wanted, slug, kinds: ["choice"] }, usual)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return join(folder, "exercise.yaml");
}

const running: (() => void)[] = [];
afterAll(() => {
  for (const end of running) end();
});

/** The command line in a process of its own, until it ends. */
function nablab(...args: readonly string[]) {
  const tsx = join(checkout, "node_modules", "tsx", "dist", "cli.mjs");
  const child = spawn(process.execPath, [tsx, join(checkout, "lib", "cli", "main.ts"), ...args], {
    cwd: checkout,
    env: { ...process.env, NABLAB_ROOT: root, XDG_CACHE_HOME: join(root, "cache") },
  });
  running.push(() => child.kill("SIGTERM"));
  let out = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      out += String(chunk);
    });
  return {
    ends: async () => [(await once(child, "exit"))[0], out] as const,
    /** Waits for the next time it says so. */
    async says(pattern: RegExp): Promise<void> {
      for (let waited = 0; waited < 60_000; waited += 20) {
        const at = out.search(pattern);
        if (at >= 0) {
          out = out.slice(at + 1);
          return;
        }
        await sleep(20);
      }
      throw new Error(`It did not say ${pattern}. It said:\n${out}`);
    },
  };
}

describe("watch", { timeout: 120_000 }, () => {
  it("verifies a named exercise at once, and that one again with each change, a new file and one that does not read included", async () => {
    const [spec, other] = [await make("first-one"), await make("second-one")];
    const { says } = nablab("watch", "first-one");
    await says(/✓ first-one, \d\d:\d\d:\d\d/);
    const text = await readFile(spec, "utf8");
    await writeFile(spec, text.replace("points: 1", "poins: 1"));
    await says(/“poins” is not a key of parts\[0\]\. Did you mean points\?/);
    await says(/× first-one/);
    await writeFile(other, text);
    await writeFile(spec, text);
    await says(/✓ first-one/);
    await writeFile(join(dirname(spec), "idle.md"), "Nobody names this.");
    await says(/Nothing in exercise\.yaml names idle\.md/);
  });

  it("asks whether another exercise was meant", async () => {
    const [code, out] = await nablab("watch", "frist-one").ends();
    expect(code).toBe(2);
    expect(out).toContain("Did you mean first-one?");
  });
});
