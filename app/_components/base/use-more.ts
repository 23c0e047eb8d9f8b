"use client";
import { type RefObject, useEffect, useRef } from "react";
import { tellMore } from "./more.ts";

const CHOSEN = '[aria-current="page"], [data-state="active"]';

/** For a row of tabs that may be wider than its place: the chosen one is in view, and edges fade where there are more. */
export function useMore<E extends HTMLElement>(): RefObject<E | null> {
  const ref = useRef<E>(null);
  useEffect(() => {
    const row = ref.current;
    if (!row) return;
    const look = () => {
      // What fades has a margin to scroll past, so it is told before as well.
      tellMore(row);
      row.querySelector(CHOSEN)?.scrollIntoView({ block: "nearest", inline: "nearest" });
      tellMore(row);
    };
    const tell = () => tellMore(row);
    const sizes = new ResizeObserver(look);
    for (const each of [row, ...row.children]) sizes.observe(each);
    const chosen = new MutationObserver(look);
    chosen.observe(row, { subtree: true, attributeFilter: ["data-state", "aria-current"] });
    row.addEventListener("scroll", tell, { passive: true });
    return () => {
      sizes.disconnect();
      chosen.disconnect();
      row.removeEventListener("scroll", tell);
    };
  }, []);
  return ref;
}
