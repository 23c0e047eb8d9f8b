import type { ReactNode } from "react";
import { cx } from "../base/cx.ts";
import { points } from "../base/format.ts";
import { Icon } from "../base/icon.tsx";
import { Verdict, type VerdictState } from "../base/verdict.tsx";

type Row = {
  readonly state: VerdictState;
  readonly title: ReactNode;
  /** Null is blank. */
  readonly earned: number | null;
  readonly outOf: number;
  /** "waits", "after Submit": why there is no verdict yet. */
  readonly note?: string;
  readonly selected?: boolean;
};

function Line({ state, title, earned, outOf, note, selected, opens }: Row & { opens: boolean }) {
  const quiet = state === "not-run" || state === "running";
  return (
    <span className={cx("flex min-h-[2.125rem] items-center gap-2.5 px-4 py-1.5", selected && "bg-sunken")}>
      <Verdict state={state} />
      <span className={cx("min-w-0 flex-1", selected && "font-semibold", quiet && "text-ink-3")}>
        {title}
        {note ? <span className="font-normal text-ink-3">{`\u00A0· ${note}`}</span> : null}
      </span>
      {opens ? (
        <Icon name="chevron-right" size={13} className="text-ink-3 transition-transform group-open:rotate-90" />
      ) : null}
      <span className="shrink-0 text-ink-2">
        {points(earned)} / {points(outOf)}
      </span>
    </span>
  );
}

/** One check: verdict, title, points. With `children` it opens; without it is a line. */
export function CheckRow({ children, open, ...row }: Row & { children?: ReactNode; open?: boolean }) {
  if (!children) {
    return (
      <div className="border-b border-line last:border-b-0">
        <Line {...row} opens={false} />
      </div>
    );
  }
  return (
    <details open={open} className="group border-b border-line last:border-b-0">
      <summary className="hover:bg-sunken/60 focus-visible:-outline-offset-2">
        <Line {...row} opens />
      </summary>
      <div className="px-4 pt-2 pb-4">{children}</div>
    </details>
  );
}
