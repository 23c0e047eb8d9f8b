"use client";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { useMore } from "./use-more.ts";

/** A row of links that scrolls sideways where it does not fit. */
export function TabNav({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  const ref = useMore<HTMLElement>();
  return (
    <nav ref={ref} aria-label={label} className={cx("scroll-quiet items-center gap-1 overflow-x-auto", className)}>
      {children}
    </nav>
  );
}
