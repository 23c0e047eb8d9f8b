import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Scroller } from "./scroller.tsx";

/** A column's head; `unseen` where what stands below says enough. */
export type Column = { readonly head: string; readonly right?: boolean; readonly unseen?: boolean };

/** The usual padding of a cell. */
export const cell = "px-3 py-2";

/**
 * A table of people, exercises or answers on a surface of its own; it scrolls sideways where it does not fit. Rows are `Row`s.
 */
export function Table({
  label,
  columns,
  className,
  children,
}: {
  label: string;
  columns: readonly Column[];
  className?: string;
  children: ReactNode;
}) {
  return (
    <Scroller label={label} className="border border-line bg-surface">
      <table className={cx("w-full border-collapse", className)}>
        <thead>
          <tr className="border-b border-line-2 text-left text-caption text-ink-3">
            {columns.map(({ head, right, unseen }) => (
              <th key={head} scope="col" className={cx(cell, "font-medium", right && "text-right")}>
                {unseen ? <span className="sr-only">{head}</span> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </Scroller>
  );
}

/** One row, begun by what it is about. */
export function Row({ head, className, children }: { head: ReactNode; className?: string; children: ReactNode }) {
  return (
    <tr className={cx("border-b border-line last:border-b-0", className)}>
      <th scope="row" className={cx(cell, "text-left font-medium")}>
        {head}
      </th>
      {children}
    </tr>
  );
}
