import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const FILE = join("dist", "sandbox-thread.mjs");

/** The bundled thread of this checkout: found upwards from the working folder, since servers may run in a folder below. */
export function findThreadFile(from = process.cwd()): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, FILE);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) throw new Error(`${FILE} is not there: \`npm run setup\` makes it`);
  }
}
