/**
 * Times that a parser may look at a character, of a source of at most 64 KB. Once through is two or three looks at each, 200,000
 * for the longest source; so many take half a second at most.
 */
export const LOOKS = 1_500_000;

/** The parser has gone over the same text too often. */
export class OutOfPatience extends Error {
  /** The furthest place that it came to, from 0. */
  readonly at: number;
  constructor(at: number) {
    super("the text is read over and over");
    this.at = at;
  }
}

/**
 * A source that counts how often the parser looks at it. Where `(` may begin parameters and `<` may begin types, the parser
 * tries one reading and goes back for the other, and inside each other that doubles the work at every level. It looks at
 * characters by `charCodeAt` alone, so that what it does is bounded here, wherever it goes back, and at the same place on
 * every machine. Throws OutOfPatience in mid-parse.
 */
export function patient(source: string): string {
  let looks = 0;
  let furthest = 0;
  const text = new String(source);
  text.charCodeAt = (index) => {
    if (index > furthest) furthest = index;
    if (++looks > LOOKS) throw new OutOfPatience(furthest);
    return source.charCodeAt(index);
  };
  return text as string;
}
