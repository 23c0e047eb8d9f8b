/** `6`, `6.5`, `0.25`; null is blank and shown as "–". Minus is U+2212, as in prose. */
export function points(value: number | null): string {
  if (value === null) return "–";
  return minus(String(Math.round(value * 100) / 100));
}

/** A number for prose and figures: U+2212 for minus. */
export const minus = (text: string): string => text.replace("-", "−");

/** At most `digits` significant figures, without trailing zeros; `−` for prose, or `-` where `code` is true. */
export function figure(value: number, digits = 4, code = false): string {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : code ? "-∞" : "−∞";
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e6)
      ? value.toExponential(digits - 1)
      : String(Number(value.toPrecision(digits)));
  return code ? text : minus(text);
}

const raised = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

/** `1e-6` as `10⁻⁶`, `5e-4` as `5 · 10⁻⁴`; other numbers plainly. */
export function power(value: number): string {
  const [factor = "1", exponent = "0"] = value.toExponential().split("e");
  const size = Number(exponent);
  if (Math.abs(size) < 3) return figure(value);
  const up = `10${size < 0 ? "⁻" : ""}${[...String(Math.abs(size))].map((digit) => raised[Number(digit)]).join("")}`;
  return factor === "1" ? up : `${minus(factor)} · ${up}`;
}

/** Thousands are parted by a thin space: `4 000`. */
export const grouped = (value: number): string => minus(String(value)).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202F");

/** `4×2`; `[]` is a number, which has no size. */
export const shapeText = (shape: readonly (number | string)[]): string =>
  shape.length === 0 ? "number" : shape.join("×");

/** `+1.0`, `−0.5`: points that are added or taken away. */
export const signed = (value: number): string =>
  minus(`${value < 0 ? "" : "+"}${value.toFixed(Number.isInteger(value * 2) ? 1 : 2)}`);

/** `12 points`, `1 point`. */
export const pointsWords = (count: number): string => `${points(count)} ${count === 1 ? "point" : "points"}`;

/** "Hints −1": what opened hints took; null where they took nothing. */
export const hintWords = (cost: number): string | null => (cost > 0 ? `Hints ${points(-cost)}` : null);

/** First letters of the first and last name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => word?.[0]?.toUpperCase() ?? "").join("");
}
