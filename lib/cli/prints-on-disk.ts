import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { PrintStore } from "#lib/grading/grader/index.ts";

/** Files that are kept, those used last: a few hundred kilobytes each. */
const MOST = 80;

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** The user's cache by the XDG base directory specification: what lies there may be deleted at any time. */
export const cacheFolder = (): string =>
  join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "nablab", "prints");

/**
 * What slips compute, kept from one command to the next for one engine: working it out takes seconds, and the next wrong answer to the
 * same exercise needs it again. Where the folder cannot be used, nothing is kept.
 */
export function printsOnDisk(engine: string, folder = cacheFolder()): PrintStore {
  const home = join(folder, engine.slice(0, 16));
  const fileOf = (of: object) =>
    join(home, `${createHash("sha256").update(JSON.stringify(of)).digest("hex").slice(0, 32)}.gz`);
  return {
    async read({ exercise, part, file }) {
      const path = fileOf({ exercise, part, file });
      try {
        const kept = await unpack(await readFile(path));
        const now = new Date();
        await utimes(path, now, now);
        return kept;
      } catch {
        return null;
      }
    },
    async write({ exercise, part, file }, kept) {
      const path = fileOf({ exercise, part, file });
      const making = `${path}.${randomUUID()}`;
      try {
        await mkdir(home, { recursive: true });
        await writeFile(making, await pack(kept, { level: 1 }));
        await rename(making, path); // whoever reads at the same time has the whole file or none
        await tidy(folder, home);
      } catch {
        await rm(making, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** Leaves no other engine's files, and of this one's those used last. */
async function tidy(folder: string, home: string): Promise<void> {
  for (const other of await readdir(folder)) {
    if (join(folder, other) !== home) await rm(join(folder, other), { recursive: true, force: true });
  }
  const files = await Promise.all(
    (await readdir(home)).map(async (name) => ({
      path: join(home, name),
      used: (await stat(join(home, name))).mtimeMs,
    })),
  );
  const old = files.sort((a, b) => b.used - a.used).slice(MOST);
  await Promise.all(old.map(({ path }) => rm(path, { force: true })));
}
