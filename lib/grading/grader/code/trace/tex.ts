import type { Known } from "./known.ts";
import type { Label, LabelOf } from "./labels.ts";

const GREEK = new Set([
  "alpha",
  "beta",
  "gamma",
  "delta",
  "epsilon",
  "theta",
  "lambda",
  "mu",
  "nu",
  "sigma",
  "phi",
  "omega",
]);

/** A name of code as TeX: `Z1` as Z_1, `dW_out` as \mathrm{dW\_out}. */
export function texOf(name: string): string {
  const [, letters = name, digits = ""] = /^([A-Za-z]+)_?\[?(\d*)\]?$/.exec(name) ?? [];
  const plain = letters.replace(/[^A-Za-z]/g, "") === letters;
  const head = GREEK.has(letters)
    ? `\\${letters}`
    : letters.length === 1
      ? letters
      : `\\mathrm{${escaped(plain ? letters : name)}}`;
  return digits === "" || !plain ? head : `${head}_{${digits}}`.replace(/_\{(\d)\}$/, "_$1");
}

const escaped = (text: string): string => text.replace(/[^A-Za-z0-9]/g, (sign) => (sign === "_" ? "\\_" : ""));

/** A value of the forward pass as TeX: its name, or what made it and where, and what tells it from others that are called the same. */
export function valueTex({ name, op, line, which }: Label): string {
  const tex = name === null ? `\\mathrm{${escaped(op)}}` : texOf(name);
  const place = [...(line === null ? [] : [`line ${line}`]), ...(which === null ? [] : [which])];
  const subscript = place
    .join(", ")
    .replaceAll("_", "\\_")
    .replace(/[^A-Za-z0-9, \\_]/g, "");
  // a second subscript is an error in TeX
  const base = tex.includes("_") && subscript !== "" ? `{${tex}}` : tex;
  return subscript === "" ? base : `${base}_{\\text{${subscript}}}`;
}

/** The same in words. */
export function valueWords({ name, op, line, which }: Label): string {
  const place = `${line === null ? "" : ` in line ${line}`}${which === null ? "" : ` (${which})`}`;
  return `${name ?? `the result of ${op}`}${place}`;
}

/** What one use of a value contributes to its gradient. */
export const IN_PART = "\\text{, in part}";

/** What is known as TeX: ∂L/∂Z₁, A₁, ∂A₁/∂Z₁; on its side with a ᵀ. */
export function knownTex(labelOf: LabelOf, { kind, id, at, turned }: Known): string {
  const value = valueTex(labelOf(id));
  const tex = {
    gradient: `\\partial L/\\partial ${value}`,
    share: `\\partial L/\\partial ${value}${IN_PART}`,
    value,
    slope: `\\partial ${value}/\\partial ${at === null ? "" : valueTex(labelOf(at))}`,
  }[kind];
  return turned ? `(${tex})^\\top` : tex;
}

/** The operation whose slope it is, with what it is applied to: "tanh at Z1". */
export function slopeWords(labelOf: LabelOf, { id, at }: Known): string {
  const op = spoken(labelOf(id).op);
  return at === null ? op : `${op} at ${valueWords(labelOf(at))}`;
}

export const spoken = (op: string): string => (op === "sigmoid" ? "the sigmoid" : op);
