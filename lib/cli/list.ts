import { partPoints } from "#lib/grading/exercise/index.ts";
import { loadExercises } from "#lib/grading/exercise/node.ts";
import { contentErrorLine, exercisesRoot } from "./content.ts";

export async function list(): Promise<void> {
  for (const { slug, loaded } of await loadExercises(exercisesRoot())) {
    if (!loaded.ok) {
      for (const error of loaded.error) console.error(contentErrorLine(slug, error));
      process.exitCode = 1;
      continue;
    }
    const { spec, hash } = loaded.value;
    const points = spec.parts.reduce((sum, part) => sum + partPoints(part), 0);
    console.log(`${slug.padEnd(20)} ${String(points).padStart(5)} points  ${spec.title}  (${hash.slice(0, 8)})`);
    for (const part of spec.parts)
      console.log(`  ${part.id.padEnd(18)} ${String(partPoints(part)).padStart(5)} ${part.kind}, ${part.title}`);
  }
}
