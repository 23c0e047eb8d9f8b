import type { ReactNode } from "react";
import { cx } from "../base/cx.ts";

/** A flat area between hairlines. It scrolls by itself; `foot` stays in view under it. */
export function Pane({
  label,
  head,
  foot,
  ground = "surface",
  className,
  children,
  id,
  fill = false,
}: {
  label: string;
  head?: ReactNode;
  foot?: ReactNode;
  ground?: "surface" | "paper";
  className?: string;
  children: ReactNode;
  id?: string;
  /** The content scrolls by itself and fills the pane. */
  fill?: boolean;
}) {
  return (
    <section
      aria-label={label}
      id={id}
      tabIndex={-1}
      className={cx(
        "flex min-h-0 min-w-0 flex-col outline-none",
        ground === "paper" ? "bg-paper" : "bg-surface",
        className,
      )}
    >
      {head}
      <div className={cx("min-h-0 flex-1", fill ? "overflow-hidden" : "scroll-quiet overflow-auto")}>{children}</div>
      {foot ? <div className="shrink-0 border-t border-line bg-surface">{foot}</div> : null}
    </section>
  );
}

/** The head of a pane, 40 px. */
export function PaneHead({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={cx(
        "flex h-10 shrink-0 items-center gap-3 pointer-coarse:h-13 border-b border-line bg-surface px-4",
        className,
      )}
    >
      {children}
    </div>
  );
}
