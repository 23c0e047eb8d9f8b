export type Rgb = readonly [number, number, number];

/** Bounds between the bands of probability; the line at ½ parts the two classes. */
const bounds = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95];
/** How much of the class's fill each band holds, from certain class 0 to certain class 1. */
const shares = [0.38, 0.27, 0.16, 0.07, 0.07, 0.16, 0.27, 0.38];

/** Index of the band that a probability falls into, 0–7. */
export function bandOf(probability: number): number {
  const at = bounds.findIndex((bound) => probability < bound);
  return at === -1 ? bounds.length : at;
}

/** The eight bands: `neg-fill` or `pos-fill` mixed into `surface` in OKLab. */
export function fieldColours(colours: {
  readonly surface: string;
  readonly "neg-fill": string;
  readonly "pos-fill": string;
}): readonly Rgb[] {
  return shares.map((share, at) => mixed(colours.surface, at < 4 ? colours["neg-fill"] : colours["pos-fill"], share));
}

/** OKLab after Björn Ottosson, 2020: https://bottosson.github.io/posts/oklab/ */
export function mixed(ground: string, fill: string, share: number): Rgb {
  const from = toOklab(rgbOf(ground));
  const to = toOklab(rgbOf(fill));
  return fromOklab([0, 1, 2].map((at) => (from[at] ?? 0) * (1 - share) + (to[at] ?? 0) * share) as unknown as Rgb);
}

function rgbOf(hex: string): Rgb {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  return digits
    ? [Number.parseInt(digits[1] ?? "", 16), Number.parseInt(digits[2] ?? "", 16), Number.parseInt(digits[3] ?? "", 16)]
    : [128, 128, 128];
}

const linear = (c: number) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
const gamma = (c: number) =>
  Math.round(255 * Math.min(1, Math.max(0, c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055)));

function toOklab([red, green, blue]: Rgb): Rgb {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([L, A, B]: Rgb): Rgb {
  const l = (L + 0.3963377774 * A + 0.2158037573 * B) ** 3;
  const m = (L - 0.1055613458 * A - 0.0638541728 * B) ** 3;
  const s = (L - 0.0894841775 * A - 1.291485548 * B) ** 3;
  return [
    gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}
