import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fail, type Result } from "#lib/core/result.ts";
import type { ContentError } from "./content-error.ts";
import { exerciseFromFiles } from "./parse.ts";
import type { Exercise } from "./spec.ts";

export type { ContentError } from "./content-error.ts";
export { didYouMean } from "./content-error.ts";
export { exerciseJsonSchema, SCHEMA_LINE, SCHEMA_PATH } from "./json-schema.ts";
export { exerciseFromFiles } from "./parse.ts";
export { exerciseSpec } from "./spec.ts";

const KEPT = /\.(yaml|ts|md|csv)$/;

/** Reads, parses and lints one exercise folder. Errors name file, line and column, and what was probably meant. */
export async function loadExercise(folder: string): Promise<Result<Exercise, readonly ContentError[]>> {
  const files = new Map<string, string>();
  for (const path of await textFiles(folder)) {
    files.set(relative(folder, path).split(sep).join("/"), (await readFile(path, "utf8")).replaceAll("\r\n", "\n"));
  }
  const loaded = exerciseFromFiles(files);
  const name = folder.split(/[\\/]/).filter(Boolean).at(-1) ?? folder;
  if (loaded.ok && loaded.value.spec.slug !== name)
    return fail([
      {
        file: "exercise.yaml",
        line: 1,
        column: 1,
        message: `The slug is ${loaded.value.spec.slug}, and the folder is called ${name}.`,
        suggestion: "Give both the same name.",
      },
    ]);
  return loaded;
}

/** Every folder under `root` that has an exercise.yaml, in the order of their names. */
export async function loadExercises(
  root: string,
): Promise<readonly { readonly slug: string; readonly loaded: Result<Exercise, readonly ContentError[]> }[]> {
  const slugs = await listExercises(root);
  return Promise.all(slugs.map(async (slug) => ({ slug, loaded: await loadExercise(join(root, slug)) })));
}

export async function listExercises(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => ((await readdir(join(root, name))).includes("exercise.yaml") ? [name] : [])),
  );
  return found.flat().sort();
}

async function textFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return textFiles(path);
      return entry.isFile() && KEPT.test(entry.name) ? [path] : [];
    }),
  );
  return found.flat().sort();
}
