import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PartKind } from "#lib/grading/exercise/index.ts";
import { didYouMean, listExercises } from "#lib/grading/exercise/node.ts";
import { exercisesRoot } from "./content.ts";
import { asking, type Question } from "./new/ask.ts";
import { folderOf } from "./new/folder.ts";
import { line } from "./new/read.ts";
import type { Asked } from "./new/template.ts";
import { KINDS, TEMPLATES } from "./new/templates.ts";
import { Unusable } from "./unusable.ts";
import { readLessons } from "./verify/surroundings.ts";

const STILL_EMPTY = "An exercise that is still being written.";

type Options = { kind?: string[]; title?: string; summary?: string; lesson?: string } & KindOptions;

/** Answers to the questions of one part kind, by the option's name in code. */
type KindOptions = { readonly [Option in (typeof KIND_OPTIONS)[number]["key"]]?: string };

/** One row per option that only one or two part kinds look at. */
export const KIND_OPTIONS = [
  { key: "activation", flag: "--activation <name>", of: "code: none, tanh or sigmoid" },
  { key: "decimals", flag: "--decimals <number>", of: "worksheet: how many a number must have" },
  { key: "numbers", flag: "--numbers <own|same>", of: "worksheet: whether each student has numbers of their own" },
  { key: "inputs", flag: "--inputs <number>", of: "derivation: inputs of the layer" },
  { key: "outputs", flag: "--outputs <number>", of: "derivation: outputs of the layer" },
  { key: "choiceQuestion", flag: "--choice-question <text>", of: "choice: the question" },
  {
    key: "right",
    flag: "--right <texts>",
    of: "choice, beside --choice-question: right options, with a semicolon between",
  },
  {
    key: "wrong",
    flag: "--wrong <texts>",
    of: "choice, beside --choice-question: wrong options, with a semicolon between",
  },
  { key: "textQuestion", flag: "--text-question <text>", of: "text: what is to be written about" },
  {
    key: "rubric",
    flag: "--rubric <items>",
    of: "text, beside --text-question: items of the rubric, with a semicolon between",
  },
] as const;

/** Makes the folder of an exercise that verifies as it is. What is not said is asked for. */
export async function newExercise(slug: string | undefined, options: Options): Promise<void> {
  const there = await listExercises(exercisesRoot()).catch(() => []);
  const root = join(exercisesRoot(), "..");
  const lessons = [...(await readLessons(root)).keys()];
  if (lessons.length === 0) throw new Unusable(noLessons(root));
  const ask = asking(process.stdin, process.stderr);
  try {
    const questions = {
      slug: { asks: "What is its folder called, as tanh-swap?", as: slugOf(there), option: "a slug" },
      kinds: { asks: `Which parts? ${kindWords()}`, as: kindsOf, option: "--kind" },
      title: { asks: "What is its title?", as: line(3), option: "--title" },
      summary: { asks: "What does it do, in one sentence?", as: line(10), option: "--summary", usual: STILL_EMPTY },
      lesson: {
        asks: `To which lesson does it belong? ${lessons.join(", ")}`,
        as: lessonOf(lessons),
        option: "--lesson",
        usual: lessons[0] ?? "",
      },
    } satisfies { [name: string]: Question<unknown> };
    // Whoever says these three wants no questions.
    const said = slug !== undefined && options.kind !== undefined && options.title !== undefined;
    const wanted = {
      slug: await ask(questions.slug, slug),
      kinds: await ask(questions.kinds, options.kind?.join(" ")),
      title: await ask(questions.title, options.title),
      summary: await ask(questions.summary, options.summary ?? (said ? STILL_EMPTY : undefined)),
      lesson: await ask(questions.lesson, options.lesson ?? (said ? lessons[0] : undefined)),
    };
    const open = new Set(KIND_OPTIONS.filter(({ key }) => options[key] !== undefined));
    const asked: Asked = (question) => {
      const row = KIND_OPTIONS.find((one) => nameOf(one) === question.option);
      if (row !== undefined) open.delete(row);
      return ask(question, (row && options[row.key]) ?? (said ? question.usual : undefined));
    };
    const files = await folderOf(wanted, asked);
    for (const row of open) throw new Unusable(unasked(row));
    await writeFolder(join(exercisesRoot(), wanted.slug), files);
    console.log(`exercises/${wanted.slug} is there, with ${wanted.kinds.join(", ")}. It verifies as it is:`);
    console.log(`  npm run nablab -- watch ${wanted.slug}          while you change it`);
    console.log(`  npm run nablab -- verify ${wanted.slug} --full  before it is used`);
  } finally {
    ask.close();
  }
}

