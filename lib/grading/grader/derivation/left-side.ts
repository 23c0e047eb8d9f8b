import { lineSynonyms, type ReadNetwork, symbolWords } from "#lib/engine/expression/index.ts";
import type { PublicDerivationPart } from "../../exercise/index.ts";
import type { ReadLine } from "./read.ts";

/** What a left side says, and what is asked for, in words. */
export type OtherName = { readonly said: string; readonly asked: string };

type Lines = readonly Pick<PublicDerivationPart["lines"][number], "id" | "tex">[];

/**
 * The left side of an answer that gives it the name of something else: of another line, or of the derivative by another symbol. A name
 * that means nothing here is the person's own.
 */
export function otherName(
  { name }: Pick<ReadLine, "name">,
  { lines }: { readonly lines: Lines },
  line: Pick<Lines[number], "id">,
  network: ReadNetwork,
): OtherName | null {
  if (name === null) return null;
  const names = lineSynonyms(lines);
  const own = [...(names[line.id] ?? []), line.id];
  const by = (one: string): string | null => derivedBy(one, network);
  const gradient = own.find((one) => by(one) !== null);
  const another = lines.some(({ id }) => id !== line.id && [id, ...(names[id] ?? [])].includes(name));
  const derivative = gradient !== undefined && by(name) !== null && by(name) !== by(gradient);
  if (!another && !derivative) return null;
  return { said: symbolWords(name), asked: symbolWords(gradient ?? line.id) };
}

/** The symbol by which a gradient is one, by its own name: W1 of dW1; null where it is none. */
function derivedBy(name: string, { names, synonyms }: ReadNetwork): string | null {
  const of = /^d(.+)$/.exec(name)?.[1];
  if (of === undefined) return null;
  const known = synonyms[of] ?? of;
  return names.includes(known) ? known : null;
}
