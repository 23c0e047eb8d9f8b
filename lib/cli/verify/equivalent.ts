import { parse } from "yaml";
import { z } from "zod";
import type { Exercise } from "#lib/grading/exercise/index.ts";

/** The file in an exercise's folder that explains why a change of the solution is no mistake. */
export const EQUIVALENT = "equivalent.yaml";

const explained = z.strictObject({
  /** Of the slip or of the plain operator, as `verify` prints it; without one, every change that makes this line. */
  slip: z.string().optional(),
  /** The changed line, or lines, as `verify` prints them; blanks do not matter. */
  line: z.string().min(1),
  /** Why the checks cannot see it: because it computes the same, or because nobody asks for it. */
  reason: z.string().min(10),
});

export type Explained = z.infer<typeof explained>;

/** The explanations of an exercise; a sentence where the file cannot be read. */
export function equivalentOf({ files }: Pick<Exercise, "files">): readonly Explained[] | string {
  const text = files.get(EQUIVALENT);
  if (text === undefined) return [];
  try {
    const read = z.array(explained).safeParse(parse(text));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    return `${EQUIVALENT}: ${issue?.path.join(".")}: ${issue?.message}. A list with slip, line and reason belongs here.`;
  } catch (error) {
    return `${EQUIVALENT} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

export const squeezed = (text: string): string => text.replace(/\s+/g, " ").trim();

export const explains = ({ slip, line }: Explained, id: string, changed: string): boolean =>
  (slip === undefined || slip === id) && squeezed(line) === squeezed(changed);
