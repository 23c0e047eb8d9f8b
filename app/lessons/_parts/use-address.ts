"use client";
import { useCallback, useEffect, useState } from "react";

/**
 * Settings of a figure that stand in the address (`?playground.hidden=4`), so that a picture can be shared.
 * `read` turns the texts found there into settings and ignores what it does not know. The server renders `initial`.
 */
export function useAddress<T extends object>(
  figure: string,
  initial: T,
  read: (found: { readonly [key: string]: string }, initial: T) => T,
): readonly [T, (change: Partial<T>) => void] {
  const [settings, setSettings] = useState(initial);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is read once, when the figure appears
  useEffect(() => {
    const found: { [key: string]: string } = {};
    for (const [key, value] of new URLSearchParams(location.search)) {
      if (key.startsWith(`${figure}.`)) found[key.slice(figure.length + 1)] = value;
    }
    if (Object.keys(found).length > 0) setSettings(read(found, initial));
  }, []);

  const change = useCallback(
    (part: Partial<T>) => {
      setSettings((before) => ({ ...before, ...part }));
      const address = new URL(location.href);
      for (const [key, value] of Object.entries(part)) address.searchParams.set(`${figure}.${key}`, String(value));
      history.replaceState(history.state, "", address);
    },
    [figure],
  );
  return [settings, change];
}
