"use client";
import { useCallback, useEffect, useState } from "react";
import { type Kept, keptOf } from "./kept.ts";

const keyOf = (place: string): string => `nablab-unsent:${place}`;

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
 * It is null until something was changed. `change(null)` forgets it, as when it was sent.
 */
export function useUnsent(place: string): readonly [Kept | null, (next: Kept | null) => void] {
  const [unsent, setUnsent] = useState<Kept | null>(null);
  // Read after the first drawing, which has to be the server's.
  useEffect(() => setUnsent(keptOf(read(place))), [place]);
  const change = useCallback(
    (next: Kept | null) => {
      setUnsent(next);
      write(place, next === null ? null : JSON.stringify(next));
    },
    [place],
  );
  return [unsent, change];
}
