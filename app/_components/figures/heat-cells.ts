import type { TensorEvidence } from "#lib/core/report.ts";
import { shapeText } from "../base/format.ts";

/** Look and least words of each level: within tolerance, above it, above .1, .5, 1 (relative error). */
export const levels = [
  { look: "bg-surface text-ink-2 border border-line-2", least: "✓", said: "within tolerance" },
  { look: "bg-h0 text-on-h0", least: ">0", said: "above the tolerance" },
  { look: "bg-h1 text-on-h1", least: ">.1", said: "above 0.1" },
  { look: "bg-h2 text-on-h2", least: ">.5", said: "above 0.5" },
  { look: "bg-h3 text-on-h3", least: ">1", said: "above 1" },
] as const;

export const levelOf = (level: number | undefined) => levels[Math.min(4, Math.max(0, level ?? 0))] ?? levels[0];

export const holds = (tensor: TensorEvidence): boolean =>
  tensor.level.every((level) => level === 0) && sameShape(tensor);

export const sameShape = (tensor: TensorEvidence): boolean =>
  shapeText(tensor.shape) === shapeText(tensor.expectedShape);

/**
 * `1.03`, `12.5`, `<.01` for what is off by less than can be written, `NaN` for null (not a finite number); undefined (not shown) gives
 * the least that the level says.
 */
export function errorText(error: number | null | undefined, level: number | undefined): string {
  if (error === undefined) return levelOf(level).least;
  if (error === null || Number.isNaN(error)) return "NaN";
  if (error >= 100) return ">99";
  if (error < 0.005 && level !== undefined && level > 0) return "<.01";
  return error >= 10 ? error.toFixed(1) : error.toFixed(2);
}

/** `db1[1, 0]`: as one would write it in code, counted from 0. */
export const entryName = (name: string, index: readonly number[]): string =>
  index.length === 0 ? name : `${name}[${index.join(", ")}]`;

/** `dW1` → `\partial L/\partial W^{[1]}`; other names as they are. */
export function gradientTex(name: string): string {
  const match = /^d([A-Za-z])(\d*)$/.exec(name);
  if (!match) return nameTex(name);
  return `\\partial L/\\partial ${nameTex(name.slice(1))}`;
}

/** `W1` → `W^{[1]}`, `lambda` → `\lambda`. */
export function nameTex(name: string): string {
  const match = /^([A-Za-z])(\d+)$/.exec(name);
  if (match) return `${match[1]}^{[${match[2]}]}`;
  const greek = /^(alpha|beta|delta|lambda|sigma|theta)(\d*)$/.exec(name);
  if (greek) return `\\${greek[1]}${greek[2] ? `_${greek[2]}` : ""}`;
  return name.length === 1 ? name : `\\mathtt{${name.replaceAll("_", "\\_")}}`;
}
