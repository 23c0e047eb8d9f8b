"use client";
import { useEffect, useState } from "react";

/** Reads custom properties of the page (`fwd`, `h3` …) as colours a canvas can use. */
export function themeColours<Name extends string>(names: readonly Name[]): { readonly [name in Name]: string } {
  const style = getComputedStyle(document.documentElement);
  const entries = names.map((name) => [name, sixDigits(style.getPropertyValue(`--${name}`).trim())] as const);
  return Object.fromEntries(entries) as { readonly [name in Name]: string };
}

/** Style sheets are made small on their way, `#fff` for `#ffffff`; what draws wants all six digits. */
const sixDigits = (colour: string): string => colour.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3");

/** Calls back when the colours of the page may have changed: choice of theme, system scheme, forced colours. */
export function onThemeChange(listener: () => void): () => void {
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
  window.addEventListener("nablab:theme", listener);
  for (const query of queries) query.addEventListener("change", listener);
  return () => {
    window.removeEventListener("nablab:theme", listener);
    for (const query of queries) query.removeEventListener("change", listener);
  };
}

/** A number that grows with every change of theme; use it as a dependency of what is drawn. */
export function useThemeVersion(): number {
  const [version, setVersion] = useState(0);
  useEffect(() => onThemeChange(() => setVersion((at) => at + 1)), []);
  return version;
}
