/** A number as figures show it, with a true minus sign. */
export const shown = (value: number, decimals = 3): string => value.toFixed(decimals).replace("-", "−");

/** Small numbers as powers of ten: 2.4·10⁻⁷. */
export function scientific(value: number): string {
  if (value === 0) return "0";
  const power = Math.floor(Math.log10(Math.abs(value)));
  if (power >= -3 && power <= 4) return String(Number(value.toPrecision(3))).replace("-", "−");
  const digits = String(power)
    .replace("-", "⁻")
    .replace(/\d/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(d)] ?? d);
  return `${(value / 10 ** power).toFixed(1)}·10${digits}`;
}
