import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Exercise } from "#lib/grading/exercise/index.ts";
import { type ContentError, didYouMean, listExercises, loadExercise } from "#lib/grading/exercise/node.ts";
import { Unusable } from "./unusable.ts";

export const exercisesRoot = (): string => join(process.env.NABLAB_ROOT ?? process.cwd(), "exercises");

/** Throws with what to do where the folder has no exercises at all. */
export async function mustHaveExercises(): Promise<void> {
  const root = exercisesRoot();
  const isFolder = await stat(root).then(
    (there) => there.isDirectory(),
    () => false,
  );
  if (isFolder) return;
  throw new Unusable(
    `There is no folder exercises/ in ${dirname(root)}. Work in a checkout of Nablab, or say with NABLAB_ROOT where it is.`,
  );
}

/** Throws with what to do instead where no folder has this name. */
export async function mustExist(slug: string): Promise<void> {
  const slugs = await listExercises(exercisesRoot());
  if (!slugs.includes(slug)) {
    const near = didYouMean(slug, slugs) ?? `There are: ${slugs.join(", ")}.`;
    throw new Unusable(`There is no exercise called ${slug}. ${near}`);
  }
}

/** The exercise of a slug, or what to do instead. */
export async function selectExercise(slug: string): Promise<Exercise> {
  await mustExist(slug);
  const loaded = await loadExercise(join(exercisesRoot(), slug));
  if (!loaded.ok) throw new Unusable(loaded.error.map((error) => contentErrorLine(slug, error)).join("\n"));
  return loaded.value;
}

export const contentErrorLine = (slug: string, { file, line, column, message, suggestion }: ContentError): string =>
  `exercises/${slug}/${file}:${line}:${column} ${message}${suggestion === null ? "" : ` ${suggestion}`}`;
