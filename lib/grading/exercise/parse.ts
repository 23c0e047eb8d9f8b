import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { fail, ok, type Result } from "#lib/core/result.ts";
import { type ContentError, didYouMean, Places, type YamlPath } from "./content-error.ts";
import { lint } from "./lint.ts";
import { CHECK_KINDS } from "./public.ts";
import { sha256 } from "./sha256.ts";
import { type Exercise, exerciseSpec } from "./spec.ts";
import { firstProblem } from "./yaml-words.ts";

const SPEC = "exercise.yaml";

/** Parses and lints the files of one exercise folder, by path. Everything an author has to correct comes at once. */
export function exerciseFromFiles(files: ReadonlyMap<string, string>): Result<Exercise, readonly ContentError[]> {
  const text = files.get(SPEC);
  if (text === undefined)
    return fail([{ file: SPEC, line: 1, column: 1, message: "The folder has no exercise.yaml.", suggestion: null }]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const places = new Places(document, lines);
  const broken = firstProblem(document.errors);
  if (broken !== null) {
    const { at, message, suggestion } = broken;
    return fail([{ file: SPEC, ...places.at(at), message, suggestion }]);
  }
  const parsed = exerciseSpec.safeParse(document.toJS(), { reportInput: true });
  if (!parsed.success) return fail(parsed.error.issues.flatMap((issue) => explain(issue, [], places)));
  const exercise: Exercise = { spec: parsed.data, files, hash: hashOf(files) };
  const errors = lint(exercise).map(({ path, message, suggestion, file }) => ({
    file: file ?? SPEC,
    ...(file === undefined ? places.of(path) : { line: 1, column: 1 }),
    message,
    suggestion: suggestion ?? null,
  }));
  return errors.length > 0 ? fail(errors) : ok(exercise);
}

/** SHA-256 over every file but the proof, which is made from this very hash. */
export function hashOf(files: ReadonlyMap<string, string>): string {
  const names = [...files.keys()].filter((name) => name !== "proof.json").sort();
  return sha256(names.map((name) => `${name}\0${files.get(name)?.length}\0${files.get(name)}\0`).join(""));
}

type Issue = z.core.$ZodIssue;

function explain(issue: Issue, above: YamlPath, places: Places): ContentError[] {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0)
    return closest(issue.errors, path).flatMap((inner) => explain(inner, path, places));
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      file: SPEC,
      ...places.of([...path, key], true),
      message: `“${key}” is not a key of ${wordsOf(path)}.`,
      suggestion: didYouMean(key, KEYS),
    }));
  const suggestion = didYouMean(wordIn(issue), choicesOf(issue) ?? []);
  return [{ file: SPEC, ...places.of(path), message: `${wordsOf(path)}: ${issueWords(issue)}.`, suggestion }];
}

/** What may stand there, where that is one of a few words: a value, or what tells the forms of a record apart. */
function choicesOf(issue: Issue): readonly string[] | null {
  if (issue.code === "invalid_value") return issue.values.map(String);
  return issue.code === "invalid_union" && "options" in issue && issue.options !== undefined
    ? issue.options.map(String)
    : null;
}

/** The word that does not belong there; of a record the one that should tell its form. */
function wordIn(issue: Issue): string {
  const { input } = issue;
  if (typeof input === "string") return input;
  const key = issue.code === "invalid_union" && "discriminator" in issue ? issue.discriminator : undefined;
  return String((key && (input as { readonly [key: string]: unknown } | undefined)?.[key]) ?? "");
}

function issueWords(issue: Issue): string {
  const choices = choicesOf(issue);
  if (choices !== null) return `one of ${choices.join(", ")} belongs here`;
  if (issue.code === "invalid_type")
    return issue.input === undefined
      ? `this key is needed (${issue.expected})`
      : `a value of type ${issue.expected} belongs here`;
  if (issue.code === "invalid_union") return "this value has none of the forms that it may have";
  return issue.message.replace(/^Invalid \w+: /, "");
}

/** Of a union's branches, the one the author meant: the fewest complaints, then the deepest. */
function closest(branches: readonly (readonly Issue[])[], _path: YamlPath): readonly Issue[] {
  const cost = (issues: readonly Issue[]): number => {
    const missing = issues.some(
      (issue) =>
        issue.code === "unrecognized_keys" &&
        issue.keys.some((key) => (CHECK_KINDS as readonly string[]).includes(key)),
    );
    return (missing ? 1000 : 0) + issues.length - Math.max(0, ...issues.map((issue) => issue.path.length)) / 10;
  };
  return [...branches].sort((a, b) => cost(a) - cost(b))[0] ?? [];
}

function wordsOf(path: YamlPath): string {
  if (path.length === 0) return "exercise.yaml";
  return path
    .map((step, i) => (typeof step === "number" ? `[${step}]` : `${i === 0 ? "" : "."}${String(step)}`))
    .join("");
}

/** Every key that the schema knows, for suggestions. */
const KEYS = keysOf(exerciseSpec, new Set(), new Set());

function keysOf(schema: unknown, keys: Set<string>, seen: Set<unknown>): Set<string> {
  if (typeof schema !== "object" || schema === null || seen.has(schema)) return keys;
  seen.add(schema);
  const def = (schema as { _zod?: { def?: Record<string, unknown> } })._zod?.def;
  if (def === undefined) return keys;
  for (const [name, inner] of Object.entries(def)) {
    if (name === "shape") {
      for (const [key, value] of Object.entries(inner as Record<string, unknown>)) {
        keys.add(key);
        keysOf(value, keys, seen);
      }
    } else for (const one of Array.isArray(inner) ? inner : [inner]) keysOf(one, keys, seen);
  }
  return keys;
}