/** An exercise belongs to a lesson, so a folder without any is none to write exercises in. */
const noLessons = (root: string): string =>
  `There are no lessons in ${join(root, "lessons")}, and every exercise belongs to one. Work in a checkout of Nablab, or put its folder lessons/ beside exercises/.`;

/** All of it or nothing: written beside its place, then moved there. */
async function writeFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const building = `${folder}.new`;
  await rm(building, { recursive: true, force: true });
  for (const [path, content] of files) {
    await mkdir(dirname(join(building, path)), { recursive: true });
    await writeFile(join(building, path), content);
  }
  await rename(building, folder);
}

const nameOf = ({ flag }: (typeof KIND_OPTIONS)[number]): string => flag.split(" ", 1)[0] as string;

/** `--decimals` where no worksheet is wanted; `--right` where the question stays the usual one. */
const unasked = (row: (typeof KIND_OPTIONS)[number]): string =>
  `${nameOf(row)} changes nothing here. It is for ${row.of}.`;

const kindWords = (): string => KINDS.map((kind) => `${kind} (${TEMPLATES[kind].gives})`).join(", ");

const slugOf = (there: readonly string[]) => (typed: string) => {
  if (!/^[a-z][a-z0-9-]*$/.test(typed)) {
    const near = typed
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^[-0-9]+|-+$/g, "");
    throw new Unusable(
      `“${typed}” cannot be an address: use lower-case letters, digits and hyphens, beginning with a letter.${near === "" ? "" : ` For example ${near}.`}`,
    );
  }
  if (there.includes(typed))
    throw new Unusable(`exercises/${typed} is there already. Take another name, or change what is in it.`);
  return typed;
};

function kindsOf(typed: string): readonly PartKind[] {
  const words = typed.split(/[\s,]+/).filter((word) => word !== "");
  const known = (word: string): PartKind => {
    const kind = KINDS.find((one) => one === word);
    if (kind !== undefined) return kind;
    throw new Unusable(
      `There is no part kind ${word}. ${didYouMean(word, KINDS) ?? `There are: ${KINDS.join(", ")}.`}`,
    );
  };
  const kinds = words.map(known);
  if (kinds.length === 0) throw new Unusable(`An exercise has a part at least. There are: ${KINDS.join(", ")}.`);
  const twice = kinds.find((kind, i) => kinds.indexOf(kind) !== i);
  if (twice !== undefined)
    throw new Unusable(`${twice} is asked for twice. Begin with one of each kind, and add the other in exercise.yaml.`);
  return kinds;
}

const lessonOf = (lessons: readonly string[]) => (typed: string) => {
  const [slug = "", section, ...rest] = typed.split("#");
  const named = section === undefined || (rest.length === 0 && /^[\p{Letter}\p{Number}-]+$/u.test(section));
  if (!named)
    throw new Unusable(`“${typed}” names no section: it is its heading in lower case, with hyphens, behind one #.`);
  if (lessons.includes(slug)) return typed;
  throw new Unusable(`There is no lesson ${slug}. ${didYouMean(slug, lessons) ?? `There are: ${lessons.join(", ")}.`}`);
};
