import type { Returns } from "#lib/core/runner.ts";
import type { WordReader } from "./decode.ts";
import { TAGS } from "./tags.ts";

/** Why a result could not be read: the place in it, and a sentence about that place. */
type Malformed = { readonly path: string; readonly message: string };

/** Rows by the kind of value that the harness saw. */
const SEEN = [
  "undefined",
  "null",
  "a boolean",
  "a number",
  "a string",
  "a function",
  "a symbol",
  "a big integer",
  "a list",
  "a promise",
  "a tensor",
  "an object",
] as const;

const WANTED: { readonly [returns: string]: string } = {
  tensor: "a tensor, a number or nested lists of numbers",
  number: "a number",
  boolean: "true or false",
  string: "a string",
  any: "numbers, strings, tensors, or lists and records of these",
  nothing: "nothing",
};

const wantedOf = (returns: Returns): string => {
  if (typeof returns === "string") return WANTED[returns] ?? returns;
  return "list" in returns ? "a list" : `an object with ${namesOf(Object.keys(returns.fields))}`;
};

const namesOf = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

/** Rows by the reason that the harness gives. */
const SENTENCES: readonly ((at: string, seen: string, wanted: string) => string)[] = [
  (at) => `${at} cannot be read.`,
  (at) => `${at} is missing from the result.`,
  (at, seen, wanted) => `${at} is ${seen}; expected is ${wanted}.`,
  (at) => `${at} has rows of different lengths, so it has no shape.`,
  (at) => `${at} is too large or too deeply nested to be read.`,
  (at) => `${at} is longer than 2,000 characters.`,
];

/** Reads the words from the first BAD on. `fn` is the function that was called. */
export function malformed(words: WordReader, fn: string, returns: Returns): Malformed {
  const reason = words.number(TAGS.BAD);
  const seen = SEEN[words.number(TAGS.BAD)] ?? "something else";
  if (reason === 6) {
    const message =
      seen === "undefined"
        ? `The file exports no function \`${fn}\`.`
        : `The export \`${fn}\` is ${seen}; expected is a function.`;
    return { path: fn, message };
  }
  const segments: (string | number)[] = [];
  while (words.tag === TAGS.TEXT || words.tag === TAGS.SEGMENT) {
    segments.push(words.tag === TAGS.TEXT ? words.text() : words.number(TAGS.SEGMENT));
  }
  const path = `${fn}(...)${segments.map(written).join("")}`;
  const say = SENTENCES[reason] ?? SENTENCES[0];
  return { path, message: say?.(`\`${path}\``, seen, wantedOf(declaredAt(returns, segments))) ?? "" };
}

const written = (segment: string | number): string =>
  typeof segment === "number"
    ? `[${segment}]`
    : /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(segment)
      ? `.${segment}`
      : `[${JSON.stringify(segment)}]`;

/** What was declared for the place; below a tensor's rows that is still the tensor. */
function declaredAt(returns: Returns, segments: readonly (string | number)[]): Returns {
  let declared = returns;
  for (const segment of segments) {
    if (typeof declared === "string") {
      if (declared === "tensor") return "number";
      return declared;
    }
    declared = "list" in declared ? declared.list : (declared.fields[String(segment)] ?? "any");
  }
  return declared;
}
