import type { Known, NameOf } from "./known.ts";
import type { Sample } from "./sample.ts";

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

/** A value of the forward pass as TeX: its name, or what made it and where. */
export function valueTex(sample: Sample, nameOf: NameOf, id: number): string {
  const name = nameOf(id);
  if (name !== null) return texOf(name);
  const { op, line } = madeBy(sample, id);
  return `\\mathrm{${escaped(op)}}${line === null ? "" : `_{\\text{line ${line}}}`}`;
}

/** The same in words. */
export function valueWords(sample: Sample, nameOf: NameOf, id: number): string {
  const name = nameOf(id);
  if (name !== null) return name;
  const { op, line } = madeBy(sample, id);
  return line === null ? `the result of ${op}` : `the result of ${op} in line ${line}`;
}

function madeBy({ forward }: Sample, id: number): { readonly op: string; readonly line: number | null } {
  const at = forward.tape.entries.findIndex(({ output }) => output === id);
  return { op: forward.tape.entries[at]?.op ?? "constant", line: forward.trace.steps[at]?.at?.line ?? null };
}

/** What is known as TeX: ∂L/∂Z₁, A₁, ∂A₁/∂Z₁; on its side with a ᵀ. */
export function knownTex(sample: Sample, nameOf: NameOf, { kind, id, at, turned }: Known): string {
  const value = valueTex(sample, nameOf, id);
  const tex = {
    gradient: `\\partial L/\\partial ${value}`,
    share: `\\partial L/\\partial ${value}`,
    value,
    slope: `\\partial ${value}/\\partial ${at === null ? "" : valueTex(sample, nameOf, at)}`,
  }[kind];
  return turned ? `(${tex})^\\top` : tex;
}

/** The operation whose slope it is, with what it is applied to: "tanh at Z1". */
export function slopeWords(sample: Sample, nameOf: NameOf, { id, at }: Known): string {
  const op = spoken(opOf(sample, id));
  return at === null ? op : `${op} at ${valueWords(sample, nameOf, at)}`;
}

/** The operation that made a value. */
export const opOf = (sample: Sample, id: number): string => madeBy(sample, id).op;

export const spoken = (op: string): string => (op === "sigmoid" ? "the sigmoid" : op);
