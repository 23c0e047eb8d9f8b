import type { PartKind } from "#lib/grading/exercise/index.ts";
import { SCHEMA_LINE } from "#lib/grading/exercise/node.ts";
import type { Asked, Made } from "./template.ts";
import { TEMPLATES } from "./templates.ts";

export type Wanted = {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly lesson: string;
  /** Each kind once, in the order of the parts. */
  readonly kinds: readonly PartKind[];
};

/** The files of a new exercise, by path. It reads and can be proved as it is, whatever its kinds' questions are answered. */
export async function folderOf(
  { slug, title, summary, lesson, kinds }: Wanted,
  asked: Asked,
): Promise<ReadonlyMap<string, string>> {
  const templates: Made[] = [];
  for (const kind of kinds) templates.push(await TEMPLATES[kind].make(asked));
  // Two parts may give one symbol two shapes: then the table is the author's to write.
  const shaped = templates.filter((one) => Object.keys(one.shapes).length > 0);
  const shapes = shaped.length === 1 ? Object.entries(shaped[0]?.shapes ?? {}) : [];
  const symbols = shapes.map(([symbol, shape]) => `${symbol}: ${shape}`);
  const head = [
    SCHEMA_LINE,
    `slug: ${JSON.stringify(slug)}`,
    `title: ${JSON.stringify(title)}`,
    `summary: ${JSON.stringify(summary)}`,
    `lesson: ${JSON.stringify(lesson)}`,
    ...(shapes.length === 0 ? [] : [`shapes: { ${symbols.join(", ")} }`]),
    "parts:",
  ];
  return new Map([
    ["exercise.yaml", `${head.join("\n")}\n${templates.map(({ part }) => part).join("")}`],
    ["statement.md", `${templates.map(({ statement }) => statement).join("\n\n")}\n`],
    ...templates.flatMap(({ files }) => Object.entries(files)),
  ]);
}
