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

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[ed]([+-]?\d{1,3}))?$/i;

/** What a number may end with: a digit, a stop, a bracket, a fraction or an exponent in one character. */
const END = "[\\d.)}¼-¾⅐-⅞⁰¹²³⁴-⁹]";
/** After a space: eV, m/s, kg·m, °C, 1/K, J/(mol·K), %. Not an exponent, a power of ten or a root. */
const UNIT = new RegExp(
  `^(.*${END})\\s+(?!(?:[ed][+\\-−]?\\d|x\\s*10|sqrt))((?:1\\/)?[\\p{L}°µΩ][\\p{L}°µΩ·*/^()²³⁻¹0-9−-]*|[%‰])$`,
  "iu",
);
const PERCENT = /^[%‰]$/;

/**
 * Reads `12`, `.25`, `-0.5`, `−0.5` (U+2212), `1e-4`, `3·10^-4`, `1 200`, `0,25` (with a notice), `¼`, `1½`, `√78`, `4^-4` and
 * fractions of such numbers, as in `1/3` and `2/sqrt(78)`; a unit may follow after a space. With `unit`, that one may follow as it is
 * written, and another one is not read: it would be another number. What is written around a number on paper, `≈ 0.25…`, `[0.25]`,
 * `$z = 0.25$`, is left aside. An empty cell is not unreadable: test for it before.
 */
export function parseNumber(typed: string, unit?: string): Result<TypedNumber, Unreadable> {
  const read = parseUndressed(typed, unit);
  const bare = read.ok ? typed : undressed(typed);
  if (bare === typed) return read;
  const again = parseUndressed(bare, unit);
  return again.ok ? again : read;
}

/** What stands around a number and says nothing about it, outermost first. */
const DRESS: readonly (readonly [RegExp, string])[] = [
  [/^\s*\$\$?([^$]+)\$\$?\s*$/, "$1"],
  [/^\s*\\[([](.+)\\[)\]]\s*$/, "$1"],
  [/^[\p{L}∂\\][^=≈]*(?==|≈|\\approx)/u, ""],
  [/^\s*(?:=|≈|≃|~|∼|\\(?:approx|simeq|sim)(?![a-z]))\s*/, ""],
  [/(?<=\d)\s*(?:\.{3}|…|\\l?dots)\s*$/, ""],
  [/(?<=[\d)}\]])\s*[;,.]\s*$/, ""],
  [/^\s*\[([^[\]]+)\]\s*$/, "$1"],
  [/^\s*\(([^()]+)\)\s*$/, "$1"],
  [/(?<=\d)\{,\}(?=\d)/, ","],
  [/(?<=\d)⁄(?=\d)/, "/"],
];

const undressed = (typed: string): string => DRESS.reduce((text, [dress, bare]) => text.replace(dress, bare), typed);

function parseUndressed(typed: string, unit?: string): Result<TypedNumber, Unreadable> {
  const own = unit === undefined ? null : withoutUnit(typed, unit);
  if (own !== null && unit !== undefined) {
    const read = parseBare(own);
    return read.ok ? ok({ ...read.value, unit }) : read;
  }
  const [, bare, given] = UNIT.exec(typed.trimEnd()) ?? [];
  if (bare === undefined || given === undefined) return parseBare(typed);
  const column = typed.lastIndexOf(given) + 1;
  if (unit !== undefined)
    return fail({ message: `${quoted(typed)} has the unit ${given}, and ${unit} is asked for.`, column });
  if (PERCENT.test(given)) return fail({ message: percent(typed, given), column });
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
    return new RegExp(`${END}\\s*$`).test(before) ? before.trimEnd() : null;
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
  const pieces = text.split("/");
  const read = pieces.map((piece) => formOf(piece.replace(",", ".")));
  const broken = read.indexOf(null);
  const odd = text.search(/[^0-9+\-./ed,^]/i);
  if (broken >= 0 && odd >= 0) {
    const { message, at } = strange(typed.trim(), text, odd);
    return fail({ message, column: Math.min(offset + at + 1, typed.length) });
  }
  if (pieces.length > 2) return fail({ message: `${quoted(typed)} has more than one stroke.`, column: offset + 1 });
  if (broken >= 0) {
    const column = offset + (broken === 0 ? 0 : (pieces[0] as string).length + 1) + 1;
    return fail({ message: `${quoted(typed)} is not a complete number. Write it as 0.25, 1e-4 or 1/3.`, column });
  }
  if (pieces[1] !== undefined && TIMES_POWER.test(pieces[1]))
    return fail({
      message: `${quoted(typed)} could mean two numbers: does the power of ten belong below the stroke? Write it as 1e-4.`,
      column: offset + text.indexOf("/") + 2,
    });
  const [top, bottom] = read as [TypedNumber, TypedNumber | undefined];
  const comma = text.includes(",")
    ? `${quoted(typed)} is read as ${text.replaceAll(",", ".").slice(0, 24)}: a comma stands for the decimal point.`
    : undefined;
  if (bottom === undefined) return ok(noticed(top, comma));
  if (bottom.value === 0) return fail({ message: `${quoted(typed)} divides by zero.`, column: offset + 1 });
  return ok(noticed({ value: top.value / bottom.value, halfUnit: 0 }, comma));
}

const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * The number in one spelling: a minus of any make as a hyphen, raised digits after ^, a product sign as ·, spaces taken out where they
 * part groups of three digits or stand around a sign. A space anywhere else stays, and is not read: `12 34` is two numbers, and
 * `1 1/2` is not 11/2.
 */
