import { z } from "zod";
import { exerciseSpec } from "./spec.ts";

/** Where it is kept, relative to the checkout; files name it in their first line, so that an editor completes and explains. */
export const SCHEMA_PATH = "docs/authoring/exercise.schema.json";

/** The first line of an exercise.yaml in `exercises/<slug>/`. */
export const SCHEMA_LINE = `# yaml-language-server: $schema=../../${SCHEMA_PATH}`;

/** The schema of `exercise.yaml` as JSON Schema (draft 2020-12), of what an author writes: keys with a default may be left out. */
export function exerciseJsonSchema(): string {
  const schema = z.toJSONSchema(exerciseSpec, { io: "input", reused: "inline" });
  return `${JSON.stringify({ title: "An exercise of Nablab", ...schema }, null, 1)}\n`;
}
