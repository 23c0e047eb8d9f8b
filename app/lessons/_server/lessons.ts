import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { cache } from "react";
import { type Lesson, parseLesson } from "#lib/platform/text/index.ts";

const folder = path.join(process.cwd(), "lessons");

/** All lessons in course order. Parsed once per process: the text is part of the release. */
let parsed: Promise<readonly Lesson[]> | undefined;

async function readAll(): Promise<readonly Lesson[]> {
  const names = (await readdir(folder)).filter((name) => /^\d\d-.*\.md$/.test(name)).sort();
  return Promise.all(names.map(async (name) => parseLesson(await readFile(path.join(folder, name), "utf8"))));
}

export const selectLessons = cache((): Promise<readonly Lesson[]> => {
  if (process.env.NODE_ENV === "development") return readAll();
  parsed ??= readAll();
  return parsed;
});

export type MoonsPoint = { readonly x: number; readonly y: number; readonly label: 0 | 1; readonly test: boolean };

/** The two-moons set: 140 training and 60 test points. */
export const selectMoons = cache(async (): Promise<readonly MoonsPoint[]> => {
  const text = await readFile(path.join(folder, "data", "moons.csv"), "utf8");
  const [, ...rows] = text.trim().split("\n");
  return rows.map((row) => {
    const [split, x1, x2, y] = row.split(",");
    return { x: Number(x1), y: Number(x2), label: y === "1" ? 1 : 0, test: split === "test" };
  });
});
