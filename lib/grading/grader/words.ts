import type { SourcePlace } from "#lib/core/runner.ts";

export const shapeWords = (shape: readonly number[]): string => {
  if (shape.length === 0) return "a number";
  if (shape.length === 1) return `a list of ${shape[0]}`;
  return shape.join("×");
};

/** "h = 1, m = 3". */
export const sizesWords = (sizes: { readonly [name: string]: number }): string =>
  Object.entries(sizes)
    .map(([name, n]) => `${name} = ${n}`)
    .join(", ");

/** "a, b and c". */
export function listWords(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

export const placeWords = (at: SourcePlace | null): string =>
  at === null ? "" : `Line ${at.line}, column ${at.column}`;

export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** At most `digits` significant digits, without trailing zeros. */
export const figure = (x: number, digits = 4): string => {
  if (!Number.isFinite(x)) return "not a number";
  return String(Number(x.toPrecision(digits))).replace("-", "−");
};
