import { readFile } from "node:fs/promises";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import type { Answer } from "#lib/core/answer.ts";
import type { Exercise } from "#lib/grading/exercise/index.ts";
import { Unusable } from "./unusable.ts";

const cell = z.string("a number belongs in quotes, so that its decimals are kept");
const partAnswer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("code"), source: z.string() }),
  z.strictObject({ kind: z.literal("worksheet"), fields: z.record(z.string(), z.array(cell)) }),
  z.strictObject({ kind: z.literal("derivation"), lines: z.record(z.string(), z.string()) }),
  z.strictObject({ kind: z.literal("choice"), chosen: z.array(z.string()) }),
  z.strictObject({ kind: z.literal("text"), text: z.string() }),
]);
const answerFile = z.record(z.string(), partAnswer);

/** A .ts or .js file answers the (first or named) code part; .json and .yaml hold an answer per part, by part id. */
export async function readAnswer(exercise: Exercise, path: string, part: string | undefined): Promise<Answer> {
  const text = await readText(path);
  const ids = exercise.spec.parts.map(({ id }) => id);
  if (part !== undefined && !ids.includes(part))
    throw new Unusable(`There is no part ${part}. There are: ${ids.join(", ")}.`);
  if (/\.(ts|js|mts|mjs)$/.test(path)) {
    const code = exercise.spec.parts.find(({ kind, id }) => kind === "code" && (part === undefined || id === part));
    if (code === undefined)
      throw new Unusable(`${exercise.spec.slug} has no code part to grade with ${path}. Give a .json or .yaml answer.`);
    return { [code.id]: { kind: "code", source: text } };
  }
  if (!/\.(json|ya?ml)$/.test(path))
    throw new Unusable(
      `${path} ends in none of .ts and .js, for the code part, and .yaml and .json, for an answer per part.`,
    );
  return parseAnswer(exercise, path, text);
}

/** An answer per part from JSON or YAML, for this exercise. */
export function parseAnswer(exercise: Exercise, path: string, text: string): Answer {
  const ids = exercise.spec.parts.map(({ id }) => id);
  const read = answerFile.safeParse(parsed(path, text));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Unusable(`${path} is not an answer yet, at ${issue?.path.join(".") || "its top"}: ${issue?.message}.`);
  }
  for (const [id, { kind }] of Object.entries(read.data)) {
    const asked = exercise.spec.parts.find((one) => one.id === id);
    if (asked === undefined) throw new Unusable(`There is no part ${id}. There are: ${ids.join(", ")}.`);
    if (asked.kind !== kind) throw new Unusable(`${id} is a ${asked.kind} part, and ${path} answers it as ${kind}.`);
  }
  return read.data;
}

/** YAML, and with it JSON; what does not parse is told with its place. */
function parsed(path: string, text: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error === undefined) return document.toJS();
  const { line, col } = lines.linePos(error.pos[0]);
  throw new Unusable(`${path}:${line}:${col} ${error.message}.`.replace(/\.\.$/, "."));
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    throw new Unusable(`There is no file ${path} that can be read.`);
  }
}
