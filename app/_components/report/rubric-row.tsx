"use client";
import { cx } from "../base/cx.ts";
import { signed } from "../base/format.ts";
import { Icon } from "../base/icon.tsx";
import { Sentence } from "../base/tex.tsx";

/** One item of a rubric with its key, pressed when it applies. Without `onToggle` it is only shown. */
export function RubricRow({
  item,
  keyCap,
  applied,
  onToggle,
  busy = false,
}: {
  item: { readonly id: string; readonly text: string; readonly note?: string | null; readonly points: number };
  keyCap?: string;
  applied: boolean;
  onToggle?: (applied: boolean) => void;
  busy?: boolean;
}) {
  const inside = (
    <>
      {keyCap ? (
        <span
          aria-hidden="true"
          className={cx(
            "mt-0.5 inline-flex h-[18px] min-w-[22px] items-center justify-center rounded-field border font-sans text-tag font-medium",
            applied ? "border-fwd-fill bg-fwd-fill text-on-fwd" : "border-line-strong text-ink",
          )}
        >
          {keyCap}
        </span>
      ) : null}
      <span className="min-w-0 flex-1 text-left">
        <span className="block font-medium text-ink">
          <Sentence text={item.text} />
        </span>
        {item.note ? (
          <span className="block text-caption text-ink-2">
            <Sentence text={item.note} />
          </span>
        ) : null}
      </span>
      <span className={cx("mt-0.5 font-mono text-caption font-medium", item.points < 0 ? "text-bad" : "text-ink")}>
        {signed(item.points)}
      </span>
      <span className="mt-0.5 w-4 text-fwd">{applied ? <Icon name="check" /> : null}</span>
    </>
  );
  const look = cx("flex w-full items-start gap-3 border-b border-line px-4 py-2", applied && "bg-fwd-tint");
  if (!onToggle) {
    return (
      <div className={look}>
        {inside}
        <span className="sr-only">{applied ? "applies" : "does not apply"}</span>
      </div>
    );
  }
  return (
    <button
      type="button"
      aria-pressed={applied}
      aria-busy={busy || undefined}
      {...(keyCap && { "aria-keyshortcuts": keyCap })}
      className={cx(
        look,
        "transition-colors duration-[120ms] hover:bg-sunken focus-visible:-outline-offset-2",
        applied && "hover:bg-fwd-tint",
      )}
      onClick={() => onToggle(!applied)}
    >
      {inside}
    </button>
  );
}
