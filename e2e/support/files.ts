import fs from "node:fs";
import path from "node:path";

export const root = path.join(import.meta.dirname, "../..");

/** The text of a file of an exercise, as an author wrote it. */
export const fileOf = (slug: string, file: string): string =>
  fs.readFileSync(path.join(root, "exercises", slug, file), "utf8");

/** All files under a folder, by their path from it. */
export function filesUnder(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}
