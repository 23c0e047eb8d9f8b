import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Kept } from "./margins.ts";

/** Measured numbers in a folder of generated files, one each: a run that was broken off goes on where it was. */
export function keptIn(folder: string): Kept {
  return {
    read: async (key) => {
      const text = await readFile(join(folder, key), "utf8").catch(() => "");
      return /^\d+\n$/.test(text) ? Number(text) : null;
    },
    write: async (key, reached) => {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, key), `${reached}\n`);
    },
  };
}
