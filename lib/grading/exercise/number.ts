import { fail, ok, type Result } from "#lib/core/result.ts";

/** A number as a person typed it: its value, and half a unit of its last digit (0 where it is exact, as in `1/3`). */
export type TypedNumber = { readonly value: number; readonly halfUnit: number };

/** Why a cell could not be read, with the 1-based column of the first character that does not belong. */
export type Unreadable = { readonly message: string; readonly column: number };

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * Reads `12`, `.25`, `-0.5`, `−0.5` (U+2212), `1e-4`, `0,25` and fractions of such numbers, as in `1/3`.
 * An empty cell is not unreadable: test for it before.
 */
export function parseNumber(typed: string): Result<TypedNumber, Unreadable> {
  const text = typed.trim().replaceAll("−", "-").replaceAll(/[  ]/g, "");
  const offset = typed.length - typed.trimStart().length;
  const odd = text.search(/[^0-9+\-./e,]/i);
  if (odd >= 0) return fail({ message: strange(typed.trim(), text.charAt(odd)), column: offset + odd + 1 });
  const pieces = text.split("/");
  if (pieces.length > 2) return fail({ message: `${quoted(typed)} has more than one stroke.`, column: offset + 1 });
  const read = pieces.map((piece) => decimal(piece.replace(",", ".")));
  const broken = read.indexOf(null);
  if (broken >= 0) {
    const column = offset + (broken === 0 ? 0 : (pieces[0] as string).length + 1) + 1;
    return fail({ message: `${quoted(typed)} is not a complete number. Write it as 0.25, 1e-4 or 1/3.`, column });
  }
  const [top, bottom] = read as [TypedNumber, TypedNumber | undefined];
  if (bottom === undefined) return ok(top);
  if (bottom.value === 0) return fail({ message: `${quoted(typed)} divides by zero.`, column: offset + 1 });
  return ok({ value: top.value / bottom.value, halfUnit: 0 });
}

function decimal(text: string): TypedNumber | null {
  const match = DECIMAL.exec(text);
  const digits = (match?.[2] ?? "") + (match?.[3] ?? "");
  if (match === null || digits === "") return null;
  const value = Number(text.endsWith(".") ? text.slice(0, -1) : text);
  if (!Number.isFinite(value)) return null;
  const exponent = Number(match[4] ?? 0) - (match[3]?.length ?? 0);
  return { value: value === 0 ? 0 : value, halfUnit: 0.5 * Number(`1e${exponent}`) };
}

function strange(typed: string, character: string): string {
  const what = /\p{L}/u.test(character) ? "a letter" : `the character “${character}”`;
  return `${quoted(typed)} has ${what} where a digit belongs.`;
}

const quoted = (typed: string): string => `“${typed.trim().slice(0, 24)}”`;