const plain = (typed: string): string =>
  typed
    .replace(/[−–]/g, "-")
    .replace(/^([+-]?)\s*\\[dt]?frac\s*\{([^{}]+)\}\s*\{([^{}]+)\}$/, "$1$2/$3")
    .replace(/([⁺⁻]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, sign: string, digits: string) => {
      const lowered = [...digits].map((digit) => SUPERSCRIPT.indexOf(digit)).join("");
      return `^${sign === "⁻" ? "-" : ""}${lowered}`;
    })
    .replace(/\s*(?:[·⋅∙•×]|\\cdot|\\times|[x*](?=\s*10\s*(?:\^|\*\*)))\s*/g, "·")
    .replace(/\s*\/\s*/g, "/")
    .replace(/\s*(?:\^|\*\*)\s*/g, "^")
    .replace(/^([+-])\s+/, "$1")
    .replace(/\s+(?=[ed][+-]?\d)/i, "")
    .replace(/(?<=\d)[\s\u00a0\u202f\u2009](?=\d{3}(?!\d))/g, "");

const TIMES_POWER = /·10\^/;
const EXPONENT = "[({]?([+-]?\\d{1,3})[)}]?";

/** A way to write a number without a stroke, and its value; null where it has none. */
type Form = { readonly looks: RegExp; readonly read: (groups: readonly string[]) => TypedNumber | null };

const exact = (value: number): TypedNumber | null => (Number.isFinite(value) ? { value, halfUnit: 0 } : null);
const signed = (sign: string, value: number): number => (sign === "-" ? -value : value);

const forms: readonly Form[] = [
  { looks: DECIMAL, read: ([all = ""]) => decimal(all) },
  {
    // 3·10^-4 has the digits of its 3.
    looks: new RegExp(`^(.*[\\d.])·10\\^${EXPONENT}$`),
    read: ([, number = "", power]) => decimal(`${number}e${power}`),
  },
  {
    looks: new RegExp(`^([+-]?)([\\d.]+)\\^${EXPONENT}$`),
    read: ([, sign = "", base = "", power]) => of(base, (value) => signed(sign, value ** Number(power))),
  },
  {
    looks: /^([+-]?)\s*(?:\\?sqrt|√)\s*[({]?\s*([\d.]+)\s*[)}]?$/,
    read: ([, sign = "", under = ""]) => of(under, (value) => signed(sign, Math.sqrt(value))),
  },
  {
    // ¼ decomposes into 1⁄4.
    looks: /^([+-]?)(\d*)\s*([¼-¾⅐-⅞])$/,
    read: ([, sign = "", whole, one = ""]) => {
      const [over, under] = one.normalize("NFKC").split("⁄").map(Number) as [number, number];
      return exact(signed(sign, Number(whole) + over / under));
    },
  },
];

function of(text: string, change: (value: number) => number): TypedNumber | null {
  const read = decimal(text);
  return read && exact(change(read.value));
}

function formOf(text: string): TypedNumber | null {
  for (const { looks, read } of forms) {
    const groups = looks.exec(text);
    if (groups !== null) return read(groups);
  }
  return null;
}

function decimal(typed: string): TypedNumber | null {
  const text = typed.replace(/d/i, "e");
  const match = DECIMAL.exec(text);
  const digits = (match?.[2] ?? "") + (match?.[3] ?? "");
  if (match === null || digits === "") return null;
  const value = Number(text.endsWith(".") ? text.slice(0, -1) : text);
  if (!Number.isFinite(value)) return null;
  const exponent = Number(match[4] ?? 0) - (match[3]?.length ?? 0);
  return { value: value === 0 ? 0 : value, halfUnit: 0.5 * Number(`1e${exponent}`) };
}

/** What does not belong in `text`, the plain spelling of what was typed, from `odd` on, and where. */
function strange(typed: string, text: string, odd: number): { readonly message: string; readonly at: number } {
  const [, space = "", next = ""] = /^(\s*)(.?)/su.exec(text.slice(odd)) ?? [];
  if (space !== "" && /[\d.]/.test(next)) {
    const once = "One number belongs here; write one and a half as 1.5 or 3/2.";
    return { message: `${quoted(typed)} has a space between digits. ${once}`, at: odd };
  }
  const at = odd + space.length;
  if (PERCENT.test(next)) return { message: percent(typed, next), at };
  if (/[±∓]/.test(next))
    return { message: `${quoted(typed)} stands for two numbers. Type one, with its own sign.`, at };
  if (isToWorkOut(text))
    return { message: `${quoted(typed)} is still to be worked out. Type the decimal number that it gives.`, at };
  const what = /\p{L}/u.test(next) ? "a letter" : `the character “${next}”`;
  return { message: `${quoted(typed)} has ${what} where a digit belongs.`, at };
}

/** A function of a number, as in ln(5/9), or brackets among numbers, as in (3/4)^4. */
const isToWorkOut = (text: string): boolean =>
  /^[^\p{L}\\]*\\?(?!sqrt\(-)\p{L}[\p{L}\d]*\s*[({]?\s*[+-]?[\d.][^\p{L}]*[)}]$/u.test(text) ||
  (/\(.*\d.*\)/.test(text) && /^[\d\s.,+\-*/^·()]*\d[\d\s.,+\-*/^·()]*$/.test(text));

const percent = (typed: string, sign: string): string =>
  `${quoted(typed)} ends in ${sign}, and a number without it is asked for. Write ${sign === "%" ? "a hundredth" : "a thousandth"} of it, without the sign.`;

const quoted = (typed: string): string => `“${typed.trim().slice(0, 24)}”`;
