import type { Diagnosis } from "#lib/core/report.ts";

/** Where words that a sentence begins with end: at its stop, or where it says what else they would be. */
const END = /\.(?=\s|$)| \(here the same as/;

/**
 * The name of a diagnosis in full. Relations are named by what they say, which older reports cut at 60 signs; the sentence of the
 * diagnosis has all of it.
 */
export function wholeName({ name, says }: Pick<Diagnosis, "name" | "says">): string {
  if (!name.endsWith("…")) return name;
  const begun = name.slice(0, -1);
  // A relation of code is named without the signs around its code.
  for (const told of [says, says.replaceAll("`", "")]) {
    const from = told.indexOf(begun);
    if (from >= 0) return told.slice(from).split(END, 1)[0] as string;
  }
  return name;
}
