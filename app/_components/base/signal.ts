"use client";
import { useSyncExternalStore } from "react";

export type Signal<T> = { readonly get: () => T; readonly set: (value: T) => void; readonly use: () => T };

/** A value outside of React that components can follow. On the server it always has its first value. */
export function create<T>(first: T): Signal<T> {
  let value = first;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const get = () => value;
  return {
    get,
    set(next) {
      value = next;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get, () => first),
  };
}
