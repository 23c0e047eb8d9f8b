import type { ReactNode } from "react";
import { cx } from "./cx.ts";

/** For what may be wider than the page: it scrolls by itself, and keys reach it. `label` names it for readers. */
export function Scroller({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keys
      tabIndex={0}
      aria-label={label}
      className={cx("scroll-quiet relative overflow-x-auto", className)}
    >
      {children}
    </section>
  );
}
