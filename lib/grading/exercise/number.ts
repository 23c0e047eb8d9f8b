import { fail, ok, type Result } from "#lib/core/result.ts";

/**
 * A number as a person typed it: its value, and half a unit of its last digit (0 where it is exact, as in `1/3`). `notice` says what
 * was taken for something else: a decimal comma for a point; `unit` is the text after a space.
 */
export type TypedNumber = {
  readonly value: number;
  readonly halfUnit: number;
  readonly notice?: string;
  readonly unit?: string;
};

/** How a value is to be given: to so many decimals, to so many figures that count as written, or within atol + rtol·|value|. */
export type Digits =
  | { readonly decimals: number }
  | { readonly figures: number }
  | { readonly rtol: number; readonly atol: number };

/** Why a cell could not be read, with the 1-based column of the first character that does not belong. */
export type Unreadable = { readonly message: string; readonly column: number };

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

/** After a space: eV, m/s, kg·m, °C. Not an exponent, and no percent sign, which would change the number. */
const UNIT = /^(.*\d\.?)\s+(?!e[+\-−]?\d)([\p{L}°µΩ][\p{L}°µΩ·*/^²³⁻¹0-9−-]*)$/iu;

/**
 * Reads `12`, `.25`, `-0.5`, `−0.5` (U+2212), `1e-4`, `3·10^-4`, `1 200`, `0,25` (with a notice) and fractions of such numbers, as in
 * `1/3`; a unit may follow after a space. With `unit`, that one may follow as it is written, and another one is not read: it would be another number. An empty cell is not unreadable: test for it
 * before.
 */
export function parseNumber(typed: string, unit?: string): Result<TypedNumber, Unreadable> {
  const own = unit === undefined ? null : withoutUnit(typed, unit);
  if (own !== null && unit !== undefined) {
    const read = parseBare(own);
    return read.ok ? ok({ ...read.value, unit }) : read;
  }
  const [, bare, given] = UNIT.exec(typed.trimEnd()) ?? [];
  if (bare === undefined || given === undefined) return parseBare(typed);
  if (unit !== undefined)
    return fail({
      message: `${quoted(typed)} has the unit ${given}, and ${unit} is asked for.`,
      column: typed.lastIndexOf(given) + 1,
    });
  const read = parseBare(bare);
  if (!read.ok) return read;
  return ok(noticed({ ...read.value, unit: given }, `The unit in ${quoted(typed)} is left aside; the number is read.`));
}

/** What stands before the unit, however its letters are made (µ and μ, Ω and Ω) and whether a space is between; null without it. */
function withoutUnit(typed: string, unit: string): string | null {
  const [text, own] = [typed.trimEnd(), unit.normalize("NFKC")];
  for (let at = text.length - 1; at > 0; at--) {
    if (text.slice(at).normalize("NFKC") !== own) continue;
    const before = text.slice(0, at);
    return /[\d.⁰¹²³⁴⁵⁶⁷⁸⁹]\s*$/.test(before) ? before.trimEnd() : null;
  }
  return null;
}

const noticed = (number: TypedNumber, notice: string | undefined): TypedNumber =>
  notice === undefined ? number : { ...number, notice: [number.notice, notice].filter(Boolean).join(" ") };

/** Digits that count as they were written: four for 0.2231 and 92.00, fifteen for an exact number. */
export function significant({ value, halfUnit }: Pick<TypedNumber, "value" | "halfUnit">): number {
  if (halfUnit === 0) return 15;
  if (value === 0) return 0;
  return Math.max(0, Math.floor(Math.log10(Math.abs(value) / (2 * halfUnit)) + 1e-9) + 1);
}

function parseBare(typed: string): Result<TypedNumber, Unreadable> {
  const text = plain(typed.trim());
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
  const comma = text.includes(",")
    ? `${quoted(typed)} is read as ${text.replaceAll(",", ".").slice(0, 24)}: a comma stands for the decimal point.`
    : undefined;
  if (bottom === undefined) return ok(noticed(top, comma));
  if (bottom.value === 0) return fail({ message: `${quoted(typed)} divides by zero.`, column: offset + 1 });
  return ok(noticed({ value: top.value / bottom.value, halfUnit: 0 }, comma));
}

const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** 3·10^-4, 3 × 10⁻⁴, 3*10**-4. */
const POWER = /^(.*\d\.?)\s*[·⋅*×x]\s*10\s*(?:(?:\^|\*\*)\s*[({]?([+-]?\d{1,3})[)}]?|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))$/u;

/**
 * The number in one spelling: a minus of any make as a hyphen, a power of ten as an exponent, spaces taken out where they part groups of
 * three digits or stand around a sign. A space anywhere else stays, and is not read: `12 34` is two numbers, and `1 1/2` is not 11/2.
 */
function plain(typed: string): string {
  const text = typed
    .replace(/[−–]/g, "-")
    .replace(/\s*\/\s*/g, "/")
    .replace(/^([+-])\s+/, "$1")
    .replace(/\s+(?=e[+-]?\d)/i, "")
    .replace(/(?<=\d)[\s\u00a0\u202f\u2009](?=\d{3}(?!\d))/g, "");
  const [, number, typedPower, raised] = POWER.exec(text) ?? [];
  if (number === undefined) return text;
  const power =
    typedPower ??
    (raised ?? "")
      .replace(/[⁺⁻]/, (sign) => (sign === "⁻" ? "-" : ""))
      .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String(SUPERSCRIPT.indexOf(digit)));
  return `${number.trim()}e${power}`;
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
  if (/\s/.test(character))
    return `${quoted(typed)} has a space between digits. One number belongs here; write one and a half as 1.5 or 3/2.`;
  const what = /\p{L}/u.test(character) ? "a letter" : `the character “${character}”`;
  return `${quoted(typed)} has ${what} where a digit belongs.`;
}

const quoted = (typed: string): string => `“${typed.trim().slice(0, 24)}”`;
