"use client";
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { useMore } from "./use-more.ts";
import { Verdict, type VerdictState } from "./verdict.tsx";

export type Tab = {
  readonly id: string;
  readonly label: ReactNode;
  /** Shown below 760 px in place of `label`, unless the tab is selected. */
  readonly short?: string;
  readonly verdict?: VerdictState;
  /** Why it cannot be opened yet. */
  readonly locked?: string;
};

export const TabsRoot = Radix.Root;
export const TabPanel = Radix.Content;

/** A row of tabs with their verdicts, 40 px high, over a pane. Stands inside `TabsRoot`. */
export function TabRow({ tabs, label, className }: { tabs: readonly Tab[]; label: string; className?: string }) {
  const ref = useMore<HTMLDivElement>();
  return (
    <Radix.List
      ref={ref}
      aria-label={label}
      className={cx("scroll-quiet -m-1 flex min-w-0 items-center gap-1 overflow-x-auto p-1", className)}
    >
      {tabs.map((tab) => (
        <Radix.Trigger
          key={tab.id}
          value={tab.id}
          disabled={tab.locked !== undefined}
          className="group flex h-7 shrink-0 items-center gap-2 rounded-box border border-transparent px-2.5 font-medium text-ink-2 transition-colors duration-[120ms] hover:text-ink data-[state=active]:border-line-2 data-[state=active]:bg-sunken data-[state=active]:text-ink disabled:text-ink-3 pointer-coarse:h-9 pointer-coarse:px-3"
        >
          {tab.verdict ? <Verdict state={tab.verdict} size={13} /> : null}
          {tab.short ? (
            <>
              <span className="hidden group-data-[state=active]:inline tablet:inline">{tab.label}</span>
              <span aria-hidden="true" className="group-data-[state=active]:hidden tablet:hidden">
                {tab.short}
              </span>
            </>
          ) : (
            tab.label
          )}
          {tab.locked ? <span className="text-caption text-ink-3">{tab.locked}</span> : null}
        </Radix.Trigger>
      ))}
    </Radix.List>
  );
}
