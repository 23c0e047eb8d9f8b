"use client";
import type { Answer } from "#lib/core/answer.ts";

/** A copy of an answer that the course has not confirmed yet, kept in this browser. */
export type DraftCopy = { readonly answer: Answer; readonly baseVersion: number; readonly at: string };

const keyOf = (place: string): string => `nablab-draft:${place}`;

/** Reads the copy of a place (`person/course/exercise`); null where there is none, or storage is not allowed. */
export function readCopy(place: string): DraftCopy | null {
  try {
    const text = localStorage.getItem(keyOf(place));
    return text === null ? null : (JSON.parse(text) as DraftCopy);
  } catch {
    return null;
  }
}

/** Keeps the copy; false where the browser does not let us. */
export function keepCopy(place: string, copy: DraftCopy): boolean {
  try {
    localStorage.setItem(keyOf(place), JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function dropCopy(place: string): void {
  try {
    localStorage.removeItem(keyOf(place));
  } catch {
    // Without storage there was nothing to drop.
  }
}

/** Same answer, whatever the order of its parts and fields. */
export function sameAnswer(a: Answer, b: Answer): boolean {
  return stable(a) === stable(b);
}

function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${stable(inner)}`).join(",")}}`;
}
