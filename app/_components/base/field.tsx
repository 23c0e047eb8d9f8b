import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";

export const inputLook =
  "h-9 w-full rounded-field border border-line-strong bg-surface px-2.5 text-ui text-ink placeholder:text-ink-3 aria-invalid:border-bad pointer-coarse:h-11 pointer-coarse:text-pane";

/** A label above a one-line input, with a hint or what to correct below it. */
export function TextField({
  label,
  hint,
  problem,
  id,
  className,
  ...rest
}: { label: string; hint?: ReactNode; problem?: string | undefined; id: string } & Omit<
  ComponentProps<"input">,
  "id"
>) {
  const note = problem || hint ? `${id}-note` : undefined;
  return (
    <div className={cx("flex flex-col gap-1", className)}>
      <label htmlFor={id} className="text-ui font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={note}
        className={inputLook}
        {...rest}
      />
      {note ? (
        <p id={note} className={cx("text-caption", problem ? "text-bad" : "text-ink-3")}>
          {problem ?? hint}
        </p>
      ) : null}
    </div>
  );
}
