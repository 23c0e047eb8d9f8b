import type { GuestError } from "#lib/core/runner.ts";
import type { SourceFile } from "../strip.ts";
import { lineAt } from "./line.ts";

type Row = {
  /** What the engine says. */
  readonly says: RegExp;
  /** What has to stand in the line for it to be meant. */
  readonly line?: RegExp;
  readonly told: (found: RegExpExecArray) => string;
};

/** The engine's words that need some knowledge of engines, and ours. */
const ROWS: readonly Row[] = [
  {
    says: /^invalid redefinition of/,
    told: () => "A name is declared twice here; give one of the two another name, or assign without const and let",
  },
  {
    says: /^'([\w$]+)' is read-only$/,
    told: ([, name]) => `${name} was declared with const and keeps its value; declare it with let to change it`,
  },
  {
    says: /^return not in a function$/,
    told: () => "This return stands outside of a function: the { that begins the function's body may be missing",
  },
  {
    says: /^unsupported keyword: export$/,
    told: () => "export stands inside of braces here; it is for functions that stand by themselves",
  },
  {
    says: /^cannot read property of undefined$/,
    line: /[\w)]\s*\[[^\]]*\]\s*\[/,
    told: () =>
      "What stands before the last [ is undefined. A tensor has no [i][j]: X.get(i, j) is one entry, X.toArray() the list of its rows",
  },
  {
    says: /^cannot read property '[\w$]+' of undefined$/,
    line: /\bnd\.(?!random\b)\w+\.\w/,
    told: () => "nd is not divided into parts, but for nd.random: it is nd.norm, nd.exp and so on",
  },
  {
    says: /^cannot (?:read|set) property '?([\w$]*)'? of (undefined|null)$/,
    told: ([, name, what]) => `what stands before .${name} is ${what}`,
  },
];

/** An error of the engine in our own words. */
export function inOurWords(error: GuestError, files: readonly SourceFile[]): GuestError {
  for (const { says, line, told } of ROWS) {
    const found = says.exec(error.message);
    if (found !== null && (line === undefined || line.test(lineAt(error, files) ?? "")))
      return { ...error, message: told(found) };
  }
  return error;
}
