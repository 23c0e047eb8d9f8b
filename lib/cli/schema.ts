import { writeFile } from "node:fs/promises";
import { exerciseJsonSchema } from "#lib/grading/exercise/node.ts";

/** Prints the JSON Schema of exercise.yaml, or writes it to a file. */
export async function schema(file: string | undefined): Promise<void> {
  if (file === undefined) process.stdout.write(exerciseJsonSchema());
  else await writeFile(file, exerciseJsonSchema());
}
