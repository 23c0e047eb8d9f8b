import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sectionIds } from "#lib/core/heading.ts";
import type { Exercise, Part } from "#lib/grading/exercise/index.ts";
import { didYouMean, loadExercises } from "#lib/grading/exercise/node.ts";
import { type Told, unless } from "./finding.ts";

/** What lies around an exercise: the other exercises with what they build on, and the lessons with their sections. */
export type Surroundings = {
  readonly exercises: ReadonlyMap<string, readonly string[]>;
  readonly lessons: ReadonlyMap<string, readonly string[]>;
};

const STYLES = 2;

export async function readSurroundings(root: string): Promise<Surroundings> {
  const [loaded, lessons] = await Promise.all([loadExercises(join(root, "exercises")), readLessons(root)]);
  const exercises = loaded.map(({ slug, loaded }) => [slug, loaded.ok ? prerequisitesOf(loaded.value) : []] as const);
  return { exercises: new Map(exercises), lessons };
}

/** The lessons in the folder lessons/ of a root, with their sections; none where there is no such folder. */
export async function readLessons(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = await readdir(join(root, "lessons")).catch(() => [] as string[]);
  const read = names
    .filter((name) => /^\d\d-.*\.md$/.test(name))
    .map(async (name) => readFile(join(root, "lessons", name), "utf8"));
  const named = (text: string) => /^slug: *([\w-]+)/m.exec(text)?.[1] ?? "";
  return new Map((await Promise.all(read)).map((text) => [named(text), sectionIds(text)]));
}

/** What an exercise names outside its own folder exists, it can be done after what it builds on, and its checks know several styles. */
export function* judgeSurroundings(exercise: Exercise, around: Surroundings): Generator<Told> {
  const links = linksOf(exercise).flatMap((link) => linkComplaint(link, around.lessons));
  yield { ...unless("links", "lessons and sections that it points to exist", links), part: "exercise" };
  const before = prerequisiteComplaints(exercise.spec.slug, around.exercises);
  yield { ...unless("links", "exercises that it builds on exist, and none builds on it", before), part: "exercise" };
  for (const part of exercise.spec.parts) {
    const wanted = alternativesWanted(part);
    if (wanted === 0) continue;
    const there = "alternatives" in part ? part.alternatives.length : 0;
    const styles =
      part.kind === "code" ? " Write it in plain loops, with typed arrays or in chained methods as well." : "";
    const complaint = there >= wanted ? [] : [`It has ${there}; ${wanted} or more are asked for.${styles}`];
    yield {
      ...unless("alternative", "right answers in other styles are held to full marks", complaint),
      part: part.id,
    };
  }
}

/** A code part can be answered in many styles; a checker that was never shown any is too narrow for one of them. */
const alternativesWanted = (part: Part): number => (part.kind === "code" ? STYLES : 0);

const prerequisitesOf = ({ spec }: Exercise): readonly string[] => spec.prerequisites ?? [];

/** Every `lesson` or `lesson#section` that the spec names and that its texts link to. */
function linksOf({ spec, files }: Exercise): string[] {
  const diagnosed = spec.parts.flatMap((part) =>
    "mistakes" in part ? part.mistakes.flatMap(({ diagnosis }) => diagnosis?.lesson ?? []) : [],
  );
  const texts = [spec.statement, "exercise.yaml"].map((name) => files.get(name) ?? "");
  const linked = texts.flatMap((text) =>
    [...text.matchAll(/\(\/lessons\/([\w-]+(?:#[\w-]+)?)\)/g)].map(([, at = ""]) => at),
  );
  return [...new Set([spec.lesson, ...diagnosed, ...linked])];
}

function linkComplaint(link: string, lessons: Surroundings["lessons"]): string[] {
  const [slug = "", section] = link.split("#");
  const sections = lessons.get(slug);
  if (sections === undefined) return [said(`There is no lesson ${slug}.`, didYouMean(slug, lessons.keys()))];
  if (section === undefined || sections.includes(section)) return [];
  const near = didYouMean(section, sections) ?? `There are: ${sections.join(", ")}.`;
  return [said(`The lesson ${slug} has no section ${section}.`, near)];
}

function prerequisiteComplaints(slug: string, exercises: Surroundings["exercises"]): string[] {
  const direct = exercises.get(slug) ?? [];
  const missing = direct.filter((one) => !exercises.has(one));
  const circle = direct.filter((one) => reaches(one, slug, exercises, new Set()));
  return [
    ...missing.map((one) => said(`There is no exercise called ${one}.`, didYouMean(one, exercises.keys()))),
    ...circle.map((one) => (one === slug ? "It names itself." : `${one} builds on it in turn.`)),
  ];
}

function reaches(from: string, to: string, exercises: Surroundings["exercises"], seen: Set<string>): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (exercises.get(from) ?? []).some((next) => reaches(next, to, exercises, seen));
}

const said = (message: string, suggestion: string | null): string =>
  suggestion === null ? message : `${message} ${suggestion}`;
