"use client";
import { cx } from "#app/_components/base/cx.ts";
import { Icon, type IconName } from "#app/_components/base/icon.tsx";
import { Verdict, type VerdictState } from "#app/_components/base/verdict.tsx";
import type { View } from "./_state/use-keys.ts";

const rows: readonly { readonly view: View; readonly label: string; readonly icon: IconName }[] = [
  { view: "read", label: "Read", icon: "book" },
  { view: "answer", label: "Answer", icon: "file" },
  { view: "results", label: "Results", icon: "flag" },
];

/** On a phone: three panes, one at a time, at the thumb. The verdict stands on Results. */
export function PhoneTabs({
  view,
  verdict,
  onView,
}: {
  view: View;
  verdict: VerdictState;
  onView: (view: View) => void;
}) {
  return (
    <nav
      aria-label="Panes"
      className="grid shrink-0 grid-cols-3 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] tablet:hidden"
    >
      {rows.map((row) => (
        <button
          key={row.view}
          type="button"
          aria-pressed={row.view === view}
          onClick={() => onView(row.view)}
          className={cx(
            "flex h-14 flex-col items-center justify-center gap-0.5 border-t-[3px] font-medium focus-visible:-outline-offset-2",
            row.view === view ? "border-fwd text-fwd" : "border-transparent text-ink-2",
          )}
        >
          <span className="flex items-center gap-1.5">
            <Icon name={row.icon} size={18} />
            {row.view === "results" && verdict !== "not-run" ? <Verdict state={verdict} size={13} /> : null}
          </span>
          {row.label}
        </button>
      ))}
    </nav>
  );
}

/** Between 760 and 1180 px: answer or results at the right of the statement. */
export function PaneSwitch({
  view,
  verdict,
  onView,
}: {
  view: View;
  verdict: VerdictState;
  onView: (view: View) => void;
}) {
  return (
    <div data-area="switch" className="h-10 items-center gap-1 border-b border-line bg-surface px-3">
      {rows.slice(1).map((row) => {
        const on = row.view === "results" ? view === "results" : view !== "results";
        return (
          <button
            key={row.view}
            type="button"
            aria-pressed={on}
            onClick={() => onView(row.view)}
            className={cx(
              "flex h-7 items-center gap-2 rounded-box border px-2.5 font-medium",
              on ? "border-line-2 bg-sunken text-ink" : "border-transparent text-ink-2 hover:text-ink",
            )}
          >
            {row.view === "results" && verdict !== "not-run" ? <Verdict state={verdict} size={13} /> : null}
            {row.label}
          </button>
        );
      })}
    </div>
  );
}
