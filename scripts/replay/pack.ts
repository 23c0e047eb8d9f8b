// Packs the course's exercises with all answers to be graded: `node pack.mjs <file> [slug …]`.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listExercises, loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { answersOf } from "./answers.ts";
import type { Packed } from "./digest.ts";

const [file = "", ...slugs] = process.argv.slice(2);
const root = join(process.cwd(), "exercises");
const runner = createLocalRunner({ deadlineMs: 120_000 });
const packed: Packed[] = [];
for (const slug of slugs.length > 0 ? slugs : await listExercises(root)) {
  const loaded = await loadExercise(join(root, slug));
  if (!loaded.ok) throw new Error(`${slug}: ${loaded.error.map(({ message }) => message).join(" ")}`);
  const { spec, files, hash } = loaded.value;
  packed.push({ spec, files: [...files], hash, answers: await answersOf(loaded.value, runner) });
}
await writeFile(file, JSON.stringify(packed));
