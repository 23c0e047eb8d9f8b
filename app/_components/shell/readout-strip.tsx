import type { ReactNode } from "react";
import { cx } from "../base/cx.ts";

export type Reading = { readonly label: ReactNode; readonly value?: ReactNode; readonly mono?: boolean };

/** What one needs to reproduce a result, in a line of 28 px under the panes: engine, seed, cursor, keys. */
export function ReadoutStrip({
  left,
  right = [],
  end,
}: {
  left: readonly Reading[];
  right?: readonly Reading[];
  end?: ReactNode;
}) {
  return (
    <footer className="hidden h-7 shrink-0 items-center border-t border-line bg-paper px-4 text-caption text-ink-2 tablet:flex">
      <Readings readings={left} />
      <span className="flex-1" />
      <Readings readings={right} />
      {end ? <span className="ml-3 border-l border-line-2 pl-3">{end}</span> : null}
    </footer>
  );
}

function Readings({ readings }: { readings: readonly Reading[] }) {
  return (
    <dl className="flex min-w-0 items-center whitespace-nowrap">
      {readings.map((reading, at) => (
        <div key={at} className={cx("flex items-baseline gap-1.5", at > 0 && "ml-3 border-l border-line-2 pl-3")}>
          <dt>{reading.label}</dt>
          {reading.value === undefined ? null : (
            <dd className={cx("font-medium text-ink", reading.mono && "font-mono")}>{reading.value}</dd>
          )}
        </div>
      ))}
    </dl>
  );
}
