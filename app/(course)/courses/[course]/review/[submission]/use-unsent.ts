"use client";
import { useCallback, useEffect, useState } from "react";
import type { z } from "zod";

const keyOf = (place: string): string => `nablab-unsent:${place}`;

/** What is kept under a key, as `schema` reads it; null where nothing is, where it is of another shape, and without storage. */
export function keptOf<T>(schema: z.ZodType<T>, text: string | null): T | null {
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function read(place: string): string | null {
  try {
    return sessionStorage.getItem(keyOf(place));
  } catch {
    return null;
  }
}

function write(place: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(keyOf(place));
    else sessionStorage.setItem(keyOf(place), text);
  } catch {
    // Without storage it lasts as long as the page.
  }
}

/**
 * What a person has typed or chosen and not sent, kept for its place in this tab: whoever looks at another answer finds it again.
 * `unsent` is null until something was changed. `change(null)` forgets it, as when it was sent.
 */
export function useUnsent<T>(schema: z.ZodType<T>, place: string): readonly [T | null, (next: T | null) => void] {
  const [unsent, setUnsent] = useState<T | null>(null);
  // Read after the first drawing, which has to be the server's.
  useEffect(() => setUnsent(keptOf(schema, read(place))), [schema, place]);
  const change = useCallback(
    (next: T | null) => {
      setUnsent(next);
      write(place, next === null ? null : JSON.stringify(next));
    },
    [place],
  );
  return [unsent, change];
}
