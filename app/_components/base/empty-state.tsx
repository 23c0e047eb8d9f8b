import type { ReactNode } from "react";
import { cx } from "./cx.ts";

/** One sentence in the serif and one action; no drawing. It stands flush with the heading above it; in a pane with the pane's words. */
export function EmptyState({
  children,
  action,
  inPane = false,
}: {
  children: ReactNode;
  action?: ReactNode;
  inPane?: boolean;
}) {
  return (
    <div className={cx("flex max-w-[34rem] flex-col items-start gap-4", inPane ? "px-4 py-8" : "py-2")}>
      <p className="prose says">{children}</p>
      {action}
    </div>
  );
}
